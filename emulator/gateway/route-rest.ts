import type { RestApi, RestMethod } from '../schema/api'
import { segmentsOf } from './request-path'

export interface RestMatch {
  resource: string
  verb: string
  method: RestMethod
  pathParameters: Record<string, string>
}

export interface RestRouting {
  match: RestMatch | null
  /** Narrower resources that fit the path but do not serve the verb. */
  skipped: string[]
}

const STATIC = 0
const NAMED = 1
const GREEDY = 2

interface PatternPart {
  kind: number
  /** The segment itself, or the parameter's name. */
  text: string
}

const patterns = new Map<string, PatternPart[]>()
/** Bounds the memory that resources of many APIs take. */
const MAX_PATTERNS = 2_000

function patternOf(resource: string): PatternPart[] {
  let pattern = patterns.get(resource)
  if (!pattern) {
    pattern = segmentsOf(resource).map((segment) => {
      const name = /^\{([^{}+]+)(\+)?\}$/.exec(segment)
      if (!name) return { kind: STATIC, text: segment }
      return { kind: name[2] ? GREEDY : NAMED, text: name[1] ?? '' }
    })
    if (patterns.size >= MAX_PATTERNS) patterns.clear()
    patterns.set(resource, pattern)
  }
  return pattern
}

/** How a resource fits a path: the kind of each segment and the parameters; null if it does not. */
export function fitPath(
  resource: string,
  segments: string[],
): { kinds: number[]; parameters: Record<string, string> } | null {
  const pattern = patternOf(resource)
  const kinds: number[] = []
  const parameters: Record<string, string> = {}
  for (let i = 0; i < pattern.length; i++) {
    const { kind, text } = pattern[i] ?? { kind: STATIC, text: '' }
    if (kind === GREEDY) {
      const rest = segments.slice(i).join('/')
      if (rest === '') return null
      kinds.push(GREEDY)
      parameters[text] = rest
      return { kinds, parameters }
    }
    const segment = segments[i]
    if (segment === undefined) return null
    if (kind === STATIC ? segment !== text : segment === '') return null
    if (kind === NAMED) parameters[text] = segment
    kinds.push(kind)
  }
  return pattern.length === segments.length ? { kinds, parameters } : null
}

/** Narrower first: the first segment in which two fits differ decides. */
export function narrower(a: number[], b: number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? STATIC) - (b[i] ?? STATIC)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Chooses resource and method together: a resource that does not serve the verb is passed over.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function routeRest(api: RestApi, verb: string, path: string): RestRouting {
  const segments = segmentsOf(path)
  const fits: { resource: string; kinds: number[]; parameters: Record<string, string> }[] = []
  for (const resource of Object.keys(api.resources)) {
    const found = fitPath(resource, segments)
    if (found) fits.push({ resource, kinds: found.kinds, parameters: found.parameters })
  }
  if (fits.length > 1) fits.sort((a, b) => narrower(a.kinds, b.kinds))
  const skipped: string[] = []
  for (const { resource, parameters } of fits) {
    const methods = api.resources[resource] ?? {}
    const served = Object.hasOwn(methods, verb) ? verb : 'ANY'
    const method = Object.hasOwn(methods, served) ? methods[served] : undefined
    if (method) {
      return { match: { resource, verb: served, method, pathParameters: parameters }, skipped }
    }
    skipped.push(resource)
  }
  return { match: null, skipped }
}
