/** Runs in the page, bundled: the product's own parts, and ways to stand where an attempt stands. */
import { openFrame } from '@/features/sandbox/ui/runtime/frame'
import {
  openSandbox,
  type RemoteWorld,
  type RuntimeEvent,
  type Sandbox,
} from '@/features/sandbox/ui/runtime/open-sandbox'

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** Real milliseconds for an attempt to find something. */
const ATTEMPT_MS = 8000

const longTasks: number[] = []
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration)
}).observe({ type: 'longtask', buffered: false })

/** Durations of the tasks that held the page for more than 50 ms, in ms. */
export const blocked = () => longTasks.splice(0)

const program = (code: string) => `onmessage = ({ ports: [port] }) => {
  onmessage = null
  const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const lend = (one) => port.postMessage({ kind: 'lent' }, [one])
  ;(async () => {${code}\n})().then(
    (found) => port.postMessage({ kind: 'found', found: found || null }),
    () => port.postMessage({ kind: 'found', found: null }))
}`

/** Runs code in an environment's worker, then ends that as the product does. */
export async function inWorker(code: string, kill: boolean): Promise<string | null> {
  const frame = await openFrame()
  const { port1: port, port2 } = new MessageChannel()
  const lent: MessagePort[] = []
  const found = new Promise<string | null>((resolve) => {
    port.onmessage = ({ data, ports: [one] }) => {
      if (one) lent.push(one)
      else resolve(data.found)
    }
  })
  const killed = new Promise<void>((resolve) => {
    frame.port.onmessage = ({ data }) => data.kind === 'killed' && resolve()
  })
  frame.port.postMessage({ kind: 'open', environment: 1, program: program(code) }, [port2])
  let out = await Promise.race([found, later(ATTEMPT_MS).then(() => null)])
  if (kill) {
    frame.port.postMessage({ kind: 'kill', environment: 1 })
    await killed
  }
  if (lent.length > 0) {
    await later(200)
    const hear = () => {
      out = 'alive'
    }
    for (const one of lent) one.onmessage = hear
    await later(300)
    // What was on its way when the worker was ended is heard first.
    out = null
    await later(300)
  }
  frame.remove()
  return out
}

/** Runs code in the document of the frame. */
export async function inFrame(code: string): Promise<string | null> {
  const frame = await openFrame()
  const { port1: port, port2 } = new MessageChannel()
  const found = new Promise<string | null>((resolve) => {
    port.onmessage = ({ data }) => resolve(data)
  })
  const element = document.querySelector<HTMLIFrameElement>('iframe:last-of-type')
  element?.contentWindow?.postMessage({ kind: 'hands', code }, '*', [port2])
  const out = await Promise.race([found, later(ATTEMPT_MS).then(() => null)])
  frame.remove()
  return out
}

let sandbox: Sandbox | null = null
let world: RemoteWorld | null = null
const events: RuntimeEvent[] = []

/** Opens the product's sandbox with one world. */
export async function openWorld(plan: Parameters<Sandbox['openWorld']>[0]): Promise<void> {
  sandbox?.dispose()
  sandbox = await openSandbox((event) => events.push(event))
  world = await sandbox.openWorld(plan)
}

export const stop = () => sandbox?.stop()
/** What happened behind the screen since this was asked last. */
export const happened = () => events.splice(0)

/** What came of one run, in short. */
export interface Told {
  payload: string | null
  failed: boolean
  /** Ended because its time was over. */
  timedOut: boolean
  logLength: number
  ms: number
}

/** Invokes a function; null if no answer came in time. */
export async function invoke(name: string, event: object, withinMs: number): Promise<Told | null> {
  const began = performance.now()
  const ran = world?.invoke(name, event as never).then((exchange): Told => {
    const [record] = exchange.invocations
    const text = (record?.logs ?? []).map(({ message }) => message)
    return {
      payload: record?.payload ?? null,
      failed: record?.functionError !== null,
      timedOut: text.some((line) => line.includes('Task timed out')),
      logLength: text.reduce((sum, { length }) => sum + length, 0),
      ms: performance.now() - began,
    }
  })
  ran?.catch(() => {})
  return Promise.race([ran ?? null, later(withinMs).then(() => null)])
}

async function snapshotRequest(): Promise<[Cache, Request] | null> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    const found = (await cache.keys()).find(({ url }) => url.includes('/runtime/snapshot'))
    if (found) return [cache, found]
  }
  return null
}

/** Waits until Python's memory is kept, so that it comes up quickly from here on. */
export async function snapshotKept(): Promise<void> {
  while (!(await snapshotRequest())) await later(100)
}

/** Puts nonsense in the place of Python's memory. */
export async function spoilSnapshot(): Promise<void> {
  const [cache, request] = (await snapshotRequest()) ?? []
  if (cache && request) await cache.put(request, new Response(new Uint8Array(1_000_000).fill(7)))
}

/** Puts what only our origin may read into each of its stores. */
export async function keepSecrets(secret: string): Promise<void> {
  await cookieStore.set('secret', secret)
  localStorage.setItem('secret', secret)
  sessionStorage.setItem('secret', secret)
  await (await caches.open('secret')).put('/secret', new Response(secret))
  const root = await navigator.storage.getDirectory()
  await root.getFileHandle('secret', { create: true })
  await new Promise((resolve, reject) => {
    const asked = indexedDB.open('secret', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('secret')
    asked.onsuccess = () => {
      asked.result.close()
      resolve(null)
    }
    asked.onerror = reject
  })
}

let forged = false
/** Hears whatever is posted to the page, as the product does not. */
export function hearAll(): void {
  addEventListener('message', ({ data }) => {
    if (data?.value === 'forged') forged = true
  })
}
export const wasForged = () => {
  const was = forged
  forged = false
  return was
}
