import 'server-only'
import { startOfStudyDay, studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { ALGORITHM } from '../fsrs/rules'
import { listEventsByCard, type StoredEvent, stampOf } from '../log/data'
import { addTotals, type DayTotals, dayChanges, foldMemory, NOTHING } from '../log/rules'
import { GONE, getSchedule, toRow } from '../memory/data'
import { getParameters } from '../parameters/data'
import { addToDays, insertEvents, type MemoryRow, type NewEvent, putMemories } from '../rows/data'
import type { Schedule } from '../rules'
import type { ForeignAnswer } from './schema'

const CARDS_AT_ONCE = 500
const EVENTS_AT_ONCE = 2_000

/** A card with answers that were given to it elsewhere. */
export interface ForeignCard {
  cardId: string
  cardHash: string
  answers: ForeignAnswer[]
}

const asStored = (event: NewEvent): StoredEvent => ({
  ...event,
  seq: 0,
  answeredAt: event.answeredAt.getTime(),
  arrivedAt: event.arrivedAt?.getTime() ?? null,
})

/** Where events of a card are put: those it has, and those that are new. */
interface Change {
  cardId: string
  before: StoredEvent[]
  added: NewEvent[]
}

async function writeChanges(tx: Tx, userId: UserId, changes: Change[]): Promise<void> {
  const events = changes.flatMap(({ added }) => added)
  for (let from = 0; from < events.length; from += EVENTS_AT_ONCE)
    await insertEvents(tx, events.slice(from, from + EVENTS_AT_ONCE))
  const all = changes.map(({ cardId, before, added }) => ({
    cardId,
    before,
    after: [...before, ...added.map(asStored)],
  }))
  const versions = all.flatMap(({ after }) => after.map((event) => event.parametersVersion))
  const parametersOf = await getParameters(tx, userId, versions)
  const memories: MemoryRow[] = []
  const forgotten: string[] = []
  const days = new Map<number, { total: DayTotals; startsAt: Date; endsAt: Date }>()
  for (const { cardId, before, after } of all) {
    const memory = foldMemory(cardId, after, parametersOf)
    if (memory) memories.push(toRow(userId, cardId, { ...memory, version: after.length }))
    else forgotten.push(cardId)
    for (const [day, change] of dayChanges(before, after)) {
      const known = days.get(day)
      const calendar = after.findLast((event) => event.day === day) ?? after[0]
      if (!calendar) continue
      days.set(day, {
        total: addTotals(known?.total ?? NOTHING, change),
        startsAt: known?.startsAt ?? new Date(startOfStudyDay(day, calendar)),
        endsAt: known?.endsAt ?? new Date(startOfStudyDay(day + 1, calendar)),
      })
    }
  }
  if (memories.length > 0) await putMemories(tx, memories)
  if (forgotten.length > 0)
    await tx.memory.deleteMany({ where: { learnerId: userId, cardId: { in: forgotten } } })
  await addToDays(
    tx,
    [...days].map(([day, { total, ...span }]) => ({ ...total, ...span, learnerId: userId, day })),
  )
}

/** An answer as its event: by the stamp it brings, or else by how the learner studies now. */
function eventOf(
  learnerId: UserId,
  { cardId, cardHash }: ForeignCard,
  { at, grade, durationMs, stamp }: ForeignAnswer,
  answerId: string,
  schedule: Schedule,
  versions: Map<number, number>,
  now: number,
): NewEvent {
  const by = stamp
    ? {
        day: stamp.day,
        algorithm: ALGORITHM,
        parametersVersion: versions.get(stamp.parametersVersion) ?? schedule.parameters.version,
        timeZone: stamp.timeZone,
        rolloverHour: stamp.rolloverHour,
        interviewOn: stamp.interviewOn,
      }
    : // The interview lies ahead of today, not of years ago.
      { ...stampOf(schedule, studyDay(at, schedule.calendar)), interviewOn: null }
  return {
    ...by,
    answerId,
    learnerId,
    cardId,
    cardHash,
    kind: 'answer',
    grade,
    mode: stamp?.mode ?? 'recall',
    source: 'import',
    handedAt: null,
    shownAt: null,
    answeredAt: new Date(at),
    arrivedAt: new Date(now),
    clientAt: null,
    durationMs,
    rawDurationMs: stamp?.rawDurationMs ?? durationMs,
    undoes: null,
  }
}

/**
 * Adds answers given elsewhere to the log, where each takes the place of its time, and folds the
 * memories anew. An answer that is there, by card and instant, is not added again.
 * @param importId begins the id of each event, which takes them back together
 * @param versions the file's versions of the parameters as the learner's, see `takeInParameters`
 * @throws where the learner is gone
 */
export async function takeInAnswers(
  tx: Tx,
  userId: UserId,
  cards: ForeignCard[],
  importId: string,
  versions: Map<number, number>,
  now: number,
): Promise<{ added: number; known: number }> {
  const schedule = await getSchedule(tx, userId)
  if (!schedule) throw new Error(GONE)
  let [added, known] = [0, 0]
  for (let from = 0; from < cards.length; from += CARDS_AT_ONCE) {
    const part = cards.slice(from, from + CARDS_AT_ONCE)
    const events = await listEventsByCard(
      tx,
      userId,
      part.map(({ cardId }) => cardId),
    )
    const changes = part.flatMap((card): Change[] => {
      const before = events.get(card.cardId) ?? []
      const undone = new Set(before.map(({ undoes }) => undoes))
      const times = new Set(
        before.filter(({ answerId }) => !undone.has(answerId)).map(({ answeredAt }) => answeredAt),
      )
      const fresh = card.answers.filter(({ at }) => !times.has(at))
      known += card.answers.length - fresh.length
      if (fresh.length === 0) return []
      const made = fresh.map((answer) => {
        added += 1
        return eventOf(userId, card, answer, `${importId}.${added}`, schedule, versions, now)
      })
      return [{ cardId: card.cardId, before, added: made }]
    })
    await writeChanges(tx, userId, changes)
  }
  return { added, known }
}

/** Takes back what `takeInAnswers` added under this id, by a tombstone each. Returns how many. */
export async function takeBackAnswers(
  tx: Tx,
  userId: UserId,
  importId: string,
  now: number,
): Promise<number> {
  const schedule = await getSchedule(tx, userId)
  if (!schedule) throw new Error(GONE)
  const rows = await tx.review.groupBy({
    by: ['cardId'],
    where: { learnerId: userId, source: 'import', answerId: { startsWith: `${importId}.` } },
  })
  const cardIds = rows.map(({ cardId }) => cardId)
  const stamp = stampOf(schedule, studyDay(now, schedule.calendar))
  let taken = 0
  for (let from = 0; from < cardIds.length; from += CARDS_AT_ONCE) {
    const part = cardIds.slice(from, from + CARDS_AT_ONCE)
    const events = await listEventsByCard(tx, userId, part)
    const changes = part.map((cardId): Change => {
      const before = events.get(cardId) ?? []
      const undone = new Set(before.map(({ undoes }) => undoes))
      const mine = before.filter(
        ({ answerId }) => answerId.startsWith(`${importId}.`) && !undone.has(answerId),
      )
      const added = mine.map(({ answerId }): NewEvent => {
        taken += 1
        return {
          ...stamp,
          answerId: `${answerId}.undo`,
          learnerId: userId,
          cardId,
          cardHash: '',
          kind: 'undo',
          grade: null,
          mode: 'recall',
          source: 'undo',
          handedAt: null,
          shownAt: null,
          answeredAt: new Date(now),
          arrivedAt: null,
          clientAt: null,
          durationMs: 0,
          rawDurationMs: 0,
          undoes: answerId,
        }
      })
      return { cardId, before, added }
    })
    await writeChanges(tx, userId, changes)
  }
  return taken
}
