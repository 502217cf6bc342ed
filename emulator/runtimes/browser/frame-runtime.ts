import type { RuntimeMaker } from '../../schema/runtime'
import { type GuestListener, type GuestStarter, runtimesOf } from '../host'
import {
  type AssetsMessage,
  type FrameRequest,
  frameReportSchema,
  type PythonAssets,
} from './frame-protocol'

/** What the page hands to runtimes in its isolated frame. */
export interface FrameKit {
  /** The window of the frame, once it has reported `frame ready`. */
  frame: Window
  /** Program text by language: `javascript-worker.ts` and `python-worker.ts`, bundled. */
  programs: { javascript: string; python: () => Promise<string> }
  /** Pyodide's files as copies that may be given away; called once an environment. */
  assets(): Promise<PythonAssets>
}

/** A dead environment's exit status; a worker that fails does not tell one. */
const FAILED_STATUS = 1

/**
 * Runs functions in workers of an isolated frame, each environment in a worker of its own.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function makeFrameRuntime(kit: FrameKit): RuntimeMaker {
  const listeners = new Map<number, GuestListener>()
  let lastEnvironment = 0
  const send = (request: FrameRequest, owned: Transferable[] = []) =>
    kit.frame.postMessage(request, '*', owned)

  window.addEventListener('message', ({ source, data }) => {
    if (source !== kit.frame) return
    const report = frameReportSchema.safeParse(data)
    if (!report.success || report.data.kind === 'frame ready') return
    const listener = listeners.get(report.data.environment)
    if (report.data.kind === 'heard') listener?.message(report.data.data)
    else listener?.gone(FAILED_STATUS, null)
  })

  const start: GuestStarter = async (options, listener) => {
    const environment = ++lastEnvironment
    listeners.set(environment, listener)
    const isPython = options.language === 'python'
    const program = isPython ? await kit.programs.python() : kit.programs.javascript
    send({ kind: 'open', environment, program })
    if (isPython) {
      const message: AssetsMessage = { kind: 'assets', assets: await kit.assets() }
      send({ kind: 'post', environment, message }, Object.values(message.assets.files))
    }
    return {
      post: (message) => send({ kind: 'post', environment, message }),
      kill() {
        listeners.delete(environment)
        send({ kind: 'kill', environment })
      },
    }
  }
  return runtimesOf(start)
}
