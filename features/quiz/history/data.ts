import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { getExercise } from '../data'
import type { Past } from '../pick/rules'
import type { AnsweredExercise } from './schema'

const MOST_SHOWN = 100

/** What a learner's answers to each exercise come to. */
export async function getPasts(userId: UserId): Promise<Map<string, Past>> {
  const rows = await db().quizSheet.findMany({
    where: { learnerId: userId, answeredAt: { not: null } },
    orderBy: { answeredAt: 'asc' },
    select: { exerciseId: true, answeredAt: true, right: true, score: true },
  })
  const pasts = new Map<string, Past>()
  for (const { exerciseId, answeredAt, right, score } of rows) {
    const { times = 0, score: mean = 0 } = pasts.get(exerciseId) ?? {}
    pasts.set(exerciseId, {
      times: times + 1,
      score: (mean * times + (score ?? 0)) / (times + 1),
      lastAt: answeredAt?.getTime() ?? 0,
      lastRight: right ?? false,
    })
  }
  return pasts
}

/** The exercises that a learner answered, the latest first, each with its last answers. */
export async function listAnswered(userId: UserId): Promise<AnsweredExercise[]> {
  const rows = await db().quizSheet.findMany({
    where: { learnerId: userId, answeredAt: { not: null } },
    orderBy: [{ answeredAt: 'desc' }, { id: 'asc' }],
    take: MOST_SHOWN * 5,
    select: {
      exerciseId: true,
      topic: true,
      seed: true,
      answeredAt: true,
      right: true,
      score: true,
      confidence: true,
    },
  })
  const shown = new Map<string, AnsweredExercise>()
  for (const { exerciseId, topic, seed, answeredAt, right, score, confidence } of rows) {
    const one = shown.get(exerciseId)
    const answer = {
      at: answeredAt?.toISOString() ?? '',
      right: right ?? false,
      score: score ?? 0,
      confidence,
    }
    if (one) one.answers.push(answer)
    else if (shown.size < MOST_SHOWN) {
      const exercise = getExercise(exerciseId, seed)
      shown.set(exerciseId, {
        exerciseId,
        topic,
        kind: exercise?.kind ?? null,
        text: exercise?.stemText ?? 'A question that is no longer asked',
        answers: [answer],
      })
    }
  }
  return [...shown.values()]
}
