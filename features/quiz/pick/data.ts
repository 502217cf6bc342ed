import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { studyDay } from '@/features/learner/rules'
import { recall } from '@/features/review/fsrs/rules'
import { getSchedule } from '@/features/review/memory/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { listExercises } from '../data'
import { getPasts } from '../history/data'
import { pickExercises } from './rules'
import type { Practice } from './schema'

/** Mean recall of each topic's cards as it stands, 0 to 1; a card that is new counts as unknown. */
async function topicMemories(userId: UserId, now: number): Promise<Map<string, number>> {
  const { topics, cards } = getLibrary()
  const schedule = await getSchedule(db(), userId)
  if (!schedule) return new Map()
  const rows = await db().memory.findMany({
    where: { learnerId: userId, cardId: { in: cards.map(({ id }) => id) } },
    select: { cardId: true, stability: true, lastDay: true },
  })
  const today = studyDay(now, schedule.calendar)
  const known = new Map(
    rows.map(({ cardId, stability, lastDay }) => [
      cardId,
      recall(schedule.parameters, stability, Math.max(0, today - lastDay)),
    ]),
  )
  return new Map(
    topics
      .filter(({ cardIds }) => cardIds.some((id) => known.has(id)))
      .map(({ slug, cardIds }) => {
        const sum = cardIds.reduce((total, id) => total + (known.get(id) ?? 0), 0)
        return [slug, sum / cardIds.length]
      }),
  )
}

/** The exercises that a session asks of a learner, in order; at most `count`. */
export async function pickFor(
  userId: UserId,
  practice: Practice,
  count: number,
  now: number,
): Promise<string[]> {
  const pasts = await getPasts(userId)
  const topics =
    practice.mode === 'weakest' ? await topicMemories(userId, now) : new Map<string, number>()
  const seed = `${userId} ${practice.since ?? now}`
  return pickExercises(listExercises(), practice, pasts, topics, count, seed)
}

/** How many exercises there are of each topic, and how many went wrong last time. */
export async function getChoices(userId: UserId | null) {
  const all = listExercises()
  const pasts = userId ? await getPasts(userId) : new Map()
  const ids = new Set(all.map(({ id }) => id))
  const mistakes = [...pasts].filter(([id, past]) => ids.has(id) && !past.lastRight).length
  const { topics } = getLibrary()
  return {
    total: all.length,
    answered: [...pasts.keys()].filter((id) => ids.has(id)).length,
    mistakes,
    topics: topics
      .map(({ slug, title }) => ({
        slug,
        title,
        count: all.filter(({ topic }) => topic === slug).length,
      }))
      .filter(({ count }) => count > 0),
  }
}
