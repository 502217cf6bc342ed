import type { Manifest } from '@/components/offline/manifest'
import type { WorkerScope } from '@/components/offline/scope'
import { serveOffline } from '@/components/offline/serve'
import { packedLearner } from './shelf'
import { SYNC_TAG, sync } from './sync'

// In the service worker. scripts/worker.ts builds it and writes in what else was built.
declare const BUILT: Manifest
declare const self: WorkerScope

serveOffline(self, BUILT)

self.addEventListener('sync', (event) => {
  if (event.tag !== SYNC_TAG) return
  const work = async () => {
    const learner = await packedLearner()
    if (!learner) return
    const channel = new BroadcastChannel('coldstart.outbox')
    const sent = await sync(learner, (results) => channel.postMessage({ learner, results }))
    channel.postMessage({ learner })
    channel.close()
    // The browser calls again later, when it sees fit.
    if (sent.phase === 'unreachable') throw new Error(sent.trouble)
  }
  event.waitUntil(work())
})
