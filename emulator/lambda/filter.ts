import type { Json, Problem } from '../schema/json'

type Fields = { [name: string]: Json }

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

function numeric(rule: Json | undefined, value: Json): boolean {
  if (typeof value !== 'number' || !Array.isArray(rule)) return false
  for (let i = 0; i < rule.length; i += 2) {
    const bound = rule[i + 1]
    if (typeof bound !== 'number' || !COMPARE[String(rule[i])]?.(value, bound)) return false
  }
  return true
}

const lower = (value: Json | undefined) => (typeof value === 'string' ? value.toLowerCase() : value)

/** Whether a present value satisfies one rule of a list. */
function satisfies(rule: Json, value: Json): boolean {
  if (!isFields(rule)) return rule === value
  if ('exists' in rule) return rule.exists === true
  if ('prefix' in rule) return typeof value === 'string' && value.startsWith(String(rule.prefix))
  if ('suffix' in rule) return typeof value === 'string' && value.endsWith(String(rule.suffix))
  if ('numeric' in rule) return numeric(rule.numeric, value)
  if ('equals-ignore-case' in rule) return lower(rule['equals-ignore-case']) === lower(value)
  if ('anything-but' in rule) {
    const not = rule['anything-but'] ?? null
    return !(Array.isArray(not) ? not : [not]).some((each) => satisfies(each, value))
  }
  return false
}

const absentAllowed = (rule: Json) => isFields(rule) && rule.exists === false

function matchesList(rules: Json[], value: Json | undefined): boolean {
  // Only leaves can be matched: an object is as good as absent.
  if (value === undefined || isFields(value)) return rules.some(absentAllowed)
  const values = Array.isArray(value) ? value : [value]
  return rules.some((rule) => values.some((each) => satisfies(rule, each)))
}

function matchesField(pattern: Json, value: Json | undefined): boolean {
  if (Array.isArray(pattern)) return matchesList(pattern, value)
  if (!isFields(pattern)) return false
  if (Array.isArray(value))
    return value.some((each) => isFields(each) && matchesPattern(pattern, each))
  return matchesPattern(pattern, isFields(value) ? value : {})
}

/**
 * Whether an event matches one pattern: every field of the pattern must, one entry of a field's
 * list is enough, and of `$or` one alternative.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function matchesPattern(pattern: Json, event: Json): boolean {
  if (!isFields(pattern)) return false
  const fields = isFields(event) ? event : {}
  return Object.entries(pattern).every(([name, wanted]) =>
    name === '$or' && Array.isArray(wanted)
      ? wanted.some((each) => matchesPattern(each, fields))
      : matchesField(wanted, Object.hasOwn(fields, name) ? fields[name] : undefined),
  )
}

/**
 * Whether any of the filters matches; without filters everything does.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function matchesAny(
  filters: Json[] | undefined,
  candidate: (pattern: Json) => Json | undefined,
): boolean {
  if (!filters || filters.length === 0) return true
  return filters.some((pattern) => {
    const event = candidate(pattern)
    return event !== undefined && matchesPattern(pattern, event)
  })
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/**
 * What a pattern is held against for a queue's message: a pattern with fields under `body` wants a
 * JSON object there, one with a list wants plain text; undefined when the body is not of that kind.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function sqsCandidate(record: Fields, pattern: Json): Json | undefined {
  const wanted = isFields(pattern) ? pattern.body : undefined
  if (wanted === undefined) return record
  const body = parsed(String(record.body))
  if (Array.isArray(wanted)) return isFields(body) ? undefined : record
  return isFields(body) ? { ...record, body } : undefined
}

/**
 * What a pattern is held against for a data stream's record: its metadata, and `data` decoded.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
 */
export function kinesisCandidate(kinesis: Fields, text: string, pattern: Json): Json | undefined {
  const wanted = isFields(pattern) ? pattern.data : undefined
  if (!isFields(wanted)) return { ...kinesis, data: text }
  const data = parsed(text)
  return isFields(data) ? { ...kinesis, data } : undefined
}

const OPERATORS = ['exists', 'prefix', 'suffix', 'anything-but', 'numeric', 'equals-ignore-case']

/**
 * What is wrong with a pattern, with the place of each.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function patternProblems(pattern: Json, at: string): Problem[] {
  if (!isFields(pattern)) return [{ at, expected: 'an object of fields' }]
  return Object.entries(pattern).flatMap(([name, wanted]) => {
    const place = `${at}.${name}`
    if (!Array.isArray(wanted)) {
      return isFields(wanted)
        ? patternProblems(wanted, place)
        : [{ at: place, expected: 'a list of what may match, or an object of fields' }]
    }
    if (name === '$or') return wanted.flatMap((each, i) => patternProblems(each, `${place}.${i}`))
    return wanted.flatMap((rule, i) =>
      isFields(rule) && !OPERATORS.some((operator) => operator in rule)
        ? [{ at: `${place}.${i}`, expected: `one of ${OPERATORS.join(', ')}` }]
        : [],
    )
  })
}
