import type { Api, FunctionUrl, HttpApi, RestApi } from '../../schema/api'
import type { SeedData } from '../../schema/backends'
import type { Functions } from '../../schema/function'
import { defined } from '../defined'
import { readDocument } from '../document'
import type { Warning } from '../format-error'
import { get, type Node, refuse, scalarAt, textOf, wordOf } from '../node'
import { readCors } from '../openapi/read-http'
import { newReading, wholeApi } from '../reading'
import type { Draft } from './draft'
import { withGlobals } from './globals'
import { refuseUnpermitted } from './permissions'
import { readData } from './read-data'
import { type ReadFunction, readFunctions } from './read-functions'
import { readApiV2 } from './read-http-api'
import { readRestApi } from './read-rest-api'
import { addApiEvent, readSamApi } from './read-sam-api'
import { addHttpApiEvent, readSamHttpApi } from './read-sam-http-api'
import { addUsagePlans } from './read-usage-plans'
import { apiIdOf, ofType, type Resource, type Scope } from './resource'
import { withPreflights } from './sam-cors'
import { createScope } from './scope'

export interface TemplateOptions {
  /** Values of parameters; others have their defaults. */
  parameters?: Record<string, string>
  region?: string
  accountId?: string
  stackName?: string
  /** Files beside the template by path: code, layers, OpenAPI documents. */
  files?: Record<string, string>
}

export interface TemplateContents {
  /** APIs by logical id, function URLs by that of their function with `Url`. */
  apis: Record<string, Api>
  functions: Functions
  /** Tables, queues, … that the template makes; absent if it makes none. */
  data?: SeedData
  warnings: Warning[]
}

const IMPLICIT_REST = 'ServerlessRestApi'
const IMPLICIT_HTTP = 'ServerlessHttpApi'
/** The stage of the REST API that SAM makes of itself. */
const IMPLICIT_STAGE = 'Prod'

/** The API of events that name none: what SAM makes, with the properties of the Globals. */
function implicit(root: Node, id: string): Resource {
  const rest = id === IMPLICIT_REST
  const globals = get(root, 'Globals', rest ? 'Api' : 'HttpApi')
  const own = new Map(globals?.kind === 'map' ? globals.entries : [])
  if (rest && !own.has('StageName')) own.set('StageName', scalarAt(root.at, IMPLICIT_STAGE))
  const properties: Node = { kind: 'map', entries: own, at: globals?.at ?? root.at }
  const type = rest ? 'AWS::Serverless::Api' : 'AWS::Serverless::HttpApi'
  return { id, type, node: properties, properties }
}

function addEvents(
  scope: Scope,
  root: Node,
  drafts: Map<string, Draft>,
  functions: Map<string, ReadFunction>,
): void {
  for (const one of functions.values()) {
    for (const { type, node } of one.apiEvents) {
      const named = get(node, type === 'Api' ? 'RestApiId' : 'ApiId')
      const made = type === 'Api' ? IMPLICIT_REST : IMPLICIT_HTTP
      const id = named ? textOf(named) : made
      let draft = [...drafts.values()].find(
        ({ resource, id: known }) => resource.id === id || known === id,
      )
      if (!draft && named && id !== made) refuse(named, 'an API of this template', id)
      if (!draft) {
        const resource = implicit(root, made)
        draft = type === 'Api' ? readSamApi(scope, resource) : readSamHttpApi(scope, resource)
        drafts.set(made, draft)
      }
      const auth = get(scope.propertiesOf(draft.resource), 'Auth')
      if (type === 'Api' && draft.api.type === 'REST') {
        addApiEvent(draft as Draft<RestApi>, auth, one, node)
      } else if (type === 'HttpApi' && draft.api.type === 'HTTP') {
        addHttpApiEvent(draft as Draft<HttpApi>, auth, one, node)
      } else refuse(named ?? node, `an API for events of type ${type}`)
    }
  }
}

function readUrls(scope: Scope, functions: Map<string, ReadFunction>): [string, Draft][] {
  const authType = (node: Node | undefined) => {
    const type = get(node, 'AuthType')
    return type && wordOf(type, ['NONE', 'AWS_IAM'] as const)
  }
  return [...functions.values()].flatMap(({ name, resource, spec }): [string, Draft][] => {
    const node = get(scope.propertiesOf(resource), 'FunctionUrlConfig')
    if (node === undefined) return []
    const [alias] = Object.keys(spec.aliases ?? {})
    const id = apiIdOf(`${resource.id}Url`)
    const cors = get(node, 'Cors')
    const api: FunctionUrl = defined({
      type: 'FUNCTION_URL' as const,
      id,
      function: alias === undefined ? name : `${name}:${alias}`,
      authType: authType(node),
      cors: cors && readCors(cors),
    })
    return [[`${resource.id}Url`, { id, resource, api, reading: newReading() }]]
  })
}

function readApis(scope: Scope, root: Node, functions: Map<string, ReadFunction>) {
  const drafts = new Map<string, Draft>()
  const add = (draft: Draft) => drafts.set(draft.resource.id, draft)
  for (const one of ofType(scope, 'AWS::Serverless::Api')) add(readSamApi(scope, one))
  for (const one of ofType(scope, 'AWS::Serverless::HttpApi')) add(readSamHttpApi(scope, one))
  addEvents(scope, root, drafts, functions)
  for (const draft of drafts.values()) {
    const cors = get(scope.propertiesOf(draft.resource), 'Cors')
    if (draft.api.type === 'REST' && cors) {
      draft.api.resources = withPreflights(draft.api.resources, cors)
    }
  }
  const plain = [
    ...ofType(scope, 'AWS::ApiGateway::RestApi').map((one) => readRestApi(scope, one)),
    ...ofType(scope, 'AWS::ApiGatewayV2::Api').map((one) => readApiV2(scope, one)),
  ]
  for (const draft of plain) {
    refuseUnpermitted(scope, draft)
    add(draft)
  }
  for (const draft of drafts.values()) {
    const { type } = draft.api
    if (type === 'REST' || type === 'WEBSOCKET') {
      addUsagePlans(scope, draft as Draft<RestApi>)
    }
  }
  for (const [id, draft] of readUrls(scope, functions)) drafts.set(id, draft)
  return drafts
}

/**
 * Reads the APIs, functions and events of a SAM or CloudFormation template, YAML or JSON.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
 */
export function readTemplate(text: string, options: TemplateOptions = {}): TemplateContents {
  const written = readDocument(text)
  if (written.kind !== 'map') refuse(written, 'a map with Resources')
  const root = withGlobals(written)
  const reading = newReading()
  const account = {
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '123456789012',
    stackName: options.stackName ?? 'stack',
  }
  const given = defined({ parameters: options.parameters, files: options.files ?? {} })
  const scope = createScope(root, account, reading, given)
  const functions = readFunctions(scope)
  const drafts = readApis(scope, root, functions)
  const place = defined({ region: options.region, accountId: options.accountId })
  const apis = [...drafts].map(([id, draft]): [string, Api] => [
    id,
    wholeApi({ ...place, ...draft.api }, draft.reading, draft.resource.node),
  ])
  return defined({
    apis: Object.fromEntries(apis),
    functions: Object.fromEntries([...functions.values()].map(({ name, spec }) => [name, spec])),
    data: readData(scope),
    warnings: reading.warnings,
  })
}
