import type { ServiceAnswer, ServiceCall } from '../schema/backends'
import type { Json } from '../schema/json'
import type { RuntimeContext, RuntimeResult } from '../schema/runtime'
import type { Done, GuestMessage, GuestOptions, HostMessage } from './protocol'

/** How an engine's run of the handler ended. */
export interface Finish {
  result: RuntimeResult
  waitedMs: number
  initWaitedMs: number
  /** Nothing more can be run here. */
  ended: boolean
  /** Files under `/tmp`, if they changed since the last finish. */
  tmp?: Record<string, string>
}

/** What an engine asks of the place it runs in. */
export interface GuestHost {
  log(phase: 'init' | 'invoke', text: string): void
  call(call: ServiceCall): Promise<ServiceAnswer>
}

/** Runs one environment's handler: JavaScript or Python. */
export interface Engine {
  invoke(event: Json, context: RuntimeContext, at: number): Promise<Finish>
}

/** Characters that one invocation may log; AWS knows no end, a screen does. */
export const LOG_LENGTH = 1_048_576
const LOG_IS_FULL = 'More than 1 MB was logged in one invocation: the rest is left out here.\n'

/**
 * The guest's half of the protocol: what is posted to it goes to an engine, what the engine says
 * is posted back. Portable: `post` is a process's or a worker's.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export function serve(
  post: (message: GuestMessage) => void,
  makeEngine: (options: GuestOptions, host: GuestHost) => Promise<Engine>,
): (message: HostMessage) => void {
  const calls = new Map<number, (answer: ServiceAnswer) => void>()
  let nextCall = 1
  let engine: Engine | undefined
  let context: Partial<RuntimeContext> = {}
  let logged = 0

  const host: GuestHost = {
    log(phase, text) {
      if (logged > LOG_LENGTH) return
      logged += text.length
      post({ kind: 'log', phase, text: logged > LOG_LENGTH ? LOG_IS_FULL : text })
    },
    call: (call) =>
      new Promise((resolve) => {
        const id = nextCall++
        calls.set(id, resolve)
        post({ kind: 'call', id, call })
      }),
  }

  return (message) => {
    if (message.kind === 'start') {
      makeEngine(message.options, host).then(
        (made) => {
          engine = made
          post({ kind: 'ready' })
        },
        (error: Error) => post({ kind: 'broken', reason: String(error?.stack ?? error) }),
      )
    } else if (message.kind === 'answer') {
      calls.get(message.id)?.(message.answer)
      calls.delete(message.id)
    } else {
      logged = 0
      context = { ...context, ...message.context }
      engine?.invoke(message.event, context as RuntimeContext, message.at).then(
        (finish) => post(doneOf(message.id, finish)),
        (error: Error) => post({ kind: 'broken', reason: String(error?.stack ?? error) }),
      )
    }
  }
}

/** The message that tells of a finish. */
function doneOf(id: number, finish: Finish): Done {
  return { kind: 'done', id, ...finish }
}
