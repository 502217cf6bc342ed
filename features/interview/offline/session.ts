import {
  canWrite,
  enter,
  heldAt,
  phaseOf,
  type Room,
  type RoomEvent,
  type Stamped,
  step,
  withWrites,
} from '../room/rules'
import type { Clock, Field, RoomView, Write } from '../schema'
import { openClock, pageAskedAt } from './clock'
import { openJournal } from './journal'
import { openOutbox } from './outbox'
import { ask, type Reply } from './post'
import { retryAfter } from './rules'
import { type KeptRoom, ROOM_FORMAT, type SyncState } from './schema'
import { changeRoom, dropRoom, keepRoom, keptRoom, tellWaiting } from './shelf'

type Value<F extends Field> = Extract<Write, { field: F }>['value']

/** A round in this tab: the room as it is shown, and every deed in it. */
export interface Session {
  room(): Room
  sync(): SyncState
  subscribe(callback: () => void): () => void
  /** The server's time, in ms since the epoch. */
  now(): number
  /** Looks at the clocks: once a second or so. */
  tick(): void
  go(to: number): void
  /** Writes a field. `soon` while somebody types: it goes out a moment later. */
  write<F extends Field>(place: number, field: F, value: Value<F>, soon?: boolean): void
  /** Goes on from a place of a round that shows one at a time. Says what went wrong, if anything. */
  next(from: number): Promise<string | null>
  pause(): Promise<string | null>
  resume(): Promise<string | null>
  /** Hands in: what waits goes out first. Without a network it is sent when there is one. */
  handIn(): void
  /** A round that is over leaves nothing behind here. */
  forget(): Promise<void>
  close(): void
}

/** Where a round is gone on with: as the server has just shown it, or as this browser kept it. */
export type From = { view: RoomView } | { kept: KeptRoom }

/** Time on a question is told in steps of this, in ms. */
const SPENT_STEP_MS = 1_000

const isOver = ({ state }: Clock) => state !== 'running' && state !== 'paused' && state !== 'draft'
const isClosing = (room: Room, now: number) =>
  ['time up', 'handed in'].includes(phaseOf(room, now)) && !isOver(room.view.clock)

const takenOf = ({ over }: Room): Stamped[] =>
  Object.values(over).flatMap(({ write, taken }) => (taken ? [write] : []))

function soonest({ clock, items }: RoomView, place: number): number | null {
  const due = [clock.deadlineAt, items[place]?.deadlineAt ?? null].filter((at) => at !== null)
  return due.length > 0 ? Math.min(...due) : null
}

/** Opens a round in this tab. What an earlier tab left unsent is in it. */
export async function openSession(from: From): Promise<Session> {
  const kept = 'kept' in from ? from.kept : null
  const { view } = 'kept' in from ? from.kept : from
  const before = kept ?? (await keptRoom(view.id).catch(() => undefined))
  // The last step may not have reached the server before the page went away.
  const isNewer = before !== undefined && before.sequence >= view.clock.sequence
  const { id, learner } = view
  const client = crypto.randomUUID()
  const clock = openClock(kept ? { kept: kept.clock } : { now: view.clock.now })
  const watchers = new Set<() => void>()
  let room = enter(view, kept?.at ?? (isNewer ? before.at : null))
  if (kept?.handedIn) room = step(room, { do: 'hand in' })
  let closed = false
  let finishing = false
  let lookedAt = performance.now()

  const tell = () => {
    for (const watcher of watchers) watcher()
  }
  const happen = (event: RoomEvent) => {
    room = step(room, event)
    tell()
  }
  const change = (some: Parameters<typeof changeRoom>[1]) =>
    changeRoom(id, { at: room.at, sequence: room.sequence, clock: clock.kept(), ...some }).catch(
      () => undefined,
    )

  const keep = () => {
    const taken = takenOf(room)
    const stood = Object.fromEntries(
      taken.map(({ place, field, sequence, client: who }) => [
        `${place}/${field}`,
        { sequence, client: who },
      ]),
    )
    const { at: place, sequence, handedIn } = room
    const shown = withWrites(room.view, taken)
    const clocked = { view: shown, changedAt: Date.now(), clock: clock.kept() }
    const one = { id, learner, stood, at: place, sequence, handedIn, ...clocked }
    return keepRoom({ ...one, format: ROOM_FORMAT }).then(tellWaiting, () => undefined)
  }

  const outbox = await openOutbox({
    interviewId: id,
    learner,
    client,
    journal: openJournal(client),
    deadlineOf: (place) => soonest(room.view, place),
    happen,
    heard: clock.hear,
    changed: tell,
    look: () => refresh(),
    leaving: () => {
      tellSpent()
      change({})
    },
  })

  const shown = async (reply: Reply<RoomView>): Promise<string | null> => {
    if (!reply.ok) return reply.error
    clock.hear(reply.value.clock.now, reply.asked, reply.heard)
    happen({ do: 'view', view: reply.value })
    if (!isOver(reply.value.clock)) await keep()
    return null
  }
  const refresh = () => outbox.after(async () => shown(await ask<RoomView>(`/${id}`)))

  const write = <F extends Field>(place: number, field: F, value: Value<F>, soon = false) => {
    if (!canWrite(room, place, clock.now())) return
    const sequence = room.sequence + 1
    const bare = { place, field, value, sequence, stampedAt: clock.now() } as Write
    outbox.add({ ...bare, client }, soon)
  }

  function tellSpent() {
    const now = performance.now()
    const spent = document.visibilityState === 'visible' ? now - lookedAt : 0
    lookedAt = now
    const held = heldAt(room, room.at)
    if (held && spent >= SPENT_STEP_MS)
      write(room.at, 'spent', Math.min(86_400_000, Math.round(held.spent + spent)))
  }

  const deed = async (work: () => Promise<string | null>) => {
    tellSpent()
    const trouble = await outbox.after(work)
    outbox.tellTabs()
    return trouble
  }
  const timed = (path: string) =>
    deed(async () => {
      const reply = await ask<Clock>(path, { id })
      return reply.ok ? shown(await ask<RoomView>(`/${id}`)) : reply.error
    })

  // The server is asked first: this browser may have run ahead of it.
  const finishOnce = async () => {
    if ((await refresh()) !== null || outbox.state().waiting > 0) return
    if (!isClosing(room, clock.now())) return
    await timed('/submit')
  }
  const finish = async () => {
    if (finishing) return
    finishing = true
    for (let tries = 1; !closed && isClosing(room, clock.now()); tries += 1) {
      await finishOnce()
      if (!isClosing(room, clock.now())) break
      const wait = new AbortController()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, retryAfter(tries))
        addEventListener('online', () => resolve(), { once: true, signal: wait.signal })
        wait.signal.addEventListener('abort', () => clearTimeout(timer))
      })
      wait.abort()
    }
    finishing = false
  }

  if (!kept) {
    // Another tab may have had something taken after this page was made.
    const here = await keptRoom(id).catch(() => undefined)
    const isBehind = here !== undefined && here.changedAt >= pageAskedAt()
    if (!isBehind) await keep()
    else if ((await refresh()) !== null) happen({ do: 'view', view: here.view })
    // The reply tells the server's clock better than a page does that took its time to come.
    const held = heldAt(room, room.at)
    if (held) write(room.at, 'spent', held.spent)
  }
  return {
    room: () => room,
    sync: outbox.state,
    now: clock.now,
    subscribe(callback) {
      watchers.add(callback)
      return () => watchers.delete(callback)
    },
    tick() {
      if (clock.look()) refresh()
      if (isClosing(room, clock.now())) finish()
    },
    go(to) {
      tellSpent()
      happen({ do: 'go', to })
      // So that it can be gone on with in another browser.
      const held = heldAt(room, room.at)
      if (held) write(room.at, 'spent', held.spent)
      change({})
    },
    write,
    next: (place) => deed(async () => shown(await ask<RoomView>('/next', { id, from: place }))),
    pause: () => timed('/pause'),
    resume: () => timed('/resume'),
    handIn() {
      tellSpent()
      happen({ do: 'hand in' })
      change({ handedIn: true }).then(finish)
    },
    forget: () => dropRoom(id).then(tellWaiting, () => undefined),
    close() {
      tellSpent()
      closed = true
      outbox.close()
    },
  }
}
