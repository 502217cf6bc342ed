'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'

// Whoever only looks in pays nothing for what may never be needed.
const AFTER_LOAD_MS = 4_000
/** A tab that is looked at again asks for a newer version at most this often. */
const ASK_AGAIN_MS = 3_600_000

/** Calls back with a version that waits for its turn, now or later. */
function onWaiting(registration: ServiceWorkerRegistration, tell: (worker: ServiceWorker) => void) {
  const look = () => {
    // Without a controller this is the first version: there is nothing to replace.
    if (registration.waiting && navigator.serviceWorker.controller) tell(registration.waiting)
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
}

/** Keeps the site readable without the network, and says when a new version is ready. */
export function OfflineHost() {
  const path = usePathname()
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)
  const [replaced, setReplaced] = useState(false)
  const [later, setLater] = useState(false)

  useEffect(() => {
    const container = navigator.serviceWorker
    if (process.env.NODE_ENV !== 'production' || !container) return
    const controlled = container.controller !== null
    const change = () => controlled && setReplaced(true)
    container.addEventListener('controllerchange', change)
    const register = () =>
      container
        .register('/sw.js', { updateViaCache: 'none' })
        .then((registration) => onWaiting(registration, setWaiting))
        // Without it the site works as long as the network does.
        .catch(() => undefined)
    const timer = setTimeout(register, AFTER_LOAD_MS)
    let askedAt = Date.now()
    const look = () => {
      if (document.visibilityState !== 'visible' || Date.now() - askedAt < ASK_AGAIN_MS) return
      askedAt = Date.now()
      container.getRegistration().then((found) => found?.update().catch(() => undefined))
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      container.removeEventListener('controllerchange', change)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])

  useEffect(() => {
    navigator.serviceWorker?.ready.then(({ active }) =>
      active?.postMessage({ type: 'visited', path }),
    )
  }, [path])

  const reload = () => {
    if (replaced || !waiting) return location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    waiting.postMessage({ type: 'activate' })
  }
  const isShown = (waiting !== null || replaced) && !later
  return (
    <div role="status" className="no-print fixed inset-x-0 bottom-0 z-40 flex justify-center">
      {isShown ? (
        <div className="m-3 flex flex-wrap items-center gap-x-4 gap-y-2 border border-rule-strong bg-raised px-4 py-2.5 text-sm">
          <span>A new version is ready. Nothing you did is lost.</span>
          <span className="flex gap-2">
            <button type="button" className="button button-primary" onClick={reload}>
              Reload
            </button>
            <button type="button" className="button button-quiet" onClick={() => setLater(true)}>
              Later
            </button>
          </span>
        </div>
      ) : null}
    </div>
  )
}
