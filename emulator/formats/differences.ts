import type { Json } from '../schema/json'

type Fields = { [name: string]: Json }

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (one: Json | undefined, other: Json | undefined): boolean =>
  !isFields(one) && !Array.isArray(one) ? one === other : lost(one, other, '').length === 0

/**
 * Paths of `before` that are not, or not the same, in `after`. What was added is no loss.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
 */
export function lost(before: Json, after: Json | undefined, path = ''): string[] {
  if (isFields(before)) {
    if (!isFields(after)) return [path]
    return Object.entries(before).flatMap(([name, value]) => {
      const inner = path === '' ? name : `${path}.${name}`
      return lost(value, Object.hasOwn(after, name) ? after[name] : undefined, inner)
    })
  }
  if (Array.isArray(before)) {
    const kept =
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((one, i) => same(one, after[i]))
    return kept ? [] : [path]
  }
  return before === after ? [] : [path]
}
