import * as z from 'zod/mini'
import { type Answer, answerSchema } from '../schema'
import { WAITING_KEY } from './keys'
import { offsetMs } from './post'
import {
  counted,
  pendingCards,
  retryAfter,
  takeBack,
  toRetry,
  UNREACHABLE,
  withEntry,
  withoutRefused,
} from './rules'
import type { Entry, SyncState } from './schema'
import { isTabOnly, keep, keepLearner, shelves } from './shelf'
import { type Results, type Sent, SYNC_TAG, sync } from './sync'

const spillKey = (learner: string) => `coldstart.spill:${learner}`
const spillSchema = z.array(z.object({ answer: answerSchema, local: z.boolean() }))
type Unwritten = z.infer<typeof spillSchema>[number]

/** A learner's outbox in this tab: what waits, how things stand, and the way to the server. */
export interface Outbox {
  /** Keeps an answer, then sends it. `local` says that this browser computed its buttons. */
  add(answer: Answer, local: boolean): Promise<void>
  /** Takes an answer back by `answerId`: gone if it was never sent, else a tombstone follows it. */
  takeBack(undoes: string, answerId: string): Promise<'removed' | 'queued'>
  /** Sends what waits; `force` does not wait for the next try. */
  flush(): Promise<void>
  /** Tries again what the server refused. */
  retry(): Promise<void>
  /** Gives up what the server refused. */
  discard(): Promise<void>
  /** Cards answered here without the server knowing. */
  pending(): Promise<string[]>
  /** Everything that waits or was refused. */
  entries(): Promise<Entry[]>
  state(): SyncState
  subscribe(callback: () => void): () => void
  onResults(callback: (results: Results) => void): () => void
}

async function askForCallback(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration()
  const background = worker as { sync?: { register(tag: string): Promise<void> } } | undefined
  await background?.sync?.register(SYNC_TAG).catch(() => undefined)
}

function makeOutbox(learner: string): Outbox {
  const watchers = new Set<() => void>()
  const hearers = new Set<(results: Results) => void>()
  const unwritten = new Set<Unwritten>()
  const channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('coldstart.outbox')
  let state: SyncState = {
    waiting: 0,
    refused: { count: 0, reason: null },
    storage: 'kept',
    phase: 'rest',
    trouble: null,
    since: null,
  }
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const put = (change: Partial<SyncState>) => {
    state = { ...state, ...change }
    for (const watcher of watchers) watcher()
  }

  const everything = async () => {
    const found = await Promise.all(
      shelves().map((shelf) =>
        shelf.change(learner, (entries) => ({ entries, value: entries })).catch(() => []),
      ),
    )
    return found.flat()
  }

  const everywhere = (change: (entries: Entry[]) => Entry[]) =>
    Promise.all(
      shelves().map((shelf) =>
        shelf
          .change(learner, (entries) => ({ entries: change(entries), value: null }))
          .catch(() => null),
      ),
    )

  const recount = async () => {
    const counts = counted(await everything())
    try {
      localStorage.setItem(WAITING_KEY, String(counts.waiting + counts.refused.count))
    } catch {
      // The next page looks for itself.
    }
    put({ ...counts, storage: isTabOnly() ? 'tab' : 'kept' })
  }

  const changed = async () => {
    await recount()
    channel?.postMessage({ learner })
  }

  const hear = (results: Results) => {
    for (const hearer of hearers) hearer(results)
  }

  const flush = async () => {
    clearTimeout(timer)
    if (state.waiting > 0 && navigator.onLine) put({ phase: 'sending' })
    // Without a network nothing is tried, so that what was never sent can still be taken back.
    const sent: Sent = navigator.onLine
      ? await sync(learner, (results) => {
          hear(results)
          channel?.postMessage({ learner, results })
        })
      : { phase: 'unreachable', trouble: UNREACHABLE }
    if (sent.phase === 'rest') {
      failures = 0
      put({ phase: 'rest', trouble: null, since: null })
    } else {
      failures += 1
      put({ ...sent, since: state.since ?? Date.now() })
      // What is refused as a whole, like an ended session, waits for the learner.
      if (sent.phase === 'unreachable') {
        timer = setTimeout(flush, retryAfter(failures))
        askForCallback()
      }
    }
    await changed()
  }

  const blank = { learner, tried: false, local: false, saved: false, refused: null }

  const write = async ({ answer, local }: Unwritten) => {
    const offset = await offsetMs()
    const at = Date.parse(answer.clientAt) + offset
    const waiting = { kind: 'answer' as const, answer, offsetMs: offset }
    await keep(learner, (entries) => ({
      entries: withEntry(entries, { ...blank, at, local, waiting }),
      value: null,
    }))
  }

  const outbox: Outbox = {
    async add(answer, local) {
      const one = { answer, local }
      unwritten.add(one)
      await write(one)
      unwritten.delete(one)
      put({ waiting: state.waiting + 1 })
      await flush()
    },
    async takeBack(undoes, answerId) {
      const at = Date.now() + (await offsetMs())
      const waiting = { kind: 'undo' as const, answerId, undoes }
      const undo = { ...blank, at, local: true, waiting }
      const done = await keep(learner, (entries) => takeBack(entries, undo))
      await changed()
      if (done === 'queued') flush()
      return done
    },
    flush,
    async retry() {
      await everywhere(toRetry)
      await flush()
    },
    async discard() {
      await everywhere(withoutRefused)
      await changed()
    },
    pending: async () => pendingCards(await everything()),
    entries: everything,
    state: () => state,
    subscribe(callback) {
      watchers.add(callback)
      return () => watchers.delete(callback)
    },
    onResults(callback) {
      hearers.add(callback)
      return () => hearers.delete(callback)
    },
  }

  channel?.addEventListener('message', ({ data }: MessageEvent) => {
    if (data?.learner !== learner) return
    if (data.results) hear(data.results)
    else recount()
  })
  addEventListener('online', () => flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && state.waiting > 0) flush()
  })
  addEventListener('beforeunload', (event) => {
    if (unwritten.size > 0 || (state.storage === 'tab' && state.waiting > 0)) event.preventDefault()
  })
  // A page that goes away in the middle of a write leaves it to the next one.
  addEventListener('pagehide', () => {
    if (unwritten.size === 0) return
    try {
      localStorage.setItem(spillKey(learner), JSON.stringify([...unwritten]))
    } catch {
      // The write itself may still come through.
    }
  })

  const begin = async () => {
    await keepLearner(learner)
    try {
      const spilled = z.safeParse(
        spillSchema,
        JSON.parse(localStorage.getItem(spillKey(learner)) ?? '[]'),
      )
      for (const one of spilled.data ?? []) await write(one)
      localStorage.removeItem(spillKey(learner))
    } catch {
      // Nothing was left behind, or nothing that can be read.
    }
    await recount()
    if (state.waiting > 0) await flush()
  }
  begin()
  return outbox
}

const outboxes = new Map<string, Outbox>()

/** The outbox of a learner in this tab. In the browser only. */
export function outboxOf(learner: string): Outbox {
  const known = outboxes.get(learner)
  if (known) return known
  const made = makeOutbox(learner)
  outboxes.set(learner, made)
  return made
}
