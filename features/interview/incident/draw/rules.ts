import { chanceOf } from '@/features/quiz/chance/rules'
import type { Drawing, Drawn } from '../schema'

/** `«name»`, or a number or instant with an amount added or taken off: `«calls+1»`, `«hh-35»`. */
const MARK = /«([a-z][a-zA-Z0-9]*)(?:([+-])(\d+))?»/g
const FIRST_DAY = Date.UTC(2026, 8, 1)
const DAYS = 80
const DAY_MS = 86_400_000

/** Letters and digits as AWS writes ids of APIs. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** So many characters of an alphabet, the same for the same text. */
function characters(seed: string, count: number, of: string): string {
  const chance = chanceOf(seed)
  return Array.from({ length: count }, () => of[chance.int(0, of.length - 1)]).join('')
}

/**
 * An id as AWS would make it, the same for the same seed: `uuid`, `hex` (8 digits), `api` (10 letters
 * and digits), `xid` (extended request id), `stream` (32 digits), `trace` (root of an X-Ray trace).
 * null where the kind is none of these.
 * @param at ms since the epoch: a trace's id holds its second
 */
export function idOf(kind: string, seed: string, at: number): string | null {
  const hex = (count: number) => characters(`${seed} ${kind}`, count, '0123456789abcdef')
  switch (kind.replace(/\d+$/, '')) {
    case 'uuid': {
      const h = hex(32)
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`
    }
    case 'hex':
      return hex(8)
    case 'stream':
      return hex(32)
    case 'api':
      return characters(`${seed} ${kind}`, 10, LETTERS)
    case 'xid':
      return `${characters(`${seed} ${kind}`, 15, BASE64)}=`
    case 'trace':
      return `1-${Math.floor(at / 1000).toString(16)}-${hex(24)}`
    default:
      return null
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * An instant as `iso`, `time` (of day, with ms), `hh` (hour and minute), `clf` (as access logs have
 * it), `epoch` (s), or `day`; always UTC. null where the form is none of these.
 */
export function instantText(form: string, at: number): string | null {
  const iso = new Date(at).toISOString()
  switch (form) {
    case 'iso':
      return iso
    case 'time':
      return iso.slice(11, 23)
    case 'hh':
      return iso.slice(11, 16)
    case 'day':
      return iso.slice(0, 10)
    case 'epoch':
      return String(Math.floor(at / 1000))
    case 'clf':
      return `${iso.slice(8, 10)}/${MONTHS[new Date(at).getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`
    default:
      return null
  }
}

/**
 * A sum over names and numbers with `+ - * /` and parentheses, rounded to a whole number.
 * @throws if a name has no value or the text is no sum
 */
export function computed(text: string, value: (name: string) => unknown): number {
  const tokens = text.match(/[a-zA-Z][a-zA-Z0-9]*|\d+(?:\.\d+)?|[-+*/()]/g) ?? []
  let at = 0
  const one = (): number => {
    const token = tokens[at++] ?? ''
    if (token === '(') {
      const inner = sum()
      at += 1
      return inner
    }
    const number = Number(/^\d/.test(token) ? token : value(token))
    if (Number.isNaN(number)) throw new Error(`"${text}": "${token}" is no number`)
    return number
  }
  const product = (): number => {
    let result = one()
    while (tokens[at] === '*' || tokens[at] === '/')
      result = tokens[at++] === '*' ? result * one() : result / one()
    return result
  }
  const sum = (): number => {
    let result = product()
    while (tokens[at] === '+' || tokens[at] === '-')
      result = tokens[at++] === '+' ? result + product() : result - product()
    return result
  }
  return Math.round(sum())
}

/** The instant at which the trouble begins: a full five minutes of a day's working hours, UTC. */
export function beginningOf(seed: string): number {
  const chance = chanceOf(`${seed} begins`)
  const minutes = chance.int(7 * 12, 20 * 12) * 5
  return FIRST_DAY + chance.int(0, DAYS - 1) * DAY_MS + minutes * 60_000
}

/**
 * The names and numbers of a seed: rows that go together, then each by itself, then what follows from
 * them. `begun` is there for all: minutes from midnight, UTC, to the beginning of the trouble.
 */
export function drawn({ draw, together = [], derived }: Drawing, seed: string): Drawn {
  const begun = (beginningOf(seed) % DAY_MS) / 60_000
  const values: Drawn = { begun }
  for (const [index, rows] of together.entries()) {
    const row = rows[chanceOf(`${seed} together ${index}`).int(0, rows.length - 1)]
    Object.assign(values, row)
  }
  for (const [name, from] of Object.entries(draw ?? {})) {
    const chance = chanceOf(`${seed} ${name}`)
    if (Array.isArray(from)) values[name] = from[chance.int(0, from.length - 1)] ?? ''
    else {
      const { step = 1 } = from
      values[name] = from.from + step * chance.int(0, Math.floor((from.to - from.from) / step))
    }
  }
  for (const [name, text] of Object.entries(derived ?? {}))
    values[name] = computed(text, (one) => values[one])
  return values
}

/**
 * A text with its marks replaced: drawn values, ids (`«uuid1»`), instants (`«hh-35»` in minutes,
 * all others in seconds from the beginning). What is none of them stays as it is written.
 * @param written applied to each value, where the text is HTML
 */
export function filled(
  text: string,
  values: Drawn,
  seed: string,
  written = (value: string) => value,
): string {
  const begins = beginningOf(seed)
  return text.replace(MARK, (mark, name: string, sign: string | undefined, by: string) => {
    const amount = sign === undefined ? 0 : Number(by) * (sign === '+' ? 1 : -1)
    const value = values[name]
    if (value !== undefined)
      return sign === undefined ? written(String(value)) : String(Number(value) + amount)
    const scale = name === 'hh' ? 60_000 : 1000
    return instantText(name, begins + amount * scale) ?? idOf(name, seed, begins) ?? mark
  })
}

/** Before a text that is a mark and nothing else: what is drawn keeps its kind, a number a number. */
export const WHOLE = '«»'
const NUMBER = /^-?\d+(?:\.\d+)?$/

/** The same for all texts of a tree, names of fields among them. */
export function filledTree(tree: unknown, values: Drawn, seed: string): unknown {
  if (typeof tree === 'string') {
    if (!tree.startsWith(WHOLE)) return filled(tree, values, seed)
    const text = filled(tree.slice(WHOLE.length), values, seed)
    if (text === 'true' || text === 'false') return text === 'true'
    return NUMBER.test(text) ? Number(text) : text
  }
  if (Array.isArray(tree)) return tree.map((one) => filledTree(one, values, seed))
  if (tree === null || typeof tree !== 'object') return tree
  const fields = Object.entries(tree).map(([name, value]) => [
    filled(name, values, seed),
    filledTree(value, values, seed),
  ])
  return Object.fromEntries(fields)
}
