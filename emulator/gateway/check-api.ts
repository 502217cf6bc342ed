import { type Api, apiSchema, type RestApi } from '../schema/api'
import type { Integration } from '../schema/integration'
import type { Json, Problem } from '../schema/json'
import { VtlError } from '../vtl/error'
import { parseTemplate } from '../vtl/render'
import { isObject, type JsonObject } from './json-schema-value'
import { findReference } from './model'
import { Malformed, parseWith } from './parse-problem'
import { matchesWhole, occursIn } from './pattern'

const MAX_STAGE_VARIABLES = 100
const MAX_POLICY_CHARS = 8_192
const STAGE_VALUE = /^[A-Za-z0-9\-._~:/?#&=,]+$/

function checkStages(api: Exclude<Api, { type: 'FUNCTION_URL' }>): Problem[] {
  return Object.entries(api.stages).flatMap(([name, stage]): Problem[] => {
    const variables = Object.entries(stage.variables ?? {})
    const many: Problem[] =
      variables.length > MAX_STAGE_VARIABLES
        ? [{ at: `stages.${name}.variables`, expected: `at most ${MAX_STAGE_VARIABLES} variables` }]
        : []
    const odd = variables
      .filter(([, value]) => !STAGE_VALUE.test(value))
      .map(([key]) => ({
        at: `stages.${name}.variables.${key}`,
        expected: 'letters, digits and -._~:/?#&=, only',
      }))
    return [...many, ...odd]
  })
}

function checkTemplates(at: string, templates: Record<string, string> | undefined): Problem[] {
  return Object.entries(templates ?? {}).flatMap(([type, source]): Problem[] => {
    try {
      parseTemplate(source)
      return []
    } catch (error) {
      if (!(error instanceof VtlError)) throw error
      return [{ at: `${at}.${type}`, expected: `a template (${error.message})` }]
    }
  })
}

function checkIntegration(at: string, integration: Integration): Problem[] {
  const needsFunction =
    integration.type === 'AWS_PROXY' && !integration.function && !integration.uri
  const needsUri = integration.type.startsWith('HTTP') && !integration.uri
  return [
    ...(needsFunction ? [{ at: `${at}.function`, expected: 'the name of a function' }] : []),
    ...(needsUri ? [{ at: `${at}.uri`, expected: 'a URL' }] : []),
    ...checkTemplates(`${at}.requestTemplates`, integration.requestTemplates),
    ...(integration.responses ?? []).flatMap((one, i) => [
      ...checkTemplates(`${at}.responses.${i}.responseTemplates`, one.responseTemplates),
      ...(one.selectionPattern && matchesWhole(one.selectionPattern, '') === null
        ? [{ at: `${at}.responses.${i}.selectionPattern`, expected: 'a regular expression' }]
        : []),
    ]),
  ]
}

const known = (
  at: string,
  name: string | undefined,
  map: object | undefined,
  what: string,
): Problem[] =>
  name === undefined || Object.hasOwn(map ?? {}, name)
    ? []
    : [{ at, expected: `${what} of this API` }]

/** References that may follow one another; no model of a person's has more. */
const MAX_REFERENCES = 500

/** A `$ref` that comes back to itself without going into a property would never end. */
function circular(api: RestApi, name: string): boolean {
  const models = api.models ?? {}
  /** Schemas that lead to no circle, so that many ways to one are walked once. */
  const clean = new Set<Json>()
  const visit = (schema: Json | undefined, root: JsonObject, seen: Set<Json>): boolean => {
    if (!isObject(schema) || clean.has(schema)) return false
    if (seen.has(schema) || seen.size > MAX_REFERENCES) return true
    const next = new Set(seen).add(schema)
    const found =
      typeof schema.$ref === 'string' ? findReference(models, schema.$ref, root) : undefined
    const parts = [schema.allOf, schema.anyOf, schema.oneOf, schema.not].flat()
    const isCircular = found
      ? visit(found.schema, found.root, next)
      : found === undefined && parts.some((part) => visit(part, root, next))
    if (!isCircular) clean.add(schema)
    return isCircular
  }
  const schema = models[name]?.schema
  return isObject(schema) && visit(schema, schema, new Set())
}

/** Members that hold values and no schemas. */
const VALUES = new Set(['enum', 'default', 'example', 'examples'])

/** Patterns that cannot be run in time linear in the text. */
function checkPatterns(at: string, schema: Json): Problem[] {
  if (schema === null || typeof schema !== 'object') return []
  return Object.entries(schema).flatMap(([key, value]): Problem[] => {
    if (VALUES.has(key)) return []
    const here = `${at}.${key}`
    const patterns =
      key === 'patternProperties' && value !== null && typeof value === 'object'
        ? Object.keys(value)
        : key === 'pattern' && typeof value === 'string'
          ? [value]
          : []
    const expected = 'a regular expression without look-around and back references'
    const refused = patterns.filter((one) => occursIn(one, '') === null)
    return [...refused.map(() => ({ at: here, expected })), ...checkPatterns(here, value)]
  })
}

function checkRest(api: RestApi): Problem[] {
  const problems: Problem[] = []
  if (JSON.stringify(api.resourcePolicy ?? '').length > MAX_POLICY_CHARS) {
    problems.push({ at: 'resourcePolicy', expected: `at most ${MAX_POLICY_CHARS} characters` })
  }
  for (const [name, { schema }] of Object.entries(api.models ?? {})) {
    problems.push(...checkPatterns(`models.${name}`, schema))
    if (!circular(api, name)) continue
    problems.push({
      at: `models.${name}`,
      expected: 'references that do not lead back to themselves',
    })
  }
  for (const [resource, methods] of Object.entries(api.resources)) {
    if (!resource.startsWith('/')) {
      problems.push({ at: `resources.${resource}`, expected: 'a path that begins with a slash' })
    }
    if (/\{[^{}]+\+\}./.test(resource)) {
      problems.push({ at: `resources.${resource}`, expected: 'nothing after a greedy parameter' })
    }
    for (const [verb, method] of Object.entries(methods)) {
      const at = `resources.${resource}.${verb}`
      problems.push(
        ...known(`${at}.authorizer`, method.authorizer, api.authorizers, 'an authorizer'),
        ...known(`${at}.validator`, method.validator, api.validators, 'a validator'),
        ...Object.entries(method.requestModels ?? {}).flatMap(([type, model]) =>
          known(`${at}.requestModels.${type}`, model, api.models, 'a model'),
        ),
        ...checkIntegration(`${at}.integration`, method.integration),
      )
    }
  }
  return problems
}

const ROUTE_KEY = /^(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/.*$|^\$default$/

function crossChecks(api: Api): Problem[] {
  if (api.type === 'REST') return [...checkStages(api), ...checkRest(api)]
  if (api.type === 'WEBSOCKET') {
    const routes = Object.entries(api.routes).flatMap(([key, route]) => [
      ...known(`routes.${key}.authorizer`, route.authorizer, api.authorizers, 'an authorizer'),
      ...(route.authorizer !== undefined && key !== '$connect'
        ? [{ at: `routes.${key}.authorizer`, expected: 'an authorizer on $connect only' }]
        : []),
      ...checkIntegration(`routes.${key}.integration`, route.integration),
    ])
    return [...checkStages(api), ...routes]
  }
  const wide = api.cors?.allowOrigins?.includes('*') && api.cors.allowCredentials
  const cors = wide
    ? [{ at: 'cors.allowOrigins', expected: 'named origins, because credentials are allowed' }]
    : []
  if (api.type === 'FUNCTION_URL') return cors
  const routes = Object.entries(api.routes).flatMap(([key, route]) => [
    ...(ROUTE_KEY.test(key) ? [] : [{ at: `routes.${key}`, expected: 'METHOD /path or $default' }]),
    ...known(`routes.${key}.authorizer`, route.authorizer, api.authorizers, 'an authorizer'),
  ])
  return [...checkStages(api), ...cors, ...routes]
}

/**
 * An API that is whole: its form, and everything it names. Throws with all places otherwise.
 * @throws {Malformed}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function checkApi(value: unknown): Api {
  const api = parseWith<Api>(apiSchema, value)
  const problems = crossChecks(api)
  if (problems.length > 0) throw new Malformed(problems)
  return api
}
