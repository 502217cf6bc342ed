/**
 * The script of the isolated frame (`sandbox="allow-scripts"`, an opaque origin): a worker for each
 * environment, made of program text that is handed in. Workers are classic, since a module worker
 * of a blob does not start in an opaque origin.
 */
import type { FrameReport, FrameRequest } from './frame-protocol'

function attend(control: MessagePort): void {
  const workers = new Map<number, Worker>()
  const report = (message: FrameReport) => control.postMessage(message)

  function open(environment: number, program: string, port: MessagePort): void {
    const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
    const worker = new Worker(url)
    worker.onerror = ({ message }) => report({ kind: 'failed', environment, reason: message })
    worker.postMessage(null, [port])
    workers.set(environment, worker)
  }

  control.onmessage = ({ data, ports: [port] }) => {
    const request = data as FrameRequest
    const { environment } = request
    if (request.kind === 'open' && port) open(environment, request.program, port)
    else if (request.kind === 'kill') {
      workers.get(environment)?.terminate()
      workers.delete(environment)
      report({ kind: 'killed', environment })
    }
  }
}

/** One port, from the page, for good: whoever else posts is not heard. */
function listen({ source, ports: [port] }: MessageEvent): void {
  if (source !== window.parent || !port) return
  window.removeEventListener('message', listen)
  attend(port)
}
window.addEventListener('message', listen)
