import { VtlError } from './error'
import type { Budget } from './limits'
import type { Method, Methods } from './method'
import { matchesWhole, replaceMatches, replaceText, splitAt } from './regex'
import { textOf } from './text'
import { isNumber, JDouble, JList, type JValue } from './values'

/** Methods of `java.lang.String`, offsets in UTF-16 units as in Java. */
export const stringMethods: Methods<string> = new Map<string, Method<string>>([
  ['length', { arity: [0, 0], run: (self) => self.length }],
  ['isEmpty', { arity: [0, 0], run: (self) => self === '' }],
  ['toString', { arity: [0, 0], run: (self) => self }],
  ['trim', { arity: [0, 0], run: reading(trimmed) }],
  ['toUpperCase', { arity: [0, 0], run: reading((self) => self.toUpperCase()) }],
  ['toLowerCase', { arity: [0, 0], run: reading((self) => self.toLowerCase()) }],
  ['substring', { arity: [1, 2], run: substring }],
  [
    'charAt',
    { arity: [1, 1], run: (self, [at = null]) => self[offset(at, 0, self.length - 1)] ?? null },
  ],
  ['indexOf', { arity: [1, 2], run: reading((self, a, from) => self.indexOf(a, start(from, 0))) }],
  ['lastIndexOf', { arity: [1, 1], run: reading((self, a) => self.lastIndexOf(a)) }],
  ['contains', { arity: [1, 1], run: reading((self, a) => self.includes(a)) }],
  ['startsWith', { arity: [1, 1], run: reading((self, a) => self.startsWith(a)) }],
  ['endsWith', { arity: [1, 1], run: reading((self, a) => self.endsWith(a)) }],
  ['concat', { arity: [1, 1], run: reading((self, a) => self + a) }],
  ['compareTo', { arity: [1, 1], run: reading((self, a) => (self < a ? -1 : self > a ? 1 : 0)) }],
  [
    'equalsIgnoreCase',
    { arity: [1, 1], run: reading((self, a) => self.toLowerCase() === a.toLowerCase()) },
  ],
  [
    'replace',
    {
      arity: [2, 2],
      run: (self, [a, b], budget) => replaceText(self, text(a, budget), text(b, budget), budget),
    },
  ],
  [
    'replaceAll',
    {
      arity: [2, 2],
      run: (self, [a, b], budget) => replaceMatches(self, text(a, budget), text(b, budget), budget),
    },
  ],
  [
    'replaceFirst',
    {
      arity: [2, 2],
      run: (self, [a, b], budget) =>
        replaceMatches(self, text(a, budget), text(b, budget), budget, 1),
    },
  ],
  [
    'matches',
    { arity: [1, 1], run: (self, [a], budget) => matchesWhole(self, text(a, budget), budget) },
  ],
  [
    'split',
    {
      arity: [1, 2],
      run: (self, [a, limit], budget) =>
        new JList(splitAt(self, text(a, budget), budget, start(limit ?? null, 0))),
    },
  ],
])

/** Java trims every character up to the space, and no other white space. */
function trimmed(self: string): string {
  let from = 0
  let to = self.length
  while (from < to && self.charCodeAt(from) <= 0x20) from += 1
  while (from < to && self.charCodeAt(to - 1) <= 0x20) to -= 1
  return self.slice(from, to)
}

/** A method that reads the text and one argument once: its work is their length. */
function reading(
  run: (self: string, first: string, second: JValue) => JValue,
): Method<string>['run'] {
  return (self, [first = null, second = null], budget: Budget) => {
    const argument = textOf(first, budget)
    budget.spendText(self.length + argument.length)
    return run(self, argument, second)
  }
}

function text(value: JValue | undefined, budget: Budget): string {
  return textOf(value ?? null, budget)
}

function start(value: JValue, otherwise: number): number {
  return isNumber(value) && !(value instanceof JDouble) ? Number(value) : otherwise
}

function substring(self: string, [from = null, to]: readonly JValue[], budget: Budget): JValue {
  budget.spendText(self.length)
  const end = to === undefined ? self.length : offset(to, 0, self.length)
  return self.slice(offset(from, 0, end), end)
}

/** An offset as Java demands it; outside it throws `StringIndexOutOfBoundsException`. */
function offset(value: JValue, least: number, most: number): number {
  const number = isNumber(value) && !(value instanceof JDouble) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  throw new VtlError(
    'evaluation',
    'this is no offset in the string',
    most < least ? 'a string that is not empty' : `an integer from ${least} to ${most}`,
  )
}
