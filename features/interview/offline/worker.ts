import type { WorkerScope } from '@/components/offline/scope'
import { SYNC_TAG, sendLeftovers } from './sync'

/** In the service worker: sends what rounds left behind, when the browser says that it can. */
export function sendInBackground(worker: WorkerScope): void {
  worker.addEventListener('sync', (event) => {
    if (event.tag !== SYNC_TAG) return
    const work = async () => {
      const sent = await sendLeftovers()
      // The browser calls again later, when it sees fit.
      if (sent.phase === 'unreachable') throw new Error(sent.trouble)
    }
    event.waitUntil(work())
  })
}
