import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A port in front of a server that counts what the server sends, whoever asked: page or worker. */
export interface Wire {
  origin: string
  /** Bytes sent to the browser since the last `reset`, headers included. */
  bytes(): number
  reset(): void
  /** Resolves once nothing was sent for `quietMs`. */
  quiet(quietMs: number): Promise<void>
  close(): void
}

const LONGEST_WAIT_MS = 60_000

export async function openWire(port: number): Promise<Wire> {
  let bytes = 0
  let lastAt = 0
  const sockets = new Set<Socket>()
  const server = createServer((inside) => {
    const outside = connect(port, '127.0.0.1')
    for (const socket of [inside, outside]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => {
        inside.destroy()
        outside.destroy()
      })
    }
    outside.on('data', (chunk) => {
      bytes += chunk.length
      lastAt = performance.now()
    })
    inside.pipe(outside)
    outside.pipe(inside)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes,
    reset: () => {
      bytes = 0
    },
    quiet: async (quietMs) => {
      const began = performance.now()
      lastAt = began
      while (performance.now() - lastAt < quietMs) {
        if (performance.now() - began > LONGEST_WAIT_MS)
          throw new Error('the server never stopped sending')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
