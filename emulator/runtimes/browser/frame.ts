/**
 * The script of the isolated frame (`sandbox="allow-scripts"`, an opaque origin): a worker for each
 * environment, made of program text that the page hands in. Workers are classic, since a module
 * worker of a blob does not start in an opaque origin.
 */
import type { FrameReport, FrameRequest } from './frame-protocol'

const workers = new Map<number, Worker>()
const report = (message: FrameReport) => window.parent.postMessage(message, '*')

function open(environment: number, program: string): void {
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
  const worker = new Worker(url)
  worker.onmessage = ({ data }) => report({ kind: 'heard', environment, data })
  worker.onerror = ({ message }) => report({ kind: 'failed', environment, reason: message })
  workers.set(environment, worker)
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== window.parent) return
  const request = data as FrameRequest
  if (request.kind === 'open') open(request.environment, request.program)
  else if (request.kind === 'kill') {
    workers.get(request.environment)?.terminate()
    workers.delete(request.environment)
  } else {
    const { message } = request
    const owned = message.kind === 'assets' ? Object.values(message.assets.files) : []
    workers.get(request.environment)?.postMessage(message, owned)
  }
})
report({ kind: 'frame ready' })
