/**
 * The emulator's only door: API Gateway around Lambda, in plain TypeScript. Nothing here touches
 * Node or the DOM until it is called; makers of runtimes for Node are under `runtimes/node/`.
 */

export { EVENT_KINDS, type EventKind, type EventKindId } from './events/catalog'
export { type EventObject, type Origin, sampleOrigin } from './events/origin'
export { type CurlCommand, type CurlOptions, writeCurl } from './formats/curl'
export { type ReadEvent, readEvent, writeEvent } from './formats/event'
export { FormatError, type Warning as FormatWarning } from './formats/format-error'
export { type OpenApiOptions, readOpenApi } from './formats/openapi/read-openapi'
export { writeOpenApi } from './formats/openapi/write-openapi'
export {
  readTemplate,
  type TemplateContents,
  type TemplateOptions,
} from './formats/template/read-template'
export { type WrittenTemplate, writeTemplate } from './formats/template/write-template'
export type { WriteOptions } from './formats/write-document'
export { cacheCost, priceOf } from './gateway/cost'
export { Malformed } from './gateway/parse-problem'
export { createWorld } from './gateway/world'
export { gbSeconds, lambdaCost, lambdaMonth, type MonthOfRuns } from './lambda/cost'
export { familyOf as runtimeFamilyOf } from './lambda/cost-model'
export { thrownFault } from './lambda/fault'
export { ConfigurationError, createInvoker, type InvokerOptions } from './lambda/invoker'
export { billedMsOf, textLines } from './lambda/report'
export {
  type ConnectMessage,
  FRAME_POLICY,
  type PythonAssets,
  type PythonStart,
  WORLD_POLICY,
} from './runtimes/browser/frame-protocol'
export type { EnvironmentEvent } from './runtimes/browser/frame-runtime'
export type {
  PythonParts,
  WorldCall,
  WorldFault,
  WorldPlan,
  WorldQuestion,
  WorldReport,
  WorldRequest,
} from './runtimes/browser/world-protocol'
export { serviceAnswers } from './runtimes/service-answers'
export {
  type Api,
  apiSchema,
  type FunctionUrl,
  type HttpApi,
  type HttpRoute,
  type Model,
  type RestApi,
  type RestMethod,
  type WebSocketApi,
  type WebSocketRoute,
} from './schema/api'
export type { Authorizer, HttpAuthorizer } from './schema/authorizer'
export type {
  Backends,
  Credentials,
  Issuers,
  Principal,
  SeedData,
  ServiceAnswer,
  ServiceCall,
  ServiceChange,
} from './schema/backends'
export type {
  Because,
  CostLine,
  Exchange,
  Frame,
  InvocationRecord,
  LogEvent,
  Step,
  StepName,
  TraceSegment,
  Warning,
} from './schema/exchange'
export { type Figures, figuresSchema } from './schema/figures'
export {
  type CannedCode,
  type EventSource,
  type FunctionSpec,
  type Functions,
  functionsSchema,
  type SourceCode,
} from './schema/function'
export type { GatewayResponse, GatewayResponseType } from './schema/gateway-response'
export { type Headers, type HttpRequest, type HttpResponse, httpRequestSchema } from './schema/http'
export type { HttpIntegration, Integration, IntegrationResponse } from './schema/integration'
export type { Json, Problem, TextMap } from './schema/json'
export type { Policy, Statement } from './schema/policy'
export type { Runtime, RuntimeAnswer, RuntimeMaker, RuntimeOptions } from './schema/runtime'
export {
  type Scenario,
  type ScenarioStep,
  scenarioSchema,
  scenarioStepSchema,
} from './schema/scenario'
export type { MethodSetting, Stage, Throttle, UsagePlan } from './schema/stage'
export type {
  Chance,
  Clock,
  HandleOptions,
  Invocation,
  InvocationAnswer,
  Invoker,
  InvokerKit,
  World,
  WorldOptions,
} from './schema/world'
export { VtlError, type VtlErrorCode } from './vtl/error'
export {
  parseTemplate,
  type Rendering,
  type RenderOptions,
  renderTemplate,
  Template,
} from './vtl/render'
export type { Scope as TemplateScope } from './vtl/state'
export type { TraceEntry } from './vtl/trace'
