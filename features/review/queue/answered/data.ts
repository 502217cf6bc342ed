import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'

/** What a cram has come to so far: the last grade of each card since `since` (ms), undone ones left out. */
export async function getCrammed(
  userId: UserId,
  since: number,
  today: number,
): Promise<Map<string, number>> {
  const rows = await db().review.findMany({
    where: {
      learnerId: userId,
      day: { gte: today - 1 },
      kind: { in: ['cram', 'undo'] },
      answeredAt: { gte: new Date(since) },
    },
    orderBy: { seq: 'asc' },
    select: { kind: true, cardId: true, answerId: true, undoes: true, grade: true },
  })
  const undone = new Set(rows.flatMap(({ undoes }) => undoes ?? []))
  const crammed = new Map<string, number>()
  for (const { kind, cardId, answerId, grade } of rows)
    if (kind === 'cram' && !undone.has(answerId)) crammed.set(cardId, grade ?? 0)
  return crammed
}

/** Cards answered Again in the last `days` study days, today among them; undone answers left out. */
export async function listForgotten(
  userId: UserId,
  today: number,
  days: number,
): Promise<string[]> {
  const rows = await db().review.findMany({
    where: {
      learnerId: userId,
      day: { gt: today - days, lte: today },
      OR: [{ kind: 'answer', grade: 1 }, { kind: 'undo' }],
    },
    select: { cardId: true, answerId: true, undoes: true },
  })
  const undone = new Set(rows.flatMap(({ undoes }) => undoes ?? []))
  const kept = rows.filter(({ answerId, undoes }) => undoes === null && !undone.has(answerId))
  return [...new Set(kept.map(({ cardId }) => cardId))]
}

/** Cards answered today. */
export async function listAnswered(userId: UserId, today: number): Promise<string[]> {
  const rows = await db().review.findMany({
    where: { learnerId: userId, day: today, kind: 'answer' },
    distinct: ['cardId'],
    select: { cardId: true },
  })
  return rows.map(({ cardId }) => cardId)
}
