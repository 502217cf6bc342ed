import type { HttpApi, RestApi } from '../../schema/api'
import { defined } from '../defined'
import { readDocument } from '../document'
import type { Warning } from '../format-error'
import { entriesOf, get, type Node, refuse, textOf } from '../node'
import { newReading, type Reading, wholeApi } from '../reading'
import { isHttpDocument, readHttp } from './read-http'
import { readRest } from './read-rest'
import { readServers } from './servers'

export interface OpenApiOptions {
  /** REST unless told or unless the document has what only HTTP APIs have. */
  type?: 'REST' | 'HTTP'
  /** The API's id, unless the document's servers say it. */
  id?: string
  /** The stage to deploy to, unless the servers name some. */
  stage?: string
}

const DEFAULT_ID = 'api'
const DEFAULT_STAGES = { REST: 'prod', HTTP: '$default' }

/** Extensions at the top of a document that are read. */
const KNOWN = new Set([
  'x-amazon-apigateway-api-key-source',
  'x-amazon-apigateway-binary-media-types',
  'x-amazon-apigateway-cors',
  'x-amazon-apigateway-gateway-responses',
  'x-amazon-apigateway-importexport-version',
  'x-amazon-apigateway-policy',
  'x-amazon-apigateway-request-validator',
  'x-amazon-apigateway-request-validators',
])

function checkVersion(root: Node): void {
  if (root.kind !== 'map') refuse(root, 'a map with openapi, info and paths')
  const swagger = get(root, 'swagger')
  const openapi = get(root, 'openapi')
  const expected = 'openapi: 3.0.x, which is what API Gateway imports'
  if (swagger) {
    if (textOf(swagger) !== '2.0') refuse(swagger, 'swagger: "2.0"')
  } else if (openapi === undefined) refuse(root, expected)
  else if (!/^3\.0(\.\d+)?$/.test(textOf(openapi))) refuse(openapi, expected)
}

/**
 * The part of an API that a document describes: all but its id and stages.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readDescription(root: Node, type: 'REST' | 'HTTP', id: string, reading: Reading) {
  checkVersion(root)
  for (const [name, node] of entriesOf(root)) {
    if (name.startsWith('x-amazon-apigateway-') && !KNOWN.has(name)) {
      reading.warn(node, `${name} has no effect here`)
    }
  }
  const title = get(root, 'info', 'title')
  const name = title && textOf(title)
  const own = type === 'REST' ? readRest(root, id, reading) : readHttp(root, reading)
  return { ...own, ...(name === undefined || name === id ? {} : { name }) }
}

/**
 * Reads an OpenAPI 3.0 (or Swagger 2.0) document with API Gateway's extensions.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readOpenApi(
  text: string,
  options: OpenApiOptions = {},
): { api: RestApi | HttpApi; warnings: Warning[] } {
  const root = readDocument(text)
  checkVersion(root)
  const reading = newReading()
  const type = options.type ?? (isHttpDocument(root) ? 'HTTP' : 'REST')
  const served = readServers(root)
  const id = served.id ?? options.id ?? DEFAULT_ID
  const names = served.stages.length > 0 ? served.stages : [options.stage ?? DEFAULT_STAGES[type]]
  const draft = {
    ...defined({ id, region: served.region }),
    ...readDescription(root, type, id, reading),
    stages: Object.fromEntries(names.map((name) => [name, {}])),
  }
  const api = wholeApi(draft, reading, root) as RestApi | HttpApi
  return { api, warnings: reading.warnings }
}
