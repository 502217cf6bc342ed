/** The program of a thread that runs one JavaScript environment, and goes with it. */
import { parentPort } from 'node:worker_threads'
import { serve } from '@/emulator/runtimes/guest'
import { makeJavaScript } from '@/emulator/runtimes/javascript/engine'
import type { HostMessage } from '@/emulator/runtimes/protocol'

const port = parentPort
const { process, setImmediate } = globalThis
const rejections: ((reason: unknown) => void)[] = []
process.on('unhandledRejection', (reason) => {
  for (const listener of rejections) listener(reason)
})
process.on('uncaughtException', (error) => {
  for (const listener of rejections) listener(error)
})
const receive = serve(
  (message) => port?.postMessage(message),
  async (options, host) =>
    makeJavaScript(options, host, {
      scope: globalThis as unknown as Record<string, unknown>,
      macrotask: (run) => setImmediate(run),
      onUnhandled: (listener) => rejections.push(listener),
    }),
)
port?.on('message', (message) => receive(message as HostMessage))
