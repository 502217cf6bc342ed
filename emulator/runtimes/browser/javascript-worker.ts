/** The program of a worker that runs one JavaScript environment; bundled into one classic script. */
import { serve } from '../guest'
import { makeJavaScript } from '../javascript/engine'
import type { HostMessage } from '../protocol'
import { makeMacrotask } from './macrotask'
import { ownPort } from './own-port'

const post = ownPort((data) => receive(data as HostMessage))
const macrotask = makeMacrotask()
const rejections: ((reason: unknown) => void)[] = []

globalThis.addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  for (const listener of rejections) listener(event.reason)
})
const receive = serve(post, async (options, host) =>
  makeJavaScript(options, host, {
    scope: globalThis as unknown as Record<string, unknown>,
    macrotask,
    onUnhandled: (listener) => rejections.push(listener),
  }),
)
