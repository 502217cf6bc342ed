/** The program of a process that runs one JavaScript environment; bundled, then forked. */
import { serve } from '../guest'
import { makeJavaScript } from '../javascript/engine'
import type { HostMessage } from '../protocol'

const { setImmediate, process } = globalThis
const send = process.send?.bind(process)
const rejections: ((reason: unknown) => void)[] = []
process.on('unhandledRejection', (reason) => {
  for (const listener of rejections) listener(reason)
})
process.on('uncaughtException', (error) => {
  for (const listener of rejections) listener(error)
})
process.on('disconnect', () => process.exit(0))

const receive = serve(
  (message) => send?.(message),
  async (options, host) =>
    makeJavaScript(options, host, {
      scope: globalThis as unknown as Record<string, unknown>,
      macrotask: (run) => setImmediate(run),
      onUnhandled: (listener) => rejections.push(listener),
    }),
)
process.on('message', (message) => receive(message as HostMessage))
