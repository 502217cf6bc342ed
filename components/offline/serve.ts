import { makeKeeper } from './keeper'
import { type Ask, type Manifest, standInFor } from './manifest'
import type { Fetching, Telling, WorkerScope } from './scope'

/** A page that is here is shown rather than waited for longer than this, in ms. */
const PATIENCE_MS = 4_000

const after = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms))

/**
 * Makes a service worker serve the site without the network: pages come from the network while it
 * answers and from this browser where it does not. What belongs to a learner is never kept.
 */
export function serveOffline(worker: WorkerScope, manifest: Manifest): void {
  const keeper = makeKeeper(manifest)

  const standIn = (url: URL) => {
    const page = standInFor(url.pathname, manifest.standIns)
    const to = new URL(page, url.origin)
    to.search = url.search
    // A page with a stand-in of its own needs no telling; one of several under it does.
    const hasOwn = manifest.standIns.slice(0, -1).some(([path]) => path === url.pathname)
    if (url.pathname !== page && !hasOwn) to.searchParams.set('from', url.pathname)
    return Response.redirect(to.href, 302)
  }

  const navigate = async (event: Fetching, url: URL): Promise<Response> => {
    const network = (async () => (await event.preloadResponse) ?? fetch(event.request))()
    const here = await keeper.page(url.pathname)
    try {
      const first = here ? await Promise.race([network, after(PATIENCE_MS)]) : await network
      if (first) return first
      network.catch(() => undefined)
      return here as Response
    } catch {
      return here ?? standIn(url)
    }
  }

  const tellKept = async ({ ports: [port] }: Telling, work: 'kept' | 'keep all' | 'forget') => {
    if (work === 'forget') await keeper.forget()
    const kept =
      work === 'keep all'
        ? await keeper.keepAll((progress) => port?.postMessage({ kept: progress }))
        : await keeper.kept()
    port?.postMessage({ kept, done: true })
  }

  worker.addEventListener('install', (event) => {
    event.waitUntil(keeper.keepShell().then(keeper.carryOver))
  })

  worker.addEventListener('activate', (event) => {
    event.waitUntil(
      Promise.all([
        worker.registration.navigationPreload?.enable(),
        keeper.dropOld(),
        worker.clients.claim(),
      ]),
    )
  })

  worker.addEventListener('message', (event) => {
    const ask = event.data as Ask
    if (ask.type === 'activate') event.waitUntil(worker.skipWaiting())
    else if (ask.type === 'visited')
      event.waitUntil(keeper.keepPage(ask.path).catch(() => undefined))
    else event.waitUntil(tellKept(event, ask.type))
  })

  worker.addEventListener('fetch', (event) => {
    const { request } = event
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.origin !== worker.location.origin) return
    if (request.mode === 'navigate') event.respondWith(navigate(event, url))
    else if (keeper.isFile(url.pathname)) event.respondWith(keeper.file(request))
  })
}
