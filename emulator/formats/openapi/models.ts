import type { Model } from '../../schema/api'
import type { Json } from '../../schema/json'
import { entriesOf, get, jsonOf, type Node, refuse } from '../node'

const OWN = /^#\/(?:components\/schemas|definitions)\/([^/]+)(?:\/(.*))?$/
const MODEL_URL =
  /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([^/#]+)(?:#\/?(.*))?$/

/**
 * The URL by which one model refers to another.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
function modelUrl(apiId: string, name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${apiId}/models/${name}`
}

function withRefs(schema: Json, change: (ref: string) => string): Json {
  if (Array.isArray(schema)) return schema.map((item) => withRefs(item, change))
  if (schema === null || typeof schema !== 'object') return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string' ? change(value) : withRefs(value, change),
    ]),
  )
}

/**
 * A schema of the document as a model has it: references lead to models by URL. `name` is the
 * model's own, within which a reference stays short.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function readSchema(node: Node, apiId: string, name = ''): Json {
  return withRefs(jsonOf(node), (ref) => {
    const [, other = '', rest] = OWN.exec(ref) ?? []
    if (other !== '') {
      if (rest === undefined) return modelUrl(apiId, other)
      return other === name ? `#/${rest}` : `${modelUrl(apiId, other)}#/${rest}`
    }
    if (ref.startsWith('#') || MODEL_URL.test(ref)) return ref
    return refuse(node, 'references to #/components/schemas/…', ref)
  })
}

/**
 * The schema of a model as a document has it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function writeSchema(schema: Json, name: string): Json {
  return withRefs(schema, (ref) => {
    const [, other = '', rest] = MODEL_URL.exec(ref) ?? []
    if (other !== '') return `#/components/schemas/${other}${rest ? `/${rest}` : ''}`
    if (ref === '#') return `#/components/schemas/${name}`
    return ref.startsWith('#/') ? `#/components/schemas/${name}${ref.slice(1)}` : ref
  })
}

/**
 * All schemas of the document as models.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function readModels(root: Node, apiId: string): Record<string, Model> {
  const schemas = get(root, 'components', 'schemas') ?? get(root, 'definitions')
  return Object.fromEntries(
    entriesOf(schemas).map(([name, node]) => [name, { schema: readSchema(node, apiId, name) }]),
  )
}
