import { HostObject, type JValue } from './values'

/**
 * `$foreach`: index (from 0), count (from 1), first, last, hasNext, parent.
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#foreach-loop
 */
export class ForeachObject extends HostObject {
  index = 0

  constructor(
    private readonly size: number,
    readonly parent: ForeachObject | null,
  ) {
    super()
  }

  override property(name: string): JValue {
    switch (name) {
      case 'index':
        return this.index
      case 'count':
        return this.index + 1
      case 'first':
        return this.index === 0
      case 'last':
        return this.index + 1 === this.size
      case 'hasNext':
        return this.index + 1 < this.size
      case 'parent':
        return this.parent
      default:
        return null
    }
  }
}
