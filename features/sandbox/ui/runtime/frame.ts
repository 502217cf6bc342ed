import type { ConnectMessage } from '@/emulator'
import { RUNTIME_FILES } from '@/lib/runtime-files'

/** Time for the frame's document to load, real milliseconds. */
const LOAD_MS = 15_000

/** An isolated frame in this page. */
export interface Frame {
  /** To the frame; to be handed on to whoever makes environments. */
  port: MessagePort
  remove(): void
}

/**
 * Puts an isolated frame into the page: scripts may run in it, in an origin of its own that has
 * nothing. Its one way out is the port.
 * @throws Error when its document cannot be loaded
 */
export async function openFrame(): Promise<Frame> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.referrerPolicy = 'no-referrer'
  frame.title = 'Isolated frame in which handlers run'
  frame.hidden = true
  frame.src = RUNTIME_FILES.frame
  const loaded = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The isolated frame did not load; reload the page'))
    }, LOAD_MS)
    frame.addEventListener('load', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  document.body.append(frame)
  await loaded
  const { port1: port, port2 } = new MessageChannel()
  const message: ConnectMessage = { kind: 'connect' }
  // Its origin is opaque and has no name: any must do. The port goes to this very window.
  frame.contentWindow?.postMessage(message, '*', [port2])
  return { port, remove: () => frame.remove() }
}
