/** Asks the service worker to keep the page that a round is gone on with when the network is lost. */
export function keepOfflinePage(): void {
  navigator.serviceWorker?.ready.then(
    ({ active }) => active?.postMessage({ type: 'visited', path: '/offline/interview' }),
    () => undefined,
  )
}
