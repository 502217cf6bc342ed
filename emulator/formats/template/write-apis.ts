import type { Api, HttpApi, RestApi, WebSocketApi } from '../../schema/api'
import type { Integration } from '../../schema/integration'
import { writeDescription } from '../openapi/write-openapi'
import type { Writing } from '../openapi/writing'
import type { Doc, DocObject } from '../write-document'
import type { Stack } from './stack'
import { writeHttpStage, writeRestStage, writeThrottle } from './write-stages'

const V1 = 'AWS::ApiGateway'
const V2 = 'AWS::ApiGatewayV2'

/** Where access logs go: one group for all stages that have a format. */
function accessLog(stack: Stack, format: string | undefined): Doc | undefined {
  if (format === undefined) return undefined
  if (!stack.resources.has('AccessLogs')) stack.add('AccessLogs', 'AWS::Logs::LogGroup', {})
  return { DestinationArn: { 'Fn::GetAtt': ['AccessLogs', 'Arn'] }, Format: format }
}

function writePlans(stack: Stack, id: string, api: RestApi | WebSocketApi, stages: string[]): void {
  const keys = new Map<string, string>()
  for (const [name, { value, enabled }] of Object.entries(api.apiKeys ?? {})) {
    const key = stack.idFor(`${id} key ${name}`)
    keys.set(name, key)
    stack.add(key, `${V1}::ApiKey`, { Name: name, Value: value, Enabled: enabled ?? true })
  }
  for (const [name, plan] of Object.entries(api.usagePlans ?? {})) {
    const planId = stack.idFor(`${id} plan ${name}`)
    const methods = Object.entries(plan.methodThrottles ?? {}).map(([key, throttle]) => [
      key,
      writeThrottle(throttle),
    ])
    const throttles = methods.length > 0 ? { Throttle: Object.fromEntries(methods) } : {}
    const apiStages = plan.stages
      .filter((stage) => stages.includes(stage))
      .map((Stage) => ({ ApiId: { Ref: id }, Stage, ...throttles }))
    const { quota } = plan
    stack.add(planId, `${V1}::UsagePlan`, {
      UsagePlanName: name,
      ApiStages: apiStages,
      Throttle: plan.throttle && writeThrottle(plan.throttle),
      Quota: quota && { Limit: quota.limit, Period: quota.period, Offset: quota.offset },
    })
    for (const one of plan.keys) {
      const key = keys.get(one)
      if (key === undefined) continue
      stack.add(stack.idFor(`${planId} ${one}`), `${V1}::UsagePlanKey`, {
        KeyId: { Ref: key },
        KeyType: 'API_KEY',
        UsagePlanId: { Ref: planId },
      })
    }
  }
}

function writeRest(stack: Stack, id: string, api: RestApi, writing: Writing): void {
  stack.add(id, `${V1}::RestApi`, {
    EndpointConfiguration: api.endpointType && { Types: [api.endpointType] },
    Body: writeDescription(api, writing),
  })
  const deployment = stack.idFor(`${id}Deployment`)
  stack.add(deployment, `${V1}::Deployment`, { RestApiId: { Ref: id } })
  for (const [name, stage] of Object.entries(api.stages)) {
    stack.add(stack.idFor(`${id} ${name} stage`), `${V1}::Stage`, {
      RestApiId: { Ref: id },
      StageName: name,
      DeploymentId: { Ref: deployment },
      ...writeRestStage(stage),
      AccessLogSetting: accessLog(stack, stage.accessLogFormat),
    })
  }
  writePlans(stack, id, api, Object.keys(api.stages))
}

function writeStages(stack: Stack, id: string, api: HttpApi | WebSocketApi): void {
  for (const [name, stage] of Object.entries(api.stages)) {
    stack.add(stack.idFor(`${id} ${name} stage`), `${V2}::Stage`, {
      ApiId: { Ref: id },
      StageName: name,
      AutoDeploy: true,
      ...writeHttpStage(stage),
      AccessLogSettings: accessLog(stack, stage.accessLogFormat),
    })
  }
}

function writeIntegration(integration: Integration, apiId: string, writing: Writing): DocObject {
  const { function: named, uri } = integration
  return {
    ApiId: { Ref: apiId },
    IntegrationType: integration.type,
    IntegrationUri: named === undefined ? uri : writing.uriOf(named),
    IntegrationMethod: integration.httpMethod ?? (named === undefined ? undefined : 'POST'),
    RequestParameters: integration.requestParameters,
    RequestTemplates: integration.requestTemplates,
    PassthroughBehavior: integration.passthroughBehavior,
    ContentHandlingStrategy: integration.contentHandling,
    TimeoutInMillis: integration.timeoutInMillis,
  }
}

function writeWebSocket(stack: Stack, id: string, api: WebSocketApi, writing: Writing): void {
  stack.add(id, `${V2}::Api`, {
    Name: api.name ?? api.id,
    ProtocolType: 'WEBSOCKET',
    RouteSelectionExpression: api.routeSelectionExpression,
  })
  const authorizers = new Map<string, string>()
  for (const [name, one] of Object.entries(api.authorizers ?? {})) {
    const own = stack.idFor(`${id} authorizer ${name}`)
    authorizers.set(name, own)
    stack.add(own, `${V2}::Authorizer`, {
      ApiId: { Ref: id },
      Name: name,
      AuthorizerType: one.type,
      AuthorizerUri: 'function' in one ? writing.uriOf(one.function) : undefined,
      IdentitySource: one.identitySource?.split(',').map((source) => source.trim()),
      AuthorizerResultTtlInSeconds:
        'resultTtlInSeconds' in one ? one.resultTtlInSeconds : undefined,
    })
  }
  for (const [name, { schema }] of Object.entries(api.models ?? {})) {
    stack.add(stack.idFor(`${id} model ${name}`), `${V2}::Model`, {
      ApiId: { Ref: id },
      Name: name,
      Schema: schema as Doc,
    })
  }
  for (const [key, route] of Object.entries(api.routes)) {
    const target = stack.idFor(`${id} ${key} integration`)
    stack.add(target, `${V2}::Integration`, writeIntegration(route.integration, id, writing))
    const authorizer =
      route.authorizer === undefined ? undefined : authorizers.get(route.authorizer)
    stack.add(stack.idFor(`${id} ${key} route`), `${V2}::Route`, {
      ApiId: { Ref: id },
      RouteKey: key,
      Target: { 'Fn::Sub': `integrations/\${${target}}` },
      AuthorizationType: route.authorizationType,
      AuthorizerId: authorizer && { Ref: authorizer },
      ApiKeyRequired: route.apiKeyRequired,
      RouteResponseSelectionExpression: route.routeResponseSelectionExpression,
      RequestModels: route.requestModels,
      ModelSelectionExpression: route.modelSelectionExpression,
    })
  }
  writeStages(stack, id, api)
  writePlans(stack, id, api, Object.keys(api.stages))
}

/**
 * Writes an API with its stages, keys and plans. REST and HTTP APIs carry an OpenAPI document.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
 */
export function writeApi(
  stack: Stack,
  id: string,
  api: Exclude<Api, { type: 'FUNCTION_URL' }>,
  writing: Writing,
): void {
  if (api.type === 'REST') writeRest(stack, id, api, writing)
  else if (api.type === 'WEBSOCKET') writeWebSocket(stack, id, api, writing)
  else {
    stack.add(id, `${V2}::Api`, { Body: writeDescription(api, writing) })
    writeStages(stack, id, api)
  }
}
