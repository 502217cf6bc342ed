import 'server-only'
import type { Prisma } from '@/.generated/prisma/client'
import { getLibrary } from '@/features/cards/data'
import type { Card } from '@/features/cards/schema'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { handOut, readHandout } from './handout/data'
import { stampOf } from './log/data'
import type { DayTotals } from './log/rules'
import { changeDay, GONE, getSchedule, type StoredMemory, toMemory, toRow } from './memory/data'
import { getParameters } from './parameters/data'
import { queueCard } from './queue/rules'
import { answered, type Schedule, timeSpent } from './rules'
import type { Answer, AnswerResult } from './schema'

// A card that lay longer is computed anew with today's parameters.
const HANDOUT_MS = 86_400_000

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

/**
 * Saves answers in their order, in one transaction in which the memories are read. An answer that
 * was saved before is recognised; one that was given for another memory than the present one, or
 * whose button showed another interval, is refused with a fresh card. Each answer stands alone.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordReviews(
  userId: UserId,
  answers: Answer[],
  now: number,
): Promise<Outcome<AnswerResult[]>> {
  const library = getLibrary()
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const cardIds = [...new Set(answers.map(({ cardId }) => cardId))]
    const earlier = await tx.review.findMany({
      where: { learnerId: userId, answerId: { in: answers.map(({ answerId }) => answerId) } },
      select: { answerId: true },
    })
    const rows = await tx.memory.findMany({ where: { learnerId: userId, cardId: { in: cardIds } } })
    const known = new Set(earlier.map(({ answerId }) => answerId))
    const memories = new Map(rows.map((row) => [row.cardId, toMemory(row)]))
    const changed = new Set<string>()
    const events: Prisma.ReviewCreateManyInput[] = []
    const today: DayTotals = { answers: 0, recalled: 0, newCards: 0, durationMs: 0 }
    const day = studyDay(now, schedule.calendar)
    const show = (card: Card, memory: StoredMemory | null) =>
      handOut(userId, queueCard(library, card, memory, now, schedule), {
        at: now,
        parametersVersion: schedule.parameters.version,
      })
    const plans = await plansOf(tx, userId, answers, schedule, now)

    const results = answers.map((answer, index): AnswerResult => {
      const { answerId, cardId, grade } = answer
      const card = library.card.get(cardId)
      if (!card)
        return {
          answerId,
          status: 'unknown',
          error: `There is no card "${cardId}". Nothing was saved for it.`,
        }
      const before = memories.get(cardId) ?? null
      if (known.has(answerId)) {
        return {
          answerId,
          status: 'already',
          intervalDays: before?.intervalDays ?? 0,
          dueAt: new Date(before?.dueAt ?? now).toISOString(),
          version: before?.version ?? 0,
        }
      }
      const { handedAt = null, schedule: plan = schedule } = plans[index] ?? {}
      const after = answered(cardId, before, { at: now, day, grade }, plan)
      if (answer.version !== (before?.version ?? 0) || answer.intervalDays !== after.intervalDays) {
        return { answerId, status: 'stale', card: show(card, before) }
      }
      const stored = { ...after, version: (before?.version ?? 0) + 1 }
      known.add(answerId)
      memories.set(cardId, stored)
      changed.add(cardId)
      const durationMs = timeSpent('recall', answer.durationMs)
      const shownAt = Math.max(now - answer.durationMs, Math.min(handedAt ?? 0, now))
      events.push({
        answerId,
        learnerId: userId,
        kind: 'answer',
        cardId,
        cardHash: card.hash,
        grade,
        mode: 'recall',
        source: answer.source,
        handedAt: handedAt === null ? null : new Date(handedAt),
        shownAt: new Date(shownAt),
        answeredAt: new Date(now),
        clientAt: new Date(answer.clientAt),
        durationMs,
        rawDurationMs: answer.durationMs,
        ...stampOf(plan, day),
      })
      today.answers += 1
      today.recalled += grade > 1 ? 1 : 0
      today.newCards += before === null ? 1 : 0
      today.durationMs += durationMs
      return {
        answerId,
        status: 'saved',
        intervalDays: stored.intervalDays,
        dueAt: new Date(stored.dueAt).toISOString(),
        version: stored.version,
      }
    })

    if (events.length > 0) {
      await tx.review.createMany({ data: events })
      await tx.memory.deleteMany({
        where: {
          learnerId: userId,
          cardId: { in: [...changed].filter((id) => rows.some((row) => row.cardId === id)) },
        },
      })
      await tx.memory.createMany({
        data: [...changed].flatMap((cardId) => {
          const memory = memories.get(cardId)
          return memory ? [toRow(userId, cardId, memory)] : []
        }),
      })
      await changeDay(tx, userId, day, today, schedule.calendar)
    }
    return done(results)
  })
}
