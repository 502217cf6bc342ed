import 'server-only'
import { getLibrary, type Library } from '@/features/cards/data'
import { resolveCards } from '@/features/cards/own/data'
import type { Card } from '@/features/cards/schema'
import { startOfStudyDay, studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { coalesce } from '@/lib/coalesce'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { noticeAnswers } from './fit/watch/data'
import { postponeLeeches } from './hand/data'
import { becomesLeech } from './hand/rules'
import { handOut, readHandout } from './handout/data'
import { answerEvent } from './log/data'
import { addTotals, NOTHING, totalsOf } from './log/rules'
import { GONE, getSchedules, type StoredMemory, toMemory, toRow } from './memory/data'
import { getParameters } from './parameters/data'
import { queueCard } from './queue/rules'
import { addToDays, type DayRow, insertEvents, type NewEvent, putMemories } from './rows/data'
import { answered, type Schedule } from './rules'
import type { Answer, AnswerResult } from './schema'

// A card that lay longer is computed anew with today's parameters.
const HANDOUT_MS = 86_400_000

/** When and how the card of an answer was handed out. */
interface Plan {
  day: number
  handedAt: number | null
  schedule: Schedule
}

/**
 * Each answer's handout and schedule: the learner's, with the parameters that the buttons were
 * computed with, so that a fit adopted in the middle of a session makes no answer stale.
 */
async function plansOf(tx: Tx, userId: UserId, answers: Answer[], schedule: Schedule, now: number) {
  const read = answers.map(({ cardId, handed }) => readHandout(userId, cardId, handed))
  const fresh = read.map((handout) => (handout && now - handout.at < HANDOUT_MS ? handout : null))
  const newest = schedule.parameters.version
  const versions = fresh.map((handout) => Math.min(handout?.parametersVersion ?? newest, newest))
  const parametersOf = await getParameters(tx, userId, versions)
  return versions.map((version, index) => ({
    handedAt: read[index]?.at ?? null,
    schedule: version === newest ? schedule : { ...schedule, parameters: parametersOf(version) },
  }))
}

/** Answers of one learner that came in one request. */
interface Job {
  userId: UserId
  answers: Answer[]
  /** ms since the epoch, by the server's clock */
  now: number
}

/** What a run of jobs has read, and what it will write. */
interface Run {
  library: Library
  /** the cards that are answered, by learner and id */
  cards: Map<string, Card>
  /** ids of answers that are in the log, by learner */
  known: Set<string>
  /** memories as they stand after the answers so far, by learner and card */
  memories: Map<string, StoredMemory>
  changed: Map<string, { userId: UserId; cardId: string }>
  events: NewEvent[]
  days: Map<string, DayRow>
  leeches: Parameters<typeof postponeLeeches>[1]
}

const keyOf = (learnerId: string, id: string) => `${learnerId} ${id}`

async function readRun(tx: Tx, jobs: Job[]): Promise<Run> {
  const learnerId = { in: [...new Set(jobs.map(({ userId }) => userId))] }
  const answers = jobs.flatMap((job) => job.answers)
  const answerIds = answers.map(({ answerId }) => answerId)
  const cardIds = [...new Set(answers.map(({ cardId }) => cardId))]
  const earlier = await tx.review.findMany({
    where: { learnerId, answerId: { in: answerIds } },
    select: { learnerId: true, answerId: true },
  })
  const rows = await tx.memory.findMany({ where: { learnerId, cardId: { in: cardIds } } })
  const cards = new Map<string, Card>()
  for (const job of jobs) {
    const ids = job.answers.map(({ cardId }) => cardId)
    for (const [id, card] of await resolveCards(tx, job.userId, ids))
      cards.set(keyOf(job.userId, id), card)
  }
  return {
    library: getLibrary(),
    cards,
    known: new Set(earlier.map((row) => keyOf(row.learnerId, row.answerId))),
    memories: new Map(rows.map((row) => [keyOf(row.learnerId, row.cardId), toMemory(row)])),
    changed: new Map(),
    events: [],
    days: new Map(),
    leeches: [],
  }
}

/** Adds an answer to what a run writes; the memory after it is null for one that changes none. */
function keep(
  run: Run,
  { userId, now }: Job,
  answer: Answer,
  card: Card,
  plan: Plan,
  after: StoredMemory | null,
): void {
  const { answerId, cardId } = answer
  const { day, handedAt, schedule } = plan
  const key = keyOf(userId, cardId)
  const lastDay = run.memories.get(key)?.lastDay ?? null
  run.known.add(keyOf(userId, answerId))
  if (after) {
    run.memories.set(key, after)
    run.changed.set(key, { userId, cardId })
  }
  // The server's clock may have been set back; a card's answers keep their order all the same.
  const answeredAt = Math.max(now, after?.lastReviewedAt ?? 0)
  const time = { answeredAt, arrivedAt: null, handedAt, day, schedule }
  const event = answerEvent(userId, answer, card, time)
  run.events.push(event)
  const dayKey = keyOf(userId, String(day))
  const totals = totalsOf(event, lastDay)
  run.days.set(dayKey, {
    learnerId: userId,
    day,
    startsAt: new Date(startOfStudyDay(day, schedule.calendar)),
    endsAt: new Date(startOfStudyDay(day + 1, schedule.calendar)),
    ...addTotals(run.days.get(dayKey) ?? NOTHING, totals),
  })
}

async function answerJob(tx: Tx, run: Run, job: Job, schedule: Schedule): Promise<AnswerResult[]> {
  const { userId, answers, now } = job
  const day = studyDay(now, schedule.calendar)
  const show = (card: Card, memory: StoredMemory | null) =>
    handOut(userId, queueCard(run.library, card, memory, now, schedule), {
      at: now,
      parametersVersion: schedule.parameters.version,
    })
  const plans = await plansOf(tx, userId, answers, schedule, now)
  return answers.map((answer, index): AnswerResult => {
    const { answerId, cardId, grade } = answer
    const card = run.cards.get(keyOf(userId, cardId))
    if (!card) {
      const error = `There is no card "${cardId}". Nothing was saved for it.`
      return { answerId, status: 'unknown', error }
    }
    const before = run.memories.get(keyOf(userId, cardId)) ?? null
    if (run.known.has(keyOf(userId, answerId))) return told(answerId, 'already', before, now)
    const plan = { day, handedAt: null, schedule, ...plans[index] }
    if (answer.cram) {
      keep(run, job, answer, card, plan, null)
      return told(answerId, 'saved', before, now)
    }
    const after = answered(cardId, before, { at: now, day, grade }, plan.schedule)
    const version = before?.version ?? 0
    if (answer.version !== version || answer.intervalDays !== after.intervalDays) {
      return { answerId, status: 'stale', card: show(card, before) }
    }
    const stored = { ...after, version: version + 1 }
    keep(run, job, answer, card, plan, stored)
    const saved = told(answerId, 'saved', stored, now)
    if (!becomesLeech(before?.lapses ?? 0, after.lapses)) return saved
    run.leeches.push({ learnerId: userId, cardId, answerId, today: day })
    return { ...saved, leech: after.lapses }
  })
}

function told(
  answerId: string,
  status: 'saved' | 'already',
  memory: StoredMemory | null,
  now: number,
): AnswerResult & { status: 'saved' | 'already' } {
  return {
    answerId,
    status,
    intervalDays: memory?.intervalDays ?? 0,
    dueAt: new Date(memory?.dueAt ?? now).toISOString(),
    version: memory?.version ?? 0,
  }
}

async function writeRun(tx: Tx, { events, changed, memories, days, leeches }: Run): Promise<void> {
  if (events.length === 0) return
  await insertEvents(tx, events)
  await putMemories(
    tx,
    [...changed].flatMap(([key, { userId, cardId }]) => {
      const memory = memories.get(key)
      return memory ? [toRow(userId, cardId, memory)] : []
    }),
  )
  await addToDays(tx, [...days.values()])
  await postponeLeeches(tx, leeches)
}

const MOST_JOBS = 32

const record = coalesce(
  (jobs: Job[]): Promise<Outcome<AnswerResult[]>[]> =>
    db().$transaction(async (tx) => {
      const schedules = await getSchedules(
        tx,
        jobs.map(({ userId }) => userId),
      )
      const run = await readRun(tx, jobs)
      const outcomes: Outcome<AnswerResult[]>[] = []
      for (const job of jobs) {
        const schedule = schedules.get(job.userId)
        outcomes.push(schedule ? done(await answerJob(tx, run, job, schedule)) : refuse(GONE))
      }
      await writeRun(tx, run)
      return outcomes
    }),
  MOST_JOBS,
)

/**
 * Saves answers in their order, in one transaction in which the memories are read. An answer that
 * was saved before is recognised; one that was given for another memory than the present one, or
 * whose button showed another interval, is refused with a fresh card. Each answer stands alone.
 * Requests that come while another is being committed share the next commit.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordReviews(
  userId: UserId,
  answers: Answer[],
  now: number,
): Promise<Outcome<AnswerResult[]>> {
  const outcome = await record({ userId, answers, now })
  if (outcome.ok)
    noticeAnswers(userId, outcome.value.filter(({ status }) => status === 'saved').length)
  return outcome
}
