/** What of a service worker's world is used here; TypeScript's DOM types leave it out. */
export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}

export interface Fetching extends Lasting {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(response: Promise<Response>): void
}

export interface Telling extends Lasting {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

export interface Syncing extends Lasting {
  readonly tag: string
}

interface Events {
  install: Lasting
  activate: Lasting
  fetch: Fetching
  message: Telling
  sync: Syncing
}

export interface WorkerScope {
  readonly location: Location
  readonly registration: ServiceWorkerRegistration & {
    navigationPreload?: { enable(): Promise<void> }
  }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): void
}
