import type { Api } from './api'
import type { Backends, Credentials, Issuers, Lineage, SeedData } from './backends'
import type { CostLine, Exchange, Frame, InvocationRecord, TraceSegment } from './exchange'
import type { Figures } from './figures'
import type { FunctionSpec, Functions } from './function'
import type { HttpRequest } from './http'
import type { Json } from './json'

/** The world's time in epoch milliseconds. Nothing in the emulator asks the machine. */
export interface Clock {
  now(): number
}

/** A clock that things can be left with until their time comes; `advance` runs them in order. */
export interface Timeline extends Clock {
  /** Runs `task` when the clock reaches `at`; what it returns joins the result of `advance`. */
  schedule(at: number, task: () => Promise<Exchange[]>): { cancel(): void }
}

/** Seeded chance: the same seed draws the same numbers and ids. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number
  /** 0 ≤ n < below */
  integer(below: number): number
  hex(length: number): string
  uuid(): string
  /** Base64-like text ending in `=`, as API Gateway's extended request ids. */
  token(length: number): string
  /** A stream of its own, so that one part's draws do not move another's. */
  fork(label: string): Chance
}

/** One call of the Invoke API. */
export interface Invocation {
  /** Name, `name:qualifier` or ARN. */
  functionName: string
  type: 'RequestResponse' | 'Event' | 'DryRun'
  /** JSON text, as it travels. */
  payload: string
  /** The instant of the call; may lie after `clock.now()` within one exchange. */
  at: number
  traceId?: string
  clientContext?: Json
  /** The chain of events that led here. */
  lineage?: Lineage
}

/** What the Invoke API answered. */
export interface InvocationAnswer {
  /** 200, 202 (Event), 204 (DryRun), or an error's: 404, 413, 429, … */
  statusCode: number
  /** The payload's text, or the service error's JSON body. */
  payload: string
  functionError: 'Unhandled' | null
  executedVersion: string | null
  /** From the call to the answer, cold start included. */
  durationMs: number
  /** What was run; null when Lambda refused before running anything. */
  record: InvocationRecord | null
  /** The exception's name, where Lambda refused. */
  refusedAs?: string
  /** What the run cost; joins the exchange's own lines. */
  cost?: CostLine[]
  trace: TraceSegment
}

/** Lambda, as the gateway sees it. `emulator/lambda` implements it. */
export interface Invoker {
  invoke(invocation: Invocation): Promise<InvocationAnswer>
  /** A function was added, changed or removed. */
  update(name: string, spec: FunctionSpec | null): void
  dispose(): Promise<void>
}

/** What an invoker is made from. */
export interface InvokerKit {
  functions: Functions
  figures: Figures
  timeline: Timeline
  chance: Chance
  backends: Backends
  region: string
  accountId: string
}

export interface WorldOptions {
  api: Api
  functions: Functions
  figures: Figures
  seed: string | number
  /** ISO instant or epoch milliseconds. */
  startAt: string | number
  /** Public keys by token issuer. */
  issuers?: Issuers
  /** Who may sign requests, by access key id. */
  credentials?: Credentials
  /** What the in-memory services hold at the start. */
  data?: SeedData
  /** Other stand-ins than the in-memory ones. */
  backends?: Backends
  makeInvoker?: (kit: InvokerKit) => Invoker
}

export interface HandleOptions {
  /**
   * The client does not wait for the answer: the clock stays, so the next request starts at the
   * same instant. Otherwise the clock moves on by the exchange's duration.
   */
  concurrent?: boolean
  /**
   * `full`, unless told, gives all there is. `result` leaves out what explains the answer and does
   * not change it: inputs and outputs of the steps, `context`, the execution log and the access log.
   */
  detail?: 'full' | 'result'
}

/** One account with one API: all state, time and chance there is. */
export interface World {
  now(): number
  /** Sends a request; a WebSocket upgrade is a GET with `Upgrade: websocket`. */
  handle(request: HttpRequest, options?: HandleOptions): Promise<Exchange>
  /** Sends a frame over an open WebSocket connection. */
  send(
    connectionId: string,
    data: string | { binary: string },
    options?: HandleOptions,
  ): Promise<Exchange>
  disconnect(connectionId: string, code?: number, reason?: string): Promise<Exchange>
  /** All a WebSocket client has received so far. */
  received(connectionId: string): Frame[]
  /** Calls a function directly, as the Invoke API does. */
  invoke(
    functionName: string,
    event: Json,
    options?: HandleOptions & { type?: Invocation['type'] },
  ): Promise<Exchange>
  /** The console's *Test* button on a REST method. */
  test(resource: string, verb: string, request: Partial<HttpRequest>): Promise<Exchange>
  /** Lets time pass; gives what happened meanwhile (retries, polls, schedules, closed connections). */
  advance(ms: number): Promise<Exchange[]>
  /** Changes the API's draft; stages keep their snapshot until `deploy`. */
  edit(api: Api): void
  /** Makes the draft the snapshot of one stage, or of its canary. */
  deploy(stage: string, target?: 'stage' | 'canary'): void
  updateFunction(name: string, spec: FunctionSpec | null): void
  flushAuthorizers(): void
  flushCache(stage: string): void
  backends: Backends
  dispose(): Promise<void>
}
