import type { Api } from '../schema/api'
import type { Backends, Credentials, Issuers } from '../schema/backends'
import type {
  CostLine,
  Exchange,
  Frame,
  InvocationRecord,
  LogEvent,
  Step,
  TraceSegment,
  Warning,
} from '../schema/exchange'
import type { Figures } from '../schema/figures'
import type { GatewayResponseType } from '../schema/gateway-response'
import type { HttpRequest } from '../schema/http'
import type { Json, TextMap } from '../schema/json'
import type { Chance, Invoker, Timeline } from '../schema/world'
import type { Answer } from './answer'
import type { Body } from './bytes'
import type { HeaderList } from './header-list'
import type { Memory } from './memory'
import type { QueryList } from './query'
import type { TraceHeader } from './trace-header'

/** What the gateway works with, in every call of one world. */
export interface Kit {
  figures: Figures
  invoker: Invoker
  backends: Backends
  timeline: Timeline
  chance: Chance
  issuers: Issuers
  credentials: Credentials
  memory: Memory
}

/** Why a request ends with an error of the gateway. */
export interface Refusal {
  /** Which gateway response shapes it; null for errors that none can change. */
  response: GatewayResponseType | null
  status: number
  /** Null is printed as JSON null. */
  message: string | null
  errorType: string
  /** Details for `$context.error.validationErrorString`. */
  validation?: string
  headers?: HeaderList
}

/** A step either lets the request go on (null), answers it or refuses it. */
export type Outcome = null | { answer: Answer } | { refuse: Refusal }

/** One request on its way through the gateway. */
export interface Call {
  kit: Kit
  api: Api
  kind: Exchange['kind']
  request: HttpRequest
  startedAt: number
  elapsedMs: number
  /** Inputs and outputs of steps and the logs are wanted. */
  isExplained: boolean
  /** True for the console's Test, which passes by who you are and how often you ask. */
  isTest: boolean
  stageName: string
  variables: TextMap
  isCanary: boolean | null
  verb: string
  /** After the stage, raw. */
  path: string
  /** As `$context.path` shows it. */
  shownPath: string
  rawQuery: string
  query: QueryList
  headers: HeaderList
  body: Body
  host: string
  sourceIp: string
  userAgent: string | null
  requestId: string
  extendedRequestId: string
  trace: TraceHeader
  route: string | null
  pathParameters: Record<string, string>
  identity: Record<string, string | null>
  /** `requestContext.authorizer`; undefined when there is none. */
  authorizer: Json | undefined
  /** The key that the authorizer gave. */
  usageKey: string | null
  refusal: Refusal | null
  /** `$context` as it was last made, and what it was made of. */
  shown: { state: readonly unknown[]; context: { [key: string]: Json } } | null
  event: Json
  steps: Step[]
  log: LogEvent[]
  warnings: Warning[]
  invocations: InvocationRecord[]
  segments: TraceSegment[]
  cost: CostLine[]
  frames: Frame[]
}

/** What a step itself takes; the rest of the time is spent in authorizers and integrations. */
const STEP_MS: Partial<Record<Step['name'], number>> = { edge: 1, cache: 1 }

/** Writes down a step and lets its time pass. */
export function note(
  call: Call,
  name: Step['name'],
  verdict: Step['verdict'],
  rule: string,
  sentence: string,
  io: { input?: Json; output?: Json; ms?: number } = {},
): void {
  const durationMs = io.ms ?? (verdict === 'skip' ? 0 : (STEP_MS[name] ?? 0))
  call.steps.push({
    name,
    verdict,
    input: call.isExplained ? (io.input ?? null) : null,
    output: call.isExplained ? (io.output ?? null) : null,
    startMs: call.elapsedMs,
    durationMs,
    because: { rule, sentence },
  })
  call.elapsedMs += durationMs
}

/** A step that ends the request with an error. */
export function refuse(
  call: Call,
  name: Step['name'],
  rule: string,
  sentence: string,
  refusal: Refusal,
  io: { input?: Json; ms?: number } = {},
): { refuse: Refusal } {
  note(call, name, 'stop', rule, sentence, {
    ...io,
    output: { status: refusal.status, message: refusal.message, type: refusal.response },
  })
  call.refusal = refusal
  return { refuse: refusal }
}

/** The instant that this call has reached. */
export function nowOf(call: Call): number {
  return call.startedAt + call.elapsedMs
}

/** A line of the execution log. */
export function logLine(call: Call, message: string): void {
  if (call.isExplained) call.log.push({ at: nowOf(call), message })
}
