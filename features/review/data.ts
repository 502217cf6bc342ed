import 'server-only'
import type { Prisma } from '@/.generated/prisma/client'
import { getLibrary } from '@/features/cards/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { ALGORITHM } from './fsrs/rules'
import { changeDay, type DayChange, GONE, getSchedule, toMemory, toRow } from './memory/data'
import { queueCard } from './queue/rules'
import { candidates, LONGEST_ANSWER_MS } from './rules'
import type { Answer, AnswerResult } from './schema'

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
    const today: DayChange = { answers: 0, recalled: 0, newCards: 0, durationMs: 0 }
    const day = studyDay(now, schedule.calendar)

    const results = answers.map((answer): AnswerResult => {
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
      const after = candidates(cardId, before, now, schedule)[grade]
      if (answer.version !== (before?.version ?? 0) || answer.intervalDays !== after.intervalDays) {
        return { answerId, status: 'stale', card: queueCard(library, card, before, now, schedule) }
      }
      const stored = { ...after, version: (before?.version ?? 0) + 1 }
      known.add(answerId)
      memories.set(cardId, stored)
      changed.add(cardId)
      const durationMs = Math.min(answer.durationMs, LONGEST_ANSWER_MS)
      events.push({
        answerId,
        learnerId: userId,
        kind: 'answer',
        cardId,
        cardHash: card.hash,
        grade,
        mode: 'recall',
        source: answer.source,
        shownAt: new Date(now - answer.durationMs),
        answeredAt: new Date(now),
        clientAt: new Date(answer.clientAt),
        durationMs,
        rawDurationMs: answer.durationMs,
        day,
        algorithm: ALGORITHM,
        parametersVersion: schedule.parameters.version,
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
      await changeDay(tx, userId, day, today)
    }
    return done(results)
  })
}
