import type { ServiceAnswer, ServiceCall } from './backends'
import type { Json } from './json'

/** What a handler's `context` is built from. */
export interface RuntimeContext {
  awsRequestId: string
  functionName: string
  functionVersion: string
  invokedFunctionArn: string
  /** A string, on every runtime. */
  memoryLimitInMb: string
  logGroupName: string
  logStreamName: string
  /** Epoch milliseconds of the world at which the function is timed out. */
  deadlineMs: number
  clientContext: Json
  identity: Json
  traceId: string
}

/** How a run of a handler ended. */
export type RuntimeResult =
  | { kind: 'value'; payload: string }
  /** The payload exactly as the runtime's own client reports it. */
  | { kind: 'error'; payload: string; phase: 'init' | 'invoke' }
  /** The process ended; `status` 0 is an exit without a reason. */
  | { kind: 'exit'; status: number; signal: string | null }
  /** Real time ran out, which stands for a time-out. */
  | { kind: 'timeout' }

export interface RuntimeAnswer {
  result: RuntimeResult
  /** Output events in order, without START, END and REPORT. */
  logs: string[]
  /** Those of loading the module, which come before START; `logs` does not repeat them. */
  initLogs?: string[]
  /**
   * The world's milliseconds that the handler let pass in timers and sleeps, if it did: the time
   * it took on the world's clock less the durations of all its calls, so negative when calls ran
   * at the same time.
   */
  waitedMs?: number
  /** The same while the module loaded: top-level await. */
  initWaitedMs?: number
  /** The environment is gone, so the next invoke loads the module again; `/tmp` stays. */
  ended?: boolean
}

/** What an environment is made from. */
export interface RuntimeOptions {
  language: 'javascript' | 'typescript' | 'python'
  /** `nodejs22.x`, `python3.14`; decides callbacks and error shapes. */
  runtime: string
  handler: string
  files: Record<string, string>
  /** `/opt` */
  layers: Record<string, string>
  /** `/tmp` as the environment before it left it. */
  tmp: Record<string, string>
  environment: Record<string, string>
  /** Epoch milliseconds of the world when INIT begins. */
  startAt: number
  /** Seeds the handler's `Math.random`, `random` and uuids. */
  seed: string
  /** Answers the handler's AWS clients. */
  call(call: ServiceCall): Promise<ServiceAnswer>
  /** Real milliseconds after which the process or worker is ended. */
  killAfterMs: number
}

/** One execution environment: module state lives as long as it does. */
export interface Runtime {
  /** Loads the module at the first call. `at` is the world's time at which the handler starts. */
  invoke(event: Json, context: RuntimeContext, at: number): Promise<RuntimeAnswer>
  /** The files under `/tmp`. */
  tmp(): Promise<Record<string, string>>
  dispose(): Promise<void>
}

export type RuntimeMaker = (options: RuntimeOptions) => Promise<Runtime>
