import { fromPlain, type Json, toPlain } from './json'
import { jsonTextOf } from './text'
import { JList, JMap, type JValue } from './values'

/** `$context` of one call as plain data, without the overrides. */
export type ContextScope = { [key: string]: Json }

/**
 * What templates have written to `$context.requestOverride` and `$context.responseOverride`.
 * Plain data: hand the overrides of the request template to the rendering of the response template.
 */
export type Overrides = {
  requestOverride: { [key: string]: Json }
  responseOverride: { [key: string]: Json }
  /** Parameters overridden more than once, e.g. `requestOverride.header.X`: the gateway answers 5XX. */
  twice: string[]
}

/** Overrides before any template ran. */
export function noOverrides(): Overrides {
  return {
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
    twice: [],
  }
}

/** A copy whose maps can be written without changing the original. */
export function copyOverrides({ requestOverride, responseOverride, twice }: Overrides): Overrides {
  const side = (given: { [key: string]: Json }) => {
    const copy: { [key: string]: Json } = {}
    for (const key of Object.keys(given)) {
      const value = given[key] ?? null
      const isMap = value !== null && typeof value === 'object' && !Array.isArray(value)
      copy[key] = isMap ? { ...value } : value
    }
    return copy
  }
  return {
    requestOverride: side(requestOverride),
    responseOverride: side(responseOverride),
    twice: [...twice],
  }
}

/** Overrides in the form in which a gateway applies them. */
export type AppliedOverrides = {
  request: Record<'header' | 'path' | 'querystring', Record<string, string>>
  /** `status`: null if the template set none, `invalid` if it is no integer in 100–599. */
  response: { status: number | null | 'invalid'; header: Record<string, string> }
}

/**
 * Reads overrides: a list becomes one value joined by commas, a status must be an integer in 100–599.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export function readOverrides({ requestOverride, responseOverride }: Overrides): AppliedOverrides {
  return {
    request: {
      header: texts(requestOverride.header),
      path: texts(requestOverride.path),
      querystring: texts(requestOverride.querystring),
    },
    response: {
      status: readStatus(responseOverride.status),
      header: texts(responseOverride.header),
    },
  }
}

function texts(values: Json | undefined): Record<string, string> {
  if (values === null || typeof values !== 'object' || Array.isArray(values)) return {}
  const found: Record<string, string> = {}
  for (const name of Object.keys(values)) found[name] = textOfOne(values[name] ?? null)
  return found
}

function textOfOne(value: Json): string {
  if (Array.isArray(value)) return value.map(textOfOne).join(',')
  return value === null ? '' : typeof value === 'string' ? value : jsonTextOf(fromPlain(value))
}

function readStatus(value: Json | undefined): number | null | 'invalid' {
  if (value === undefined || value === null) return null
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  const valid = typeof status === 'number' && Number.isInteger(status)
  return valid && status >= 100 && status <= 599 ? status : 'invalid'
}

const PARTS = {
  requestOverride: ['header', 'path', 'querystring'],
  responseOverride: ['header'],
} as const

/** `$context` of one rendering: maps that print nothing, of which only the overrides can be written. */
export class ContextObject {
  readonly root: JMap
  private readonly written = new Set<string>()
  private readonly twice: Set<string>
  private readonly sides: Record<keyof typeof PARTS, JMap>

  constructor(
    scope: ContextScope,
    private readonly before: Overrides,
  ) {
    this.twice = new Set(before.twice)
    this.sides = {
      requestOverride: this.overrides('requestOverride'),
      responseOverride: this.overrides('responseOverride'),
    }
    const { sides } = this
    this.root = new JMap('silent', false, {
      fill(entries) {
        for (const key of Object.keys(scope)) entries.set(key, nested(key, scope[key]))
        for (const [name, map] of Object.entries(sides)) entries.set(name, map)
      },
      peek(key) {
        if (Object.hasOwn(sides, key)) return sides[key as keyof typeof PARTS]
        return Object.hasOwn(scope, key) ? nested(key, scope[key]) : null
      },
    })
  }

  /** The overrides as they stand now. */
  collect(): Overrides {
    const copy = copyOverrides(this.before)
    for (const side of ['requestOverride', 'responseOverride'] as const) {
      const map = this.sides[side]
      if (!map.isUntouched) copy[side] = toPlain(map) as { [key: string]: Json }
    }
    return { ...copy, twice: [...this.twice] }
  }

  private overrides(side: keyof typeof PARTS): JMap {
    const fill = (entries: Map<string, JValue>) => {
      const given = this.before[side]
      for (const [key, value] of Object.entries(given)) entries.set(key, fromPlain(value))
      for (const part of PARTS[side]) {
        const parameters = new JMap('silent')
        const values = fromPlain(given[part])
        if (values instanceof JMap) {
          for (const [name, value] of values.entries) parameters.entries.set(name, value)
        }
        parameters.onPut = (name) => this.note(`${side}.${part}.${name}`)
        entries.set(part, parameters)
      }
    }
    const map = new JMap('silent', true, { fill })
    if (side === 'responseOverride') {
      map.onPut = (name) => {
        if (name === 'status') this.note('responseOverride.status')
      }
    }
    return map
  }

  private note(parameter: string): void {
    if (this.written.has(parameter)) this.twice.add(parameter)
    this.written.add(parameter)
  }
}

/** `$context.authorizer.claims` itself is null, `$context.authorizer.claims.sub` works. */
function nested(path: string, value: Json | undefined): JValue {
  const plain = value ?? null
  if (plain === null || typeof plain !== 'object') return fromPlain(plain)
  if (Array.isArray(plain)) return new JList(plain.map(fromPlain), true)
  const member = (key: string) => nested(`${path}.${key}`, plain[key])
  return new JMap(path === 'authorizer.claims' ? 'null' : 'silent', false, {
    fill(entries) {
      for (const key of Object.keys(plain)) entries.set(key, member(key))
    },
    peek: (key) => (Object.hasOwn(plain, key) ? member(key) : null),
  })
}
