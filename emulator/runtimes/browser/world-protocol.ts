import type { Exchange } from '../../schema/exchange'
import type { HttpRequest } from '../../schema/http'
import type { Problem } from '../../schema/json'
import type { HandleOptions, World, WorldOptions } from '../../schema/world'
import type { EnvironmentEvent } from './frame-runtime'

/** What a world is made of, as plain data. */
export type WorldPlan = Omit<WorldOptions, 'backends' | 'makeInvoker'> & {
  /** Real milliseconds after which a run is ended and told as a time-out. */
  killAfterMs?: number
}

/** What can be asked of a world from afar; `service` calls a service, `contents` is what they hold. */
export type WorldCall =
  | Exclude<
      {
        [K in keyof World]: World[K] extends (...args: never[]) => unknown ? K : never
      }[keyof World],
      'dispose'
    >
  | 'service'
  | 'contents'

/** Pyodide's files as the page has them, and the program of their worker. */
export interface PythonParts {
  program: string
  files: Record<string, Blob>
  snapshot: Blob | null
}

/** What is answered, under the same `id`. */
export type WorldQuestion =
  | { kind: 'create'; id: number; world: number; plan: WorldPlan }
  | { kind: 'call'; id: number; world: number; call: WorldCall; args: unknown[] }
  | { kind: 'burst'; id: number; world: number; requests: HttpRequest[]; options: HandleOptions }

/** From the page to the worker that holds worlds; the frame's port comes with `connect`. */
export type WorldRequest =
  | { kind: 'connect'; javascript: string }
  | WorldQuestion
  | { kind: 'stop' }
  | { kind: 'dispose'; world: number }
  | { kind: 'python'; parts: PythonParts | { error: string } }
  | { kind: 'make snapshot' }

/** An error that crossed: what the emulator throws for what it was given, or a failure of ours. */
export interface WorldFault {
  name: string
  message: string
  /** Places, where a configuration or an API is malformed. */
  problems: Problem[] | null
}

/** From the worker to the page. The worker is our own program: only what the frame says is parsed. */
export type WorldReport =
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; fault: WorldFault }
  /** A part of a burst's answers, in order; the first of it is number `from`. */
  | { kind: 'part'; id: number; from: number; exchanges: Exchange[] }
  | { kind: 'wants python' }
  | { kind: 'wants frame' }
  | { kind: 'snapshot'; memory: Blob | null }
  | { kind: 'environment'; event: EnvironmentEvent }
