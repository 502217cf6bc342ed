import type { Json } from '../schema/json'
import { VtlError } from '../vtl/error'
import { parseJsonText, toPlain } from '../vtl/json'
import { firstAtPath } from '../vtl/json-path'
import { Budget } from '../vtl/limits'
import { textOf } from './bytes'
import type { Call } from './call'
import { contextOf, contextText } from './context'
import { allOf, headerOf } from './header-list'
import { DROPPED_FROM_CLIENT } from './header-names'

/** A body that a mapping reads and that is no JSON. */
export class UnreadableBody extends Error {}

function scalarText(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A part of a JSON text by JSONPath; the whole text without a path. */
export function partOf(text: string, path: string): string | undefined {
  if (path === '' || path === '$') return text
  const expression = path.startsWith('$') ? path : path.startsWith('[') ? `$${path}` : `$.${path}`
  try {
    const root = parseJsonText(text)
    return scalarText(toPlain(firstAtPath(root, expression, new Budget())))
  } catch (error) {
    if (!(error instanceof VtlError)) throw error
    if (error.code === 'payload') throw new UnreadableBody('Invalid JSON in request body')
    // A path that cannot be read, or that looks at more than its limit, finds nothing.
    return undefined
  }
}

function last(list: [string, string][], name: string): string | undefined {
  return list.findLast(([other]) => other === name)?.[1]
}

interface SourceParts {
  place: string | undefined
  name: string
}

const parsed = new Map<string, SourceParts>()
/** Bounds the memory that sources of many APIs take. */
const MAX_SOURCES = 1_000

function partsOf(source: string): SourceParts {
  let parts = parsed.get(source)
  if (!parts) {
    const found = /^(?:method|route)\.request\.(\w+)(?:\.(.+)|(\[.+))?$/.exec(source)
    parts = { place: found?.[1], name: found?.[2] ?? found?.[3] ?? '' }
    if (parsed.size >= MAX_SOURCES) parsed.clear()
    parsed.set(source, parts)
  }
  return parts
}

/**
 * What a mapping's source names: `method.request.…` (also `route.request.…`), `context.…`,
 * `stageVariables.…` or `'static'`. Undefined when there is nothing, so that nothing is mapped.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function requestValue(call: Call, source: string): string | undefined {
  if (source.startsWith("'")) return source.replace(/^'|'$/g, '')
  if (source.startsWith('context.')) return contextText(contextOf(call), source.slice(8))
  if (source.startsWith('stageVariables.')) return call.variables[source.slice(15)]
  const { place, name } = partsOf(source)
  switch (place) {
    case 'header':
      return DROPPED_FROM_CLIENT.has(name.toLowerCase()) ? undefined : headerOf(call.headers, name)
    case 'multivalueheader':
      return allOf(call.headers, name).join(',') || undefined
    case 'querystring':
      return last(call.query, name)
    case 'multivaluequerystring':
      return (
        call.query
          .filter(([other]) => other === name)
          .map(([, value]) => value)
          .join(',') || undefined
      )
    case 'path':
      return call.pathParameters[name]
    case 'body':
      return partOf(textOf(call.body), name)
    default:
      return undefined
  }
}

/** Replaces `${stageVariables.x}`; a missing one leaves nothing and is told. */
export function withStageVariables(call: Call, text: string): { text: string; missing: string[] } {
  const missing: string[] = []
  if (!text.includes('${')) return { text, missing }
  const replaced = text.replace(/\$\{stageVariables\.([\w]+)\}/g, (_, name: string) => {
    const value = call.variables[name]
    if (value === undefined) missing.push(name)
    return value ?? ''
  })
  return { text: replaced, missing }
}
