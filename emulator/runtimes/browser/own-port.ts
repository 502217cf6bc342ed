type Post = (message: unknown, owned?: Transferable[]) => void

/**
 * Posts to whoever asked for this environment, and hears it, by the port that the first message to
 * this worker brings. The function's code never sees the port; what it posts itself goes nowhere.
 */
export function ownPort(hear: (data: unknown) => void): Post {
  const early: Parameters<Post>[] = []
  let post: Post = (...message) => void early.push(message)
  const first = ({ ports: [port] }: MessageEvent) => {
    if (!port) return
    globalThis.removeEventListener('message', first)
    const send = port.postMessage.bind(port)
    post = (message, owned = []) => send(message, owned)
    for (const message of early.splice(0)) post(...message)
    port.onmessage = ({ data }) => hear(data)
  }
  globalThis.addEventListener('message', first)
  return (...message) => post(...message)
}
