import type { ServiceAnswer, ServiceCall } from '../../schema/backends'
import type { MemoryFiles } from './builtins/files'
import type { LambdaConsole } from './console'
import type { Randomness } from './randomness'
import type { Timers } from './timers'

/** What one environment's code lives in, shared by its globals, modules and clients. */
export interface Realm {
  /** Epoch ms of the world; looking takes a moment. */
  now(): number
  /** Epoch ms at which the environment began. */
  startAt: number
  timers: Timers
  randomness: Randomness
  files: MemoryFiles
  environment: Record<string, string>
  /** Node's major version. */
  major: number
  date: DateConstructor
  console: LambdaConsole['console']
  process: Record<string, unknown>
  performance: unknown
  webCrypto: unknown
  /** Asks a service; its duration passes on the world's clock. */
  ask(call: ServiceCall): Promise<ServiceAnswer>
  /** Work of the platform that the event loop must wait for. */
  hold<T>(work: Promise<T>): Promise<T>
}
