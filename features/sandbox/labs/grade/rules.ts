import { query } from 'json-p3'
import type { Check, CheckRun, Expectation, Finding, Verdict } from '../schema'
import { worldSeen } from '../see/rules'

/** How much of what was seen is told. */
const SHOWN_CHARS = 240

const shown = (value: unknown): string => {
  const text =
    typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text
}

/** Whether two JSON values are the same; the order of an object's names does not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    keys.length === others.length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}

type Compare = (value: unknown, wanted: never) => boolean

const COMPARE = {
  is: isSame,
  matches: (value, wanted: string) =>
    new RegExp(wanted).test(typeof value === 'string' ? value : JSON.stringify(value)),
  contains: (value, wanted: unknown) =>
    typeof value === 'string'
      ? value.includes(String(wanted))
      : Array.isArray(value) && value.some((one) => isSame(one, wanted)),
  above: (value, wanted: number) => typeof value === 'number' && value > wanted,
  below: (value, wanted: number) => typeof value === 'number' && value < wanted,
} satisfies Record<string, Compare>
type Comparison = keyof typeof COMPARE
const COMPARISONS = Object.keys(COMPARE) as Comparison[]

const WORDS: Record<Comparison, string> = {
  is: '',
  matches: 'to match ',
  contains: 'to contain ',
  above: 'to be above ',
  below: 'to be below ',
}

/** The values that an expectation's place leads to in a document. */
function valuesAt(see: string, document: unknown): unknown[] {
  const path = see.startsWith('[') ? `$${see}` : `$.${see}`
  return query(path, document as never).values() as unknown[]
}

function holds(expectation: Expectation, document: unknown): boolean {
  const values = valuesAt(expectation.see, document)
  const { exists, count } = expectation
  if (exists !== undefined && values.length > 0 !== exists) return false
  if (count !== undefined && values.length !== count) return false
  const wanted = COMPARISONS.filter((name) => expectation[name] !== undefined)
  return wanted.every(
    (name) =>
      values.length > 0 &&
      values.every((value) => (COMPARE[name] as Compare)(value, expectation[name] as never)),
  )
}

/** What an expectation asks, in words. */
function expectedOf(expectation: Expectation): string {
  const { of = 'last', see, exists, count } = expectation
  const where =
    typeof of === 'number'
      ? `of answer ${of}, `
      : of === 'all'
        ? 'of each answer, '
        : of === 'any'
          ? 'of one answer at least, '
          : ''
  const parts = [
    ...(exists === undefined ? [] : [exists ? 'to be there' : 'not to be there']),
    ...(count === undefined ? [] : [`${count} times`]),
    ...COMPARISONS.flatMap((name) =>
      expectation[name] === undefined ? [] : [`${WORDS[name]}${shown(expectation[name])}`],
    ),
  ]
  return `${where}${see}: ${parts.join(' and ')}`
}

function find(expectation: Expectation, run: CheckRun): Finding {
  const { asked, world } = worldSeen(run)
  const { of = 'last' } = expectation
  const expected = expectedOf(expectation)
  const saw = (documents: unknown[]) => {
    const values = documents.flatMap((one) => valuesAt(expectation.see, one))
    return values.length === 0 ? 'nothing there' : values.map(shown).join(', ').slice(0, 400)
  }
  if (of === 'world') return { passed: holds(expectation, world), expected, saw: saw([world]) }
  if (asked.length === 0) return { passed: false, expected, saw: 'no answer' }
  if (of === 'all' || of === 'any') {
    const found = asked.map((one) => holds(expectation, one))
    const passed = of === 'all' ? found.every(Boolean) : found.some(Boolean)
    return { passed, expected, saw: saw(asked) }
  }
  const one = of === 'last' ? asked.at(-1) : asked[of - 1]
  if (!one) return { passed: false, expected, saw: `only ${asked.length} answers` }
  return { passed: holds(expectation, one), expected, saw: saw([one]) }
}

/**
 * Which checks hold of what happened in their worlds. A check that was not run fails.
 * @param runs one for each check, in any order
 */
export function gradeLab(runs: CheckRun[], checks: Pick<Check, 'id' | 'expect'>[]): Verdict[] {
  return checks.map(({ id, expect }) => {
    const run = runs.find((one) => one.id === id)
    const fail = (saw: string): Verdict => ({
      id,
      passed: false,
      findings: [{ passed: false, expected: 'to run', saw }],
    })
    if (!run) return fail('it was not run')
    if (run.trouble !== null) return fail(run.trouble.slice(0, 400))
    const findings = expect.map((one) => find(one, run))
    return { id, passed: findings.every(({ passed }) => passed), findings }
  })
}

/** Whether every check holds, and there is one. */
export const isSolved = (verdicts: Verdict[]): boolean =>
  verdicts.length > 0 && verdicts.every(({ passed }) => passed)
