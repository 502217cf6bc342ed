import type { Json } from '../schema/json'
import type { Statement } from '../schema/policy'
import { inRange } from './cidr'
import { matchesWildcard } from './wildcard'

/** Values by lower-case condition key, such as `aws:sourceip`. */
export type ConditionContext = Record<string, string[]>

type Test = (actual: string, expected: string) => boolean

const instant = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))
const number = (compare: (a: number, b: number) => boolean): Test => {
  return (actual, expected) => compare(Number(actual), Number(expected))
}
const date = (compare: (a: number, b: number) => boolean): Test => {
  return (actual, expected) => compare(instant(actual), instant(expected))
}
const same: Test = (actual, expected) => actual === expected
const sameIgnoringCase: Test = (actual, expected) => actual.toLowerCase() === expected.toLowerCase()

const TESTS: Record<string, { test: Test; negated?: boolean }> = {
  stringequals: { test: same },
  stringnotequals: { test: same, negated: true },
  stringequalsignorecase: { test: sameIgnoringCase },
  stringnotequalsignorecase: { test: sameIgnoringCase, negated: true },
  stringlike: { test: (actual, expected) => matchesWildcard(expected, actual) },
  stringnotlike: { test: (actual, expected) => matchesWildcard(expected, actual), negated: true },
  arnequals: { test: (actual, expected) => matchesWildcard(expected, actual) },
  arnlike: { test: (actual, expected) => matchesWildcard(expected, actual) },
  arnnotequals: { test: (actual, expected) => matchesWildcard(expected, actual), negated: true },
  arnnotlike: { test: (actual, expected) => matchesWildcard(expected, actual), negated: true },
  ipaddress: { test: inRange },
  notipaddress: { test: inRange, negated: true },
  bool: { test: sameIgnoringCase },
  numericequals: { test: number((a, b) => a === b) },
  numericnotequals: { test: number((a, b) => a === b), negated: true },
  numericlessthan: { test: number((a, b) => a < b) },
  numericlessthanequals: { test: number((a, b) => a <= b) },
  numericgreaterthan: { test: number((a, b) => a > b) },
  numericgreaterthanequals: { test: number((a, b) => a >= b) },
  dateequals: { test: date((a, b) => a === b) },
  datenotequals: { test: date((a, b) => a === b), negated: true },
  datelessthan: { test: date((a, b) => a < b) },
  datelessthanequals: { test: date((a, b) => a <= b) },
  dategreaterthan: { test: date((a, b) => a > b) },
  dategreaterthanequals: { test: date((a, b) => a >= b) },
}

const texts = (value: Json): string[] => (Array.isArray(value) ? value : [value]).map(String)

function holds(operator: string, actual: string[] | undefined, expected: string[]): boolean {
  const parts = /^(?:(ForAnyValue|ForAllValues):)?(.+?)(IfExists)?$/i.exec(operator)
  const name = (parts?.[2] ?? '').toLowerCase()
  if (name === 'null') {
    const absent = actual === undefined || actual.length === 0
    return expected.some((value) => (value.toLowerCase() === 'true') === absent)
  }
  const known = TESTS[name]
  if (!known) return false
  const set = parts?.[1]?.toLowerCase()
  if (actual === undefined || actual.length === 0) {
    return parts?.[3] !== undefined || set === 'forallvalues' || known.negated === true
  }
  const fits = (value: string) => {
    const any = expected.some((wanted) => known.test(value, wanted))
    return known.negated ? !any : any
  }
  return set === 'foranyvalue' ? actual.some(fits) : actual.every(fits)
}

/**
 * Do all conditions of a statement hold? An operator nobody knows never does.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionsHold(
  condition: Statement['Condition'],
  context: ConditionContext,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      holds(operator, context[key.toLowerCase()], texts(expected)),
    ),
  )
}
