import { createChance } from '../../chance'

/** The world's chance as the places hand it out where a handler looks for chance. */
export interface Randomness {
  random(): number
  uuid(): string
  bytes(length: number): Uint8Array
  fill<T extends ArrayBufferView>(view: T): T
  integer(low: number, high: number): number
}

/**
 * Seeded stand-ins for `Math.random`, `crypto.randomUUID` and their kin. Not for secrets.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
 */
export function makeRandomness(seed: string): Randomness {
  const chance = createChance(seed)
  const fill = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let i = 0; i < bytes.length; i++) bytes[i] = chance.integer(256)
    return view
  }
  return {
    random: chance.next,
    uuid: chance.uuid,
    bytes: (length) => fill(new Uint8Array(length)),
    fill,
    integer: (low, high) => low + chance.integer(high - low),
  }
}
