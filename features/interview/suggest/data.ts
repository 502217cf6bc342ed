import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { titleOf } from '../data'
import { ROUNDS, STATES } from '../schema'
import { suggestionOf } from './rules'
import type { Suggestion } from './schema'

/**
 * The round to suggest to a learner, by one row; null where none is due.
 * @param answers cards answered so far
 * @param now ms since the epoch
 */
export async function suggestRound(
  userId: UserId,
  answers: number,
  now: number,
): Promise<Suggestion | null> {
  const row = await db().interview.findFirst({
    where: { learnerId: userId },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      state: true,
      round: true,
      createdAt: true,
      paper: { select: { blueprint: true, topic: true } },
    },
  })
  if (!row) return suggestionOf(null, answers, now)
  const { id, state, round, createdAt, paper } = row
  const last = {
    id,
    state: z.parse(z.enum(STATES), state),
    title: titleOf(paper.blueprint, z.parse(z.enum(ROUNDS), round), paper.topic),
    blueprint: paper.blueprint,
    createdAt: createdAt.getTime(),
  }
  return suggestionOf(last, answers, now)
}
