import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that is not ours, which lets anybody in and remembers what reached it. */
export interface Stranger {
  origin: string
  /** Last part of each path that was asked for. */
  reached: Set<string>
  close(): void
}

export async function openStranger(): Promise<Stranger> {
  const reached = new Set<string>()
  const note = (path = '') => reached.add(path.split(/[/?]/).at(1) ?? '')
  const server = createServer(({ url }, response) => {
    note(url)
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'content-type': 'text/javascript',
    })
    response.end()
  })
  server.on('upgrade', ({ url }, socket) => {
    note(url)
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, reached, close: () => server.close() }
}

/** A path for each route of ours; what stands for any word is some word. */
export function ourRoutes(): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '').replace(/\[[^\]]+\]/g, 'x')}`)
}
