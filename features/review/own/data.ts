import 'server-only'
import { randomUUID } from 'node:crypto'
import { binOwnNote, restoreOwnNote, saveOwnNote } from '@/features/cards/own/notes/data'
import type { SaveOwn, SaveResult } from '@/features/cards/own/schema'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { listEvents } from '../log/data'
import { GONE, getSchedule } from '../memory/data'
import type { Schedule } from '../rules'
import { append, mendDays } from '../undo/data'

/**
 * Why a card of the learner's own was made new: its meaning changed, or it is no more. Either is a
 * reset in the log, so that history stays, and a tombstone brings the memory back.
 */
type Why = 'anew' | 'gone'

/** Makes those of these cards new that hold a memory. Returns how many. */
async function forgetOwn(
  tx: Tx,
  userId: UserId,
  cardIds: string[],
  source: Why,
  schedule: Schedule,
  now: number,
): Promise<number> {
  const held = await tx.memory.findMany({
    where: { learnerId: userId, cardId: { in: cardIds } },
    select: { cardId: true },
  })
  for (const { cardId } of held) {
    const event = { answerId: randomUUID(), kind: 'reset', cardId, undoes: null, source } as const
    await append(tx, userId, event, schedule, now)
  }
  return held.length
}

/** Takes back the last reset of each card that was made for this reason. Returns how many. */
async function recallOwn(
  tx: Tx,
  userId: UserId,
  cardIds: string[],
  source: Why,
  schedule: Schedule,
  now: number,
): Promise<number> {
  let recalled = 0
  for (const cardId of cardIds) {
    const reset = await tx.review.findFirst({
      where: { learnerId: userId, cardId, kind: 'reset', source },
      orderBy: { seq: 'desc' },
      select: { answerId: true },
    })
    const before = reset ? await listEvents(tx, userId, [cardId]) : []
    if (!reset || before.some(({ undoes }) => undoes === reset.answerId)) continue
    const event = { answerId: randomUUID(), kind: 'undo', cardId, undoes: reset.answerId } as const
    const { events } = await append(tx, userId, event, schedule, now)
    await mendDays(tx, userId, before, events)
    recalled += 1
  }
  return recalled
}

/** Runs a write of own notes with the schedule that its resets are stamped with. */
const inOne = <T>(
  userId: UserId,
  work: (tx: Tx, schedule: Schedule) => Promise<Outcome<T>>,
): Promise<Outcome<T>> =>
  db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    return schedule ? work(tx, schedule) : refuse(GONE)
  })

/**
 * Saves a note of the learner's own. Memories stay, whatever was edited, unless the author says that
 * the meaning changed; a card that the text makes no more rests with its history until it is back.
 */
export const saveOwn = (
  userId: UserId,
  { id, base, content, anew }: SaveOwn,
  now: number,
): Promise<Outcome<SaveResult>> =>
  inOne<SaveResult>(userId, async (tx, schedule) => {
    const saved = await saveOwnNote(tx, userId, { id, base, content, anew }, now)
    if (!saved.ok) return saved
    if (saved.value.status === 'changed') return done(saved.value)
    const { changes, note, isAgain } = saved.value
    await forgetOwn(tx, userId, changes.gone, 'gone', schedule, now)
    await recallOwn(tx, userId, changes.back, 'gone', schedule, now)
    const { updatedAt } = note
    const reset =
      anew && !isAgain ? await forgetOwn(tx, userId, changes.cardIds, 'anew', schedule, now) : 0
    return done({ status: 'saved', updatedAt, cardIds: changes.cardIds, reset })
  })

/** Deletes a note: it goes to the bin, and its cards are asked no more. */
export const deleteOwn = (userId: UserId, id: string, now: number): Promise<Outcome<null>> =>
  inOne(userId, async (tx, schedule) => {
    const binned = await binOwnNote(tx, userId, id, now)
    if (!binned.ok) return binned
    await forgetOwn(tx, userId, binned.value.gone, 'gone', schedule, now)
    return done(null)
  })

/** Undoes a deletion: the note and its cards are back with what was remembered of them. */
export const restoreOwn = (userId: UserId, id: string, now: number): Promise<Outcome<null>> =>
  inOne(userId, async (tx, schedule) => {
    const restored = await restoreOwnNote(tx, userId, id, now)
    if (!restored.ok) return restored
    await recallOwn(tx, userId, restored.value.back, 'gone', schedule, now)
    return done(null)
  })

/** Undoes "ask me anew": the cards hold what they held before, answers given since included. */
export const rememberOwn = (
  userId: UserId,
  cardIds: string[],
  now: number,
): Promise<Outcome<{ recalled: number }>> =>
  inOne(userId, async (tx, schedule) =>
    done({ recalled: await recallOwn(tx, userId, cardIds, 'anew', schedule, now) }),
  )
