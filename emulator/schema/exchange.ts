import type { HttpRequest, HttpResponse } from './http'
import type { Json } from './json'

/** Which rule of `rules.txt` decided, and what it says about this very case. */
export interface Because {
  rule: string
  sentence: string
}

/** What a request passes through, in the order in which it can. */
export type StepName =
  | 'edge'
  | 'waf'
  | 'route'
  | 'cors'
  | 'resource policy'
  | 'authorizer'
  | 'api key'
  | 'throttle'
  | 'quota'
  | 'validator'
  | 'cache'
  | 'request mapping'
  | 'integration'
  | 'selection'
  | 'response mapping'
  | 'gateway response'
  | 'response headers'

/** One step with what went in, what came out, and the rule that decided it. */
export interface Step {
  name: StepName
  /** `stop` ends the request with an error; `answer` ends it well (cache hit, preflight). */
  verdict: 'pass' | 'stop' | 'answer' | 'skip'
  input: Json
  output: Json
  /** Since the request arrived. */
  startMs: number
  durationMs: number
  because: Because
}

export interface LogEvent {
  at: number
  message: string
}

/** One run of a function, whoever asked for it. */
export interface InvocationRecord {
  functionName: string
  /** What was asked for: alias, version or `$LATEST`. */
  qualifier: string
  executedVersion: string
  requestId: string
  type: 'RequestResponse' | 'Event' | 'DryRun'
  /** Which environment ran it; the same id means the same globals and `/tmp`. */
  environmentId: string | null
  start: 'cold' | 'warm' | 'provisioned' | 'restored' | 'none'
  startedAt: number
  initMs: number
  durationMs: number
  billedMs: number
  memoryMb: number
  maxMemoryUsedMb: number
  event: Json
  /** The context object's plain fields. */
  context: Json
  logGroup: string
  logStream: string
  logs: LogEvent[]
  /** The payload as text, as the Invoke API returns it. */
  payload: string
  functionError: 'Unhandled' | null
  /** Why Lambda itself refused: `TooManyRequestsException`, `ResourceNotFoundException`, … */
  refusal: string | null
  because: Because[]
}

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
export interface TraceSegment {
  name: string
  startMs: number
  durationMs: number
  fault: boolean
  throttle: boolean
  children: TraceSegment[]
}

export interface CostLine {
  what: string
  quantity: number
  unit: string
  /** Price of all of it, in US dollars, free tier not taken off. */
  usd: number
}

/** Something AWS accepts today but that should not be relied on. */
export interface Warning {
  rule: string
  message: string
}

/** What a WebSocket client received. */
export interface Frame {
  connectionId: string
  at: number
  /** The text, or why the connection closed. */
  data: string | null
  close: { code: number; reason: string } | null
}

/** All there is to know about one request, frame, invocation or scheduled happening. Plain data. */
export interface Exchange {
  id: string
  kind: 'http' | 'connect' | 'message' | 'disconnect' | 'invoke' | 'event'
  startedAt: number
  durationMs: number
  request: HttpRequest | null
  /** `GET /pets/{petId}`, `$connect`, …; null when nothing matched. */
  route: string | null
  steps: Step[]
  /** What the function or backend was sent. */
  event: Json
  /** The gateway's `$context`. */
  context: Json
  invocations: InvocationRecord[]
  response: HttpResponse | null
  frames: Frame[]
  executionLog: string[]
  accessLog: string | null
  trace: TraceSegment
  cost: CostLine[]
  warnings: Warning[]
}
