import type { PythonParts } from '@/emulator'
import { RUNTIME_FILES } from '@/lib/runtime-files'

/** How much of what Python needs is here, in bytes; from a cache it is all there at once. */
export interface Download {
  loaded: number
  total: number
}

const { python, pyodide } = RUNTIME_FILES
const PREFIX = 'coldstart-python-'
/** Another version's files are of no use to this one. */
const CACHE = `${PREFIX}${pyodide.version}-${python.split('.').at(-2)}`

/** Cache Storage is there on https and localhost only; without it Python is loaded anew each visit. */
async function ownCache(): Promise<Cache | null> {
  try {
    for (const name of await caches.keys())
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
    return await caches.open(CACHE)
  } catch {
    return null
  }
}

/** A full disk or a private window keeps nothing, which costs time and no more. */
const keep = (cache: Cache | null, key: string, response: Response) =>
  cache?.put(key, response).catch(() => {})

/** A browser that changed may do what the one that made the snapshot could not. */
const snapshotKey = () => `/runtime/snapshot?${new URLSearchParams({ agent: navigator.userAgent })}`

async function download(url: string, tell: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(url)
  if (!response.ok || !response.body)
    throw new Error(`${url} is not to be had (${response.status}); reload the page`)
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Blob(parts).arrayBuffer()
    parts.push(value)
    tell(value.length)
  }
}

/**
 * The program and files of Python, out of Cache Storage or fetched into it.
 * @param tell hears of each piece that arrives
 * @throws Error with a sentence for the learner when a file cannot be had
 */
export async function getPython(tell: (download: Download) => void): Promise<PythonParts> {
  const cache = await ownCache()
  const wanted = Object.entries(pyodide.files)
  const total = wanted.reduce((sum, [, { bytes }]) => sum + bytes, 0)
  let loaded = 0
  const arrived = (bytes: number) => {
    loaded += bytes
    tell({ loaded: Math.min(loaded, total), total })
  }
  async function get(url: string): Promise<ArrayBuffer> {
    const kept = await cache?.match(url)
    if (kept) {
      const content = await kept.arrayBuffer()
      arrived(content.byteLength)
      return content
    }
    const content = await download(url, arrived)
    await keep(cache, url, new Response(content))
    return content
  }
  const [files, program, snapshot] = await Promise.all([
    Promise.all(wanted.map(async ([name, { url }]) => [name, await get(url)] as const)),
    fetch(python).then((response) => response.text()),
    cache?.match(snapshotKey()).then((kept) => kept?.arrayBuffer()),
  ])
  return { program, assets: { files: Object.fromEntries(files), snapshot: snapshot ?? null } }
}

/** Keeps Python's memory for the next visit; null forgets one that was of no use. */
export async function keepSnapshot(memory: ArrayBuffer | null): Promise<void> {
  const cache = await ownCache()
  if (memory) await keep(cache, snapshotKey(), new Response(memory))
  else await cache?.delete(snapshotKey())
}
