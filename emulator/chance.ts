import type { Chance } from './schema/world'

/** FNV-1a, to make 32 bits of any text. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  }
  return value >>> 0
}

const DIGITS = '0123456789abcdef'
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * Seeded chance (mulberry32): not for secrets, but the same for everybody who has the seed.
 * Ids that AWS would draw at random come from here, so a scenario can be replayed to the byte.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function createChance(seed: string | number): Chance {
  const name = String(seed)
  let state = hash(name)

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (below: number) => Math.floor(next() * below)
  /** Seven digits a draw. */
  function hex(length: number): string {
    let text = ''
    while (text.length < length) {
      const bits = Math.floor(next() * 0x10000000)
      text += `${DIGITS[bits >>> 24]}${BYTES[(bits >>> 16) & 255]}${BYTES[(bits >>> 8) & 255]}${BYTES[bits & 255]}`
    }
    return text.slice(0, length)
  }

  return {
    next,
    integer,
    hex,
    uuid() {
      const digits = hex(32)
      const variant = '89ab'[integer(4)]
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
    },
    token(length) {
      let text = ''
      while (text.length < length - 1) text += TOKEN_ALPHABET[integer(TOKEN_ALPHABET.length)]
      return `${text}=`
    },
    fork: (label) => createChance(`${name}/${label}`),
  }
}
