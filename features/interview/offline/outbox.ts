import type { RoomEvent, Stamped } from '../room/rules'
import { type Journal, recoverJournals } from './journal'
import { sendOff } from './post'
import { inOrder, nextParcel, replaces, retryAfter, stampedOf } from './rules'
import type { Entry, Settled, SyncState } from './schema'
import { keepWrite, tellWaiting, waitingWrites } from './shelf'
import { alone, SYNC_TAG, sendWaiting } from './sync'

/** While somebody types, a write waits so long for the next one, and never longer than the other. */
const TYPING_MS = 400
const LONGEST_MS = 2_000

export interface Outbox {
  /** Keeps a write at once and sends it; one that is `soon` followed by others a moment later. */
  add(write: Stamped, soon: boolean): void
  /** Sends what waits. */
  flush(): Promise<void>
  /** Sends what waits, then does something else with the server before anybody else is sent. */
  after<T>(work: () => Promise<T>): Promise<T>
  /** Other tabs should ask the server how the round stands. */
  tellTabs(): void
  state(): SyncState
  close(): void
}

type Message = { write: Stamped } | { settled: Settled } | { look: true }

/** The writes of one round in this tab, on their way to the server. */
export async function openOutbox(with_: {
  interviewId: string
  learner: string
  client: string
  journal: Journal
  deadlineOf(place: number): number | null
  happen(event: RoomEvent): void
  heard(now: number, asked: number, heard: number): void
  changed(): void
  look(): void
  leaving(): void
}): Promise<Outbox> {
  const { interviewId, learner, client, journal, happen } = with_
  const channel =
    typeof BroadcastChannel === 'undefined'
      ? null
      : new BroadcastChannel(`coldstart.interview:${interviewId}`)
  const say = (message: Message) => channel?.postMessage(message)
  /** Unsent writes by key: this tab's own, and what earlier tabs left behind. */
  const unsent = new Map<string, Entry>()
  const nameOf = (who: string, sequence: number) => `${who}/${sequence}`
  let state: SyncState = { waiting: 0, storage: 'kept', phase: 'rest', trouble: null }
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let typingSince: number | null = null
  let closed = false

  const put = (change: Partial<SyncState>) => {
    state = { ...state, ...change, waiting: unsent.size }
    with_.changed()
  }

  const settled = (one: Settled) => {
    const gone = [...one.taken, ...one.refused.map(({ sequence }) => sequence)]
    const wasLeft =
      one.client !== client && gone.some((sequence) => unsent.has(nameOf(one.client, sequence)))
    for (const sequence of gone) {
      const entry = unsent.get(nameOf(one.client, sequence))
      if (entry) journal.remove(entry)
      unsent.delete(nameOf(one.client, sequence))
    }
    happen({ do: 'taken', client: one.client, sequences: one.taken })
    const [first] = one.refused
    if (first) {
      const sequences = one.refused.map(({ sequence }) => sequence)
      happen({ do: 'refused', client: one.client, sequences, why: first.why })
    }
    happen({ do: 'clock', clock: one.clock })
    put({})
    // What another tab had left may be older than what stands: only the server can tell.
    if (wasLeft) with_.look()
  }

  const keepEntry = async (entry: Entry, needless: Entry[]) => {
    try {
      await keepWrite(entry, needless)
      journal.remove(entry)
      if (state.storage !== 'kept') put({ storage: 'kept' })
    } catch {
      put({ storage: 'tab' })
    }
  }

  const send = () =>
    sendWaiting(
      interviewId,
      () => [...unsent.values()],
      (one) => {
        with_.heard(one.clock.now, one.asked, one.heard)
        settled(one)
        say({ settled: one })
      },
    )

  const later = () => {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(flush, retryAfter(failures))
  }

  const sent = async () => {
    clearTimeout(timer)
    typingSince = null
    if (unsent.size > 0) put({ phase: 'sending' })
    const came = await send()
    if (came.phase === 'rest') {
      failures = 0
      put({ phase: 'rest', trouble: null })
      return
    }
    failures += 1
    put(came)
    await tellWaiting()
    // What is refused as a whole, like an ended session, waits for the learner.
    if (came.phase === 'unreachable') {
      later()
      askForCallback()
    }
  }

  const flush = () => alone(interviewId, sent)

  const schedule = (soon: boolean) => {
    // Out of reach, the next try is set already.
    if (state.phase === 'unreachable') return
    const now = performance.now()
    typingSince ??= now
    const wait = soon ? Math.max(0, Math.min(TYPING_MS, typingSince + LONGEST_MS - now)) : 0
    clearTimeout(timer)
    timer = setTimeout(flush, wait)
  }

  const sendNow = () => {
    const mine = [...unsent.values()].filter((one) => one.client === client)
    const parcel = nextParcel(mine)
    if (parcel) sendOff('/writes', parcel)
  }
  const leave = () => {
    with_.leaving()
    sendNow()
  }
  const online = () => flush()
  const visible = () => {
    if (document.visibilityState === 'visible') flush().then(with_.look)
    else leave()
  }
  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (state.storage === 'tab' && unsent.size > 0) event.preventDefault()
  }
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('write' in data) happen({ do: 'write', write: data.write })
    else if ('settled' in data) settled(data.settled)
    else with_.look()
  })
  addEventListener('online', online)
  addEventListener('pagehide', leave)
  addEventListener('beforeunload', beforeUnload)
  document.addEventListener('visibilitychange', visible)

  await recoverJournals()
  for (const entry of await waitingWrites(interviewId).catch(() => []))
    if (entry.refused === null) unsent.set(nameOf(entry.client, entry.sequence), entry)
  for (const entry of inOrder([...unsent.values()]))
    happen({ do: 'write', write: stampedOf(entry) })
  put({})
  if (unsent.size > 0) schedule(false)

  return {
    add(write, soon) {
      const { client: _client, ...bare } = write
      const { sequence } = write
      const entry: Entry = { interviewId, learner, client, sequence, write: bare, refused: null }
      const due = with_.deadlineOf(write.place)
      const needless = [...unsent.values()].filter((one) => replaces(write, stampedOf(one), due))
      for (const one of needless) {
        unsent.delete(nameOf(one.client, one.sequence))
        journal.remove(one)
      }
      unsent.set(nameOf(client, sequence), entry)
      journal.add(entry)
      keepEntry(entry, needless)
      happen({ do: 'write', write })
      say({ write })
      put({})
      schedule(soon)
    },
    flush,
    after: (work) => alone(interviewId, () => sent().then(work)),
    tellTabs: () => say({ look: true }),
    state: () => state,
    close() {
      closed = true
      clearTimeout(timer)
      sendNow()
      removeEventListener('online', online)
      removeEventListener('pagehide', leave)
      removeEventListener('beforeunload', beforeUnload)
      document.removeEventListener('visibilitychange', visible)
      channel?.close()
    },
  }
}

async function askForCallback(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration()
  const background = worker as { sync?: { register(tag: string): Promise<void> } } | undefined
  await background?.sync?.register(SYNC_TAG).catch(() => undefined)
}
