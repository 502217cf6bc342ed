/** Where a value begins in a text; both count from 1. */
export interface Place {
  line: number
  column: number
}

/** The text is no JSON. */
export class JsonError extends Error {
  constructor(
    readonly place: Place,
    readonly expected: string,
  ) {
    super(`line ${place.line}, column ${place.column}: expected ${expected}`)
  }
}

/** A JSON text as its value, with the places of all that is in it. */
export interface LocatedJson {
  value: unknown
  /** The place of a path's value, or of the nearest thing around it that exists. */
  placeOf(path: readonly PropertyKey[]): Place
}

const TOKEN =
  /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const SPACE = /[ \t\n\r]*/y
/** Deeper nesting is a mistake, or meant to harm. */
const DEEPEST = 200

/**
 * Parses JSON and remembers where everything stands.
 * @throws JsonError with the place and what was expected there
 */
export function parseLocated(text: string): LocatedJson {
  const starts = new Map<string, number>()
  let at = text.startsWith('\uFEFF') ? 1 : 0

  const placeAt = (offset: number): Place => {
    const before = text.slice(0, offset)
    const line = before.split('\n').length
    return { line, column: offset - before.lastIndexOf('\n') }
  }
  const fail = (expected: string): never => {
    throw new JsonError(placeAt(at), expected)
  }
  const skip = () => {
    SPACE.lastIndex = at
    SPACE.exec(text)
    at = SPACE.lastIndex
  }
  const take = (what: string) => {
    skip()
    if (text[at] !== what) return false
    at++
    return true
  }
  const token = (expected: string): unknown => {
    skip()
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)?.[0]
    if (found === undefined) return fail(expected)
    let value: unknown
    try {
      value = JSON.parse(found)
    } catch {
      return fail('a text on one line; a line break within it is written \\n')
    }
    at += found.length
    return value
  }

  function members(path: string[]): Record<string, unknown> {
    const value: Record<string, unknown> = {}
    if (take('}')) return value
    for (;;) {
      skip()
      if (text[at] !== '"') fail('a key in double quotes')
      const start = at
      const key = token('a key in double quotes') as string
      if (Object.hasOwn(value, key)) {
        at = start
        fail(`no second ${JSON.stringify(key)}`)
      }
      if (!take(':')) fail('":"')
      const inner = parse([...path, key])
      Object.defineProperty(value, key, {
        value: inner,
        enumerable: true,
        writable: true,
        configurable: true,
      })
      if (take('}')) return value
      if (!take(',')) fail('"," or "}"')
    }
  }
  function elements(path: string[]): unknown[] {
    const value: unknown[] = []
    if (take(']')) return value
    for (;;) {
      value.push(parse([...path, String(value.length)]))
      if (take(']')) return value
      if (!take(',')) fail('"," or "]"')
    }
  }
  function parse(path: string[]): unknown {
    if (path.length > DEEPEST) fail(`at most ${DEEPEST} levels of nesting`)
    skip()
    starts.set(JSON.stringify(path), at)
    if (take('{')) return members(path)
    if (take('[')) return elements(path)
    return token('a value: an object, a list, a text, a number, true, false or null')
  }

  const value = parse([])
  skip()
  if (at < text.length) fail('nothing after the value')
  return {
    value,
    placeOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const start = starts.get(JSON.stringify(path.slice(0, length).map(String)))
        if (start !== undefined) return placeAt(start)
      }
      return placeAt(0)
    },
  }
}
