import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import * as z from 'zod/mini'
import type { Problem } from '../schema'

type Path = (string | number)[]

/** A YAML text that fits its schema, and where each of its parts stands. */
export interface Parsed<T> {
  value: T | null
  problems: Problem[]
  /** Line of the part at `path`, e.g. `['keyPoints', 2]`; the file's first line if there is none. */
  lineOf(path: Path): number
}

const KINDS: Record<string, string> = {
  string: 'must be a text',
  int: 'must be a whole number',
  number: 'must be a number',
  array: 'must be a list',
  object: 'must be a mapping of fields',
  record: 'must be a mapping of names',
}

/** What a parsed document has wrong as YAML. What the parser only warns of would be dropped without a word. */
export function syntaxFaults(
  document: Document.Parsed,
): { position: number; why: string; error: YAMLError }[] {
  return [...document.errors, ...document.warnings].map((error) => {
    let [position] = error.pos
    // An open quote is noticed where the text ends; an author looks where it begins.
    visit(document, {
      Scalar(_key, { range }) {
        if (error.code === 'MISSING_CHAR' && range && range[0] < position && position <= range[1])
          position = range[0]
      },
    })
    const why = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
    return { position, why, error }
  })
}

/** Says in an author's words what a schema's issue is, and what to do about it. */
function explain(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.message !== 'Invalid input') return issue.message
  if (value === undefined && issue.code !== 'unrecognized_keys') return 'is missing: add it'
  switch (issue.code) {
    case 'invalid_type': {
      const text = issue.expected === 'string'
      if (text && (typeof value === 'number' || typeof value === 'boolean'))
        return `is read as a ${typeof value}: write it in quotes, "${value}"`
      if (text && value === null) return 'is empty: write a text'
      if (text && typeof value === 'object')
        return 'is read as a list or a mapping: put quotes around a text that contains ": "'
      return KINDS[issue.expected] ?? `must be a ${issue.expected}`
    }
    case 'too_big':
      return issue.origin === 'array'
        ? `has ${(value as unknown[]).length} entries: at most ${issue.maximum}`
        : `has ${String(value).length} characters: shorten it to ${issue.maximum}`
    case 'too_small':
      return issue.origin === 'array'
        ? `has ${(value as unknown[]).length} entries: give at least ${issue.minimum}`
        : 'is empty: write a text'
    case 'invalid_value':
      return `is "${value}": write one of ${issue.values.join(', ')}`
    case 'invalid_format':
      return `is "${value}", which is not a valid ${issue.format}: correct it`
    case 'invalid_union':
      return 'has the wrong type: write a text or a number'
    default:
      return issue.message
  }
}

/** A path as an author reads it: entries of a list go by their id where they have one. */
function label(data: unknown, path: Path): string {
  let here = data
  const names = path.map((part) => {
    here = (here as Record<string | number, unknown> | undefined)?.[part]
    const id = typeof part === 'number' && (here as { id?: unknown } | null)?.id
    return typeof id === 'string' ? id : String(part)
  })
  return names.join(': ') || 'the file'
}

/**
 * Parses YAML (of which JSON is a part) and checks it against a schema. Never throws: what is
 * wrong comes back with its line.
 * @param offset lines before the text in its file (front matter starts after `---`)
 */
export function parseYaml<S extends z.core.$ZodType>(
  file: string,
  text: string,
  schema: S,
  offset = 0,
): Parsed<z.core.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const at = (position: number) => lines.linePos(position).line + offset
  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (!isNode(node) || !node.range) continue
      const parent =
        length > 1 ? document.getIn(path.slice(0, length - 1), true) : document.contents
      // A list begins below its key; the key is where an author looks.
      const key =
        isCollection(node) && isMap(parent)
          ? parent.items.find((pair) => pair.value === node)?.key
          : undefined
      return at(isScalar(key) && key.range ? key.range[0] : node.range[0])
    }
    return 1 + offset
  }
  const error = (line: number, message: string): Problem => ({
    file,
    line,
    severity: 'error',
    message,
  })
  const broken = (problems: Problem[]) => ({ value: null, problems, lineOf })
  const language = file.endsWith('.json') ? 'JSON' : 'YAML'
  const [fault] = syntaxFaults(document) // those after the first mostly follow from it
  if (fault) return broken([error(at(fault.position), `${language}: ${fault.why}`)])
  let data: unknown
  try {
    data = document.toJS()
  } catch (problem) {
    const alias = `*${/: (\S+)$/.exec((problem as Error).message)?.[1] ?? ''}`
    const line = at(Math.max(0, text.indexOf(alias)))
    return broken([
      error(line, `YAML: "${alias}" is no text: put quotes around what begins with *`),
    ])
  }
  const result = z.safeParse(schema, data)
  if (result.success) return { value: result.data, problems: [], lineOf }
  return broken(
    result.error.issues.flatMap((issue): Problem[] => {
      const path = issue.path.filter((part) => typeof part !== 'symbol') as Path
      const name = label(data, path)
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) =>
          error(
            lineOf([...path, key]),
            `${name}: there is no field "${key}": remove it or correct its name`,
          ),
        )
      }
      const value = path.reduce(
        (inner: unknown, part) => (inner as Record<string | number, unknown> | null)?.[part],
        data,
      )
      return [error(lineOf(path), `${name}: ${explain(issue, value)}`)]
    }),
  )
}
