import * as z from 'zod/mini'
import type { Problem } from '../schema/json'

type Issue = z.core.$ZodIssue

function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `a value of type ${issue.expected}`
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'unrecognized_keys':
      return `no key ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`
    case 'too_small':
      return `at least ${issue.minimum}`
    case 'too_big':
      return `at most ${issue.maximum}`
    case 'invalid_format':
      return 'pattern' in issue ? `text like ${issue.pattern}` : `a ${issue.format}`
    case 'invalid_union':
      return 'discriminator' in issue && issue.discriminator
        ? `a known ${issue.discriminator}`
        : 'one of the forms that are allowed here'
    default:
      return issue.message
  }
}

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.') || '(top)'

/** Places and expectations of what a schema refused. */
export function problemsOf(error: z.core.$ZodError): Problem[] {
  return error.issues.map((issue) => {
    const inner = issue.code === 'invalid_union' ? issue.errors[0]?.[0] : undefined
    const deep =
      inner && inner.path.length > 0 ? { ...inner, path: [...issue.path, ...inner.path] } : issue
    return { at: pathOf(deep.path), expected: expectedBy(deep as Issue) }
  })
}

/** Handed in and malformed: every place, and what was expected there. */
export class Malformed extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ at, expected }) => `${at}: expected ${expected}`).join('\n'))
    this.name = 'Malformed'
  }
}

/** Parses at the door. */
export function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = z.safeParse(schema, value)
  if (!parsed.success) throw new Malformed(problemsOf(parsed.error))
  return parsed.data
}
