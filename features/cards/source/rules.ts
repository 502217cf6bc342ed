import { isNode, LineCounter, parseDocument } from 'yaml'
import * as z from 'zod/mini'
import type { Problem } from '../schema'

/** A YAML text that fits its schema, and where each of its parts stands. */
export interface Parsed<T> {
  value: T | null
  problems: Problem[]
  /** Line of the part at `path`, e.g. `['keyPoints', 2]`; the file's first line if there is none. */
  lineOf(path: (string | number)[]): number
}

/**
 * Parses YAML and checks it against a schema. Never throws: what is wrong comes back with its line.
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
  const lineOf = (path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return 1 + offset
  }
  const syntax = document.errors.map(
    (error): Problem => ({
      file,
      line: at(error.pos[0]),
      severity: 'error',
      message: `YAML: ${error.message.split('\n')[0]}`,
    }),
  )
  if (syntax.length > 0) return { value: null, problems: syntax, lineOf }
  const result = z.safeParse(schema, document.toJS())
  if (result.success) return { value: result.data, problems: [], lineOf }
  const problems = result.error.issues.map((issue): Problem => {
    const path = issue.path.filter((part) => typeof part !== 'symbol') as (string | number)[]
    const unknown = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
    return {
      file,
      line: lineOf(path),
      severity: 'error',
      message: `${path.join('.') || 'the file'}: ${issue.message}${unknown}`,
    }
  })
  return { value: null, problems, lineOf }
}
