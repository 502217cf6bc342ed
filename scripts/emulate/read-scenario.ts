import type * as z from 'zod/mini'
import { problemsOf } from '@/emulator/gateway/parse-problem'
import { type Scenario, scenarioSchema } from '@/emulator/schema/scenario'
import { JsonError, type LocatedJson, parseLocated } from './located-json'

/** Something handed in is malformed; each line names place, path and what was expected. */
export class Refused extends Error {
  constructor(lines: string[]) {
    super(lines.join('\n'))
  }
}

type Issue = z.core.$ZodIssue

/** Of a union's branches the one that was meant: the one that got furthest, or objects to least. */
function meant(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const depth = (branch: Issue[]) => Math.max(...branch.map(({ path }) => path.length))
  const foreign = (branch: Issue[]) => branch.some(({ code }) => code === 'unrecognized_keys')
  const [best = []] = [...issue.errors].sort(
    (a, b) => Number(foreign(a)) - Number(foreign(b)) || depth(b) - depth(a) || a.length - b.length,
  )
  return best.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** One line of a refusal. */
export function refusal(
  file: string,
  json: LocatedJson,
  path: readonly PropertyKey[],
  expected: string,
): string {
  const { line, column } = json.placeOf(path)
  return `${file}:${line}:${column}: ${path.map(String).join('.') || '(top)'}: expected ${expected}`
}

/** A scenario with the text it came from. */
export interface ReadScenario {
  scenario: Scenario
  json: LocatedJson
}

/**
 * Reads a scenario.
 * @throws Refused with line, column, path and what was expected
 */
export function readScenario(file: string, text: string): ReadScenario {
  let json: LocatedJson
  try {
    json = parseLocated(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const { line, column } = error.place
    throw new Refused([`${file}:${line}:${column}: (JSON): expected ${error.expected}`])
  }
  const parsed = scenarioSchema.safeParse(json.value)
  if (parsed.success) return { scenario: parsed.data, json }
  const issues = parsed.error.issues.flatMap(meant)
  const lines = issues.flatMap((issue) =>
    problemsOf({ issues: [issue] } as unknown as z.core.$ZodError).map(({ expected }) =>
      refusal(file, json, placedPath(issue), expected),
    ),
  )
  throw new Refused([...new Set(lines)])
}

/** A key that should not be there is pointed at itself. */
function placedPath(issue: Issue): PropertyKey[] {
  const extra = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  return extra === undefined ? issue.path : [...issue.path, extra]
}

/**
 * The path that a problem's dotted text means: keys hold dots themselves, so the longest key that
 * exists is taken at each step.
 */
export function pathOf(json: LocatedJson, text: string, root: string): PropertyKey[] {
  const path: PropertyKey[] = []
  let value = json.value
  let rest = root === '' ? text : `${root}.${text}`
  while (rest !== '' && value !== null && typeof value === 'object') {
    const holder = value as Record<string, unknown>
    const key = Object.keys(holder)
      .filter((one) => rest === one || rest.startsWith(`${one}.`))
      .sort((a, b) => b.length - a.length)[0]
    if (key === undefined) break
    path.push(key)
    value = holder[key]
    rest = rest.slice(key.length + 1)
  }
  return path
}
