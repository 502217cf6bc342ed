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

/** What arrives, counted piece by piece on its way to where it is kept. */
async function fetched(url: string, tell: (bytes: number) => void): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok || !response.body)
    throw new Error(`${url} is not to be had (${response.status}); reload the page`)
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, out) {
      tell(piece.length)
      out.enqueue(piece)
    },
  })
  return new Response(response.body.pipeThrough(counter))
}

/**
 * The program and files of Python, out of Cache Storage or fetched into it; as blobs, whose bytes
 * the page never holds.
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
  async function get(url: string): Promise<Blob> {
    const kept = await cache?.match(url)
    if (kept) {
      const file = await kept.blob()
      arrived(file.size)
      return file
    }
    const response = await fetched(url, arrived)
    if (!cache) return response.blob()
    await keep(cache, url, response)
    return (await cache.match(url))?.blob() ?? fetched(url, () => {}).then((again) => again.blob())
  }
  const [files, program, snapshot] = await Promise.all([
    Promise.all(wanted.map(async ([name, { url }]) => [name, await get(url)] as const)),
    fetch(python).then((response) => response.text()),
    cache?.match(snapshotKey()).then((kept) => kept?.blob()),
  ])
  return { program, files: Object.fromEntries(files), snapshot: snapshot ?? null }
}

/** Keeps Python's memory for the next visit; null forgets one that was of no use. */
export async function keepSnapshot(memory: Blob | null): Promise<void> {
  const cache = await ownCache()
  if (memory) await keep(cache, snapshotKey(), new Response(memory))
  else await cache?.delete(snapshotKey())
}
