/** Runs in the measured page, bundled: worlds without a screen. */
import {
  openSandbox,
  type RemoteWorld,
  type RuntimeEvent,
  type Sandbox,
} from '@/features/sandbox/ui/runtime/open-sandbox'

type Plan = Parameters<Sandbox['openWorld']>[0]

const events: RuntimeEvent[] = []
let sandbox: Sandbox | null = null
let world: RemoteWorld | null = null

export async function open(plan: Plan): Promise<void> {
  sandbox?.dispose()
  sandbox = await openSandbox((event) => events.push(event))
  world = await sandbox.openWorld(plan)
}

/** Ms from asking for an answer to having it. */
export async function get(path: string): Promise<number> {
  const began = performance.now()
  await world?.handle({ method: 'GET', path })
  return performance.now() - began
}

/** Ms in which an environment came up that came up last, and how. */
export function lastReady(): { ms: number; from: string | null } {
  const ready = events.findLast((event) => event.kind === 'ready')
  return ready?.kind === 'ready' ? ready : { ms: Number.NaN, from: null }
}

/** Sends so many requests; the longest task that held the page meanwhile, ms, and how long all took. */
export async function burst(count: number, path: string) {
  const tasks: number[] = []
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const requests = Array.from({ length: count }, () => ({ method: 'GET', path }))
  const began = performance.now()
  let seen = 0
  await world?.burst(requests, {}, (exchanges) => {
    seen += exchanges.length
  })
  const ms = performance.now() - began
  await new Promise((resolve) => setTimeout(resolve, 200))
  observer.disconnect()
  return { ms, seen, longest: Math.max(0, ...tasks) }
}

const isSnapshot = ({ url }: Request) => url.includes('/runtime/snapshot')

async function pythonCache(): Promise<Cache | null> {
  const name = (await caches.keys()).find((one) => one.startsWith('coldstart-python-'))
  return name ? caches.open(name) : null
}

/** Waits until Python's memory is kept. */
export async function kept(): Promise<void> {
  for (;;) {
    if ((await (await pythonCache())?.keys())?.some(isSnapshot)) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Takes Python's memory away, its files stay. */
export async function forget(): Promise<void> {
  const cache = await pythonCache()
  for (const request of (await cache?.keys()) ?? [])
    if (isSnapshot(request)) await cache?.delete(request)
}
