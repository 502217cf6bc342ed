import { parse } from 'yaml'
import * as z from 'zod/mini'
import { escapeHtml } from '@/features/cards/html/rules'
import { type Drawn, type Lab, labSchema, type Numbers, numbersSchema } from '../schema'

/** `«name»`, or a whole number with an amount added or taken off: `«limit+1»`. */
const MARK = /«([a-z][a-z0-9]*)(?:([+-])(\d+))?»/g
/** Seeds that are tried for numbers other than those before. */
const TRIES = 50

/** A whole number below `below`, always the same for a text (FNV-1a, then a finalizer). */
function pick(text: string, below: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) % below
}

/** The numbers of a seed: one of each list, and one row of those that go together. */
export function drawNumbers({ numbers, together }: Numbers, seed: number): Drawn {
  const row = together?.[pick(`${seed} together`, together.length)] ?? {}
  const alone = Object.entries(numbers ?? {}).map(([name, choices]) => [
    name,
    choices[pick(`${seed} ${name}`, choices.length)] ?? '',
  ])
  return { ...row, ...Object.fromEntries(alone) }
}

/**
 * A text with its marks replaced. A name that was not drawn stays as it is written.
 * @param written applied to each value, where the text is HTML
 */
export function filled(text: string, drawn: Drawn, written = (value: string) => value): string {
  return text.replace(MARK, (mark, name: string, sign: string | undefined, by: string) => {
    const value = drawn[name]
    if (value === undefined) return mark
    if (sign === undefined) return written(String(value))
    return String(Number(value) + (sign === '+' ? 1 : -1) * Number(by))
  })
}

/** The same for rendered texts. */
export function filledHtml(html: string, drawn: Drawn): string {
  return filled(html, drawn, escapeHtml)
}

/** The numbers that a lab's source draws from. */
function numbersOf(source: string): Numbers {
  const read = z.safeParse(numbersSchema, parse(source))
  return read.success ? read.data : {}
}

/** A lab with the numbers of a seed. Throws where its source does not fit; the check has seen to that. */
export function drawLab(source: string, seed: number): { lab: Lab; drawn: Drawn } {
  const drawn = drawNumbers(numbersOf(source), seed)
  return { lab: z.parse(labSchema, parse(filled(source, drawn))), drawn }
}

/**
 * The first seed from `from` on whose numbers are not those of `before`; `from` itself where a lab
 * has no others.
 */
export function freshSeed(source: string, from: number, before: number | null): number {
  if (before === null) return from
  const numbers = numbersOf(source)
  const old = JSON.stringify(drawNumbers(numbers, before))
  for (let seed = from; seed < from + TRIES; seed += 1)
    if (JSON.stringify(drawNumbers(numbers, seed)) !== old) return seed
  return from
}
