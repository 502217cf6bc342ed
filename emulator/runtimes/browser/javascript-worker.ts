/** The program of a worker that runs one JavaScript environment; bundled into one classic script. */
import { serve } from '../guest'
import { makeJavaScript } from '../javascript/engine'
import type { HostMessage } from '../protocol'
import { makeMacrotask } from './macrotask'

const post = globalThis.postMessage.bind(globalThis) as (message: unknown) => void
const listen = globalThis.addEventListener.bind(globalThis)
const macrotask = makeMacrotask()
const rejections: ((reason: unknown) => void)[] = []

listen('unhandledrejection', (event) => {
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
listen('message', ({ data }) => receive(data as HostMessage))
