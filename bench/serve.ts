import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}
const COMPRESSED = ['.html', '.js', '.css', '.json', '.svg', '.xml']
/** As `next start` does it: gzip at zlib's default level, nothing under a kilobyte. */
const LEVEL = 6
const THRESHOLD = 1024

interface Held {
  type: string
  cache: string
  plain: Buffer
  gzip: Buffer | null
}

function read(path: string): Held {
  const plain = readFileSync(path)
  const kind = extname(path)
  const gzip =
    COMPRESSED.includes(kind) && plain.length >= THRESHOLD
      ? gzipSync(plain, { level: LEVEL })
      : null
  const hashed = /[\\/]assets[\\/]/.test(path)
  return {
    type: TYPES[kind] ?? 'application/octet-stream',
    cache: hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=0',
    plain,
    gzip,
  }
}

/** The addresses a file answers to: its own, and without `.html` or `index.html`. */
function addresses(file: string): string[] {
  const path = `/${file.replaceAll('\\', '/')}`
  const clean = path.replace(/(\/index)?\.html$/, '')
  return clean === path ? [path] : [path, clean || '/']
}

/** Serves a folder of built files from memory on a spare port. */
export async function serveFolder(folder: string): Promise<{ port: number; close(): void }> {
  const held = new Map<string, Held>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const file = read(path)
    for (const address of addresses(relative(folder, path))) held.set(address, file)
  }
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = held.get(pathname)
    if (!file) {
      response.writeHead(404).end()
      return
    }
    const zipped = file.gzip !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    const body = zipped && file.gzip ? file.gzip : file.plain
    response.writeHead(200, {
      'content-type': file.type,
      'cache-control': file.cache,
      'content-length': body.length,
      vary: 'accept-encoding',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}
