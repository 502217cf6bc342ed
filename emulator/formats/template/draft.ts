import type { Api } from '../../schema/api'
import { get, type MapNode, type Node, scalarAt, textOf } from '../node'
import { newReading, type Reading } from '../reading'
import { ofType, type Resource, type Scope } from './resource'

/** An API that is being put together from several resources. */
export interface Draft<A extends Api = Api> {
  id: string
  resource: Resource
  api: A
  reading: Reading
}

/**
 * A reading of one API of a template: its places are its own, its warnings the template's.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function readingOf(scope: Scope): Reading {
  return newReading(scope.reading.warnings)
}

/**
 * Resources of a type that say they belong to an API, with their properties.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
 */
export function partsOf(scope: Scope, apiId: string, type: string) {
  return ofType(scope, type).flatMap((resource) => {
    const properties = scope.propertiesOf(resource)
    const owner = get(properties, type.includes('V2') ? 'ApiId' : 'RestApiId')
    const own = owner !== undefined && textOf(owner) === apiId
    return own && properties ? [{ resource, properties }] : []
  })
}

/**
 * The same map with names as OpenAPI's extensions write them: without a capital, or as told.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function renamed(node: Node, names: Record<string, string> = {}): Node {
  if (node.kind !== 'map') return node
  const entries = [...node.entries].map(([name, value]): [string, Node] => [
    names[name] ?? name.charAt(0).toLowerCase() + name.slice(1),
    value,
  ])
  return { ...node, entries: new Map(entries) }
}

/**
 * Integration responses, a list in templates, as the map by pattern that OpenAPI has.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html
 */
export function responsesByPattern(node: Node): MapNode {
  const items = node.kind === 'list' ? node.items : []
  const entries = items.map((item): [string, Node] => {
    const pattern = get(item, 'SelectionPattern')
    return [pattern ? textOf(pattern) : 'default', renamed(item)]
  })
  return { kind: 'map', entries: new Map(entries), at: node.at }
}

/**
 * A map in which one value is replaced.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function withEntry(node: Node, name: string, value: Node | undefined): Node {
  if (node.kind !== 'map' || value === undefined) return node
  return { ...node, entries: new Map(node.entries).set(name, value) }
}

/**
 * Texts of a list, joined by commas into one.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function joined(node: Node): Node {
  if (node.kind !== 'list') return node
  return scalarAt(node.at, node.items.map((item) => textOf(item)).join(', '))
}
