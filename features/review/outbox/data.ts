import 'server-only'
import { resolveCards } from '@/features/cards/own/data'
import type { Card } from '@/features/cards/schema'
import { startOfStudyDay, studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { noticeAnswers } from '../fit/watch/data'
import { postponeLeeches, recallLeech } from '../hand/data'
import { becomesLeech } from '../hand/rules'
import { readHandout } from '../handout/data'
import { answerEvent, listEventsByCard, type StoredEvent, stampOf } from '../log/data'
import { addTotals, dayChanges, NOTHING, type ParametersOf, replayCard } from '../log/rules'
import { GONE, getSchedule, toRow } from '../memory/data'
import { getParameters } from '../parameters/data'
import { addToDays, type DayRow, insertEvents, type NewEvent, putMemories } from '../rows/data'
import type { Schedule } from '../rules'
import { stands, timeOf } from './rules'
import type { Waiting, WaitingAnswer, WaitingResult, WaitingUndo } from './schema'

const NO_CARD = 'This card is not there any more, so the answer was not kept.'
const NO_ANSWER = 'There is no such answer to take back.'

/** What one outbox finds, and what it adds. */
interface Intake {
  userId: UserId
  now: number
  schedule: Schedule
  parametersOf: ParametersOf
  cards: Map<string, Card>
  /** ids of events that are in the log, with their card */
  known: Map<string, string>
  before: Map<string, StoredEvent[]>
  /** `before` with what is added */
  events: Map<string, StoredEvent[]>
  added: NewEvent[]
}

async function readIntake(
  tx: Tx,
  userId: UserId,
  waiting: Waiting[],
  schedule: Schedule,
  now: number,
): Promise<Intake> {
  const named = waiting.flatMap((entry) =>
    entry.kind === 'undo' ? [entry.answerId, entry.undoes] : [entry.answer.answerId],
  )
  const rows = await tx.review.findMany({
    where: { learnerId: userId, answerId: { in: named } },
    select: { answerId: true, cardId: true },
  })
  const answered = waiting.flatMap((entry) => (entry.kind === 'answer' ? [entry.answer] : []))
  const cardIds = [...new Set([...answered, ...rows].map(({ cardId }) => cardId))]
  const before = await listEventsByCard(tx, userId, cardIds)
  const versions = [
    schedule.parameters.version,
    ...[...before.values()].flat().map(({ parametersVersion }) => parametersVersion),
    ...answered.map(({ cardId, handed }) => readHandout(userId, cardId, handed)?.parametersVersion),
  ].filter((version) => version !== undefined)
  return {
    userId,
    now,
    schedule,
    parametersOf: await getParameters(tx, userId, versions),
    cards: await resolveCards(tx, userId, cardIds),
    known: new Map(rows.map(({ answerId, cardId }) => [answerId, cardId])),
    before,
    events: new Map([...before].map(([cardId, events]) => [cardId, [...events]])),
    added: [],
  }
}

function add(intake: Intake, event: NewEvent): void {
  intake.added.push(event)
  intake.known.set(event.answerId, event.cardId)
  intake.events.get(event.cardId)?.push({
    ...event,
    seq: Number.POSITIVE_INFINITY,
    answeredAt: event.answeredAt.getTime(),
    arrivedAt: event.arrivedAt?.getTime() ?? null,
  })
}

/** Takes an answer whatever became of its card meanwhile: it was given, so it counts. */
function takeAnswer(intake: Intake, entry: WaitingAnswer): WaitingResult {
  const { userId, now, schedule } = intake
  const { answer } = entry
  const { answerId, cardId } = answer
  if (intake.known.has(answerId)) return { answerId, status: 'already' }
  const card = intake.cards.get(cardId)
  if (!card) return { answerId, status: 'unknown', error: NO_CARD }
  const handout = readHandout(userId, cardId, answer.handed)
  const answeredAt = timeOf(entry, handout?.at ?? null, intake.events.get(cardId) ?? [], now)
  // What its buttons showed, so that a fit adopted meanwhile changes nothing that was promised.
  const newest = schedule.parameters.version
  const version = Math.min(handout?.parametersVersion ?? newest, newest)
  add(
    intake,
    answerEvent(userId, answer, card, {
      answeredAt,
      arrivedAt: now,
      handedAt: handout?.at ?? null,
      day: studyDay(answeredAt, schedule.calendar),
      schedule: { ...schedule, parameters: intake.parametersOf(version) },
    }),
  )
  return { answerId, status: 'saved' }
}

/** Takes an answer back by a tombstone, whether it waited in the same outbox or is long saved. */
function takeUndo(intake: Intake, { answerId, undoes }: WaitingUndo): WaitingResult {
  const { userId, now, schedule } = intake
  const cardId = intake.known.get(undoes)
  const events = intake.events.get(cardId ?? '') ?? []
  const target = events.find((event) => event.answerId === undoes)
  if (!cardId || !target || target.grade === null)
    return { answerId, status: 'unknown', error: NO_ANSWER }
  if (intake.known.has(answerId) || !stands(events, undoes)) return { answerId, status: 'already' }
  const at = new Date(now)
  add(intake, {
    answerId,
    learnerId: userId,
    kind: 'undo',
    cardId,
    cardHash: intake.cards.get(cardId)?.hash ?? '',
    grade: null,
    mode: 'recall',
    source: 'undo',
    handedAt: null,
    shownAt: null,
    answeredAt: at,
    arrivedAt: at,
    clientAt: null,
    durationMs: 0,
    rawDurationMs: 0,
    undoes,
    ...stampOf(schedule, studyDay(now, schedule.calendar)),
  })
  return { answerId, status: 'saved' }
}

/** Adds to the roll-ups of days what each card's events add up to now and did not before. */
async function mendDays(tx: Tx, { userId, before, events }: Intake, cardIds: string[]) {
  const days = new Map<number, DayRow>()
  for (const cardId of cardIds) {
    const after = events.get(cardId) ?? []
    for (const [day, change] of dayChanges(before.get(cardId) ?? [], after)) {
      const calendar = after.findLast((event) => event.day === day)
      if (!calendar) continue
      days.set(day, {
        learnerId: userId,
        day,
        startsAt: new Date(startOfStudyDay(day, calendar)),
        endsAt: new Date(startOfStudyDay(day + 1, calendar)),
        ...addTotals(days.get(day) ?? NOTHING, change),
      })
    }
  }
  await addToDays(tx, [...days.values()])
}

const lapsesBetween = (before: number, after: number) =>
  Array.from({ length: Math.max(0, after - before) }, (_, index) => before + index)

async function write(tx: Tx, intake: Intake): Promise<void> {
  const { userId, added, before, events, parametersOf, now, schedule } = intake
  if (added.length === 0) return
  const cardIds = [...new Set(added.map(({ cardId }) => cardId))]
  const fold = (cardId: string, of: Intake['events']) =>
    replayCard(cardId, of.get(cardId) ?? [], parametersOf)
  const memories = cardIds.map((cardId) => ({ cardId, memory: fold(cardId, events) }))
  await insertEvents(tx, added)
  await putMemories(
    tx,
    memories.flatMap(({ cardId, memory }) => (memory ? [toRow(userId, cardId, memory)] : [])),
  )
  const fresh = memories.flatMap(({ cardId, memory }) => (memory ? [] : [cardId]))
  await tx.memory.deleteMany({ where: { learnerId: userId, cardId: { in: fresh } } })
  await mendDays(tx, intake, cardIds)
  for (const { kind, cardId, undoes } of added)
    if (kind === 'undo' && undoes !== null) await recallLeech(tx, userId, cardId, undoes)
  const today = studyDay(now, schedule.calendar)
  const leeches = memories.flatMap(({ cardId, memory }) => {
    const lapses = lapsesBetween(fold(cardId, before)?.lapses ?? 0, memory?.lapses ?? 0)
    const cause = added.findLast((event) => event.cardId === cardId && event.grade === 1)
    return cause && lapses.some((count) => becomesLeech(count, count + 1))
      ? [{ learnerId: userId, cardId, answerId: cause.answerId, today }]
      : []
  })
  await postponeLeeches(tx, leeches)
}

/**
 * Saves what waited in a browser, in its order, in one transaction: each answer takes the place of
 * its time among the card's events, and each card is folded anew. What was saved before is
 * recognised. Nothing is refused for being stale.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordWaiting(
  userId: UserId,
  waiting: Waiting[],
  now: number,
): Promise<Outcome<WaitingResult[]>> {
  const outcome = await db().$transaction(async (tx): Promise<Outcome<WaitingResult[]>> => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const intake = await readIntake(tx, userId, waiting, schedule, now)
    const results = waiting.map((entry) =>
      entry.kind === 'answer' ? takeAnswer(intake, entry) : takeUndo(intake, entry),
    )
    await write(tx, intake)
    return done(results)
  })
  if (outcome.ok)
    noticeAnswers(userId, outcome.value.filter(({ status }) => status === 'saved').length)
  return outcome
}
