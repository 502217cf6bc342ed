import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { listCountedSets } from '../../sets/data'
import { listForgotten } from '../answered/data'
import { catchUpPlan, MOST_DAYS, returnsOf } from '../backlog/rules'
import type { CatchUpPlan } from '../backlog/schema'
import { buildQueue } from '../data'
import { type Desk, openDesk } from '../desk/data'
import { countComing, countOverdue, getDue } from '../due/data'
import { getPace } from '../pace/data'
import type { Choices } from './schema'

/** Days ahead that are offered, and days back that count as lately. */
const AHEAD = [1, 3, 7]
const LATELY = 7

/** Whether a learner has studied anything: before that there is nothing to choose. */
export async function hasBegun(userId: UserId): Promise<boolean> {
  const held = await db().memory.findFirst({
    where: { learnerId: userId },
    select: { cardId: true },
  })
  return held !== null
}

async function planOf(desk: Desk, coming: number[]): Promise<CatchUpPlan | null> {
  const { learner, today, schedule } = desk
  const behind = await countOverdue(desk)
  const [first = 0, ...later] = coming
  const { pool } = await getDue(desk)
  const returns = returnsOf(pool, today, schedule.parameters)
  const incoming = [Math.max(0, first - behind), ...later]
  return catchUpPlan(behind, { incoming, returns }, learner.reviewsPerDay, today)
}

/** What a learner may choose from at `now` (ms); null where the learner is gone. */
export async function getChoices(userId: UserId, now: number): Promise<Choices | null> {
  const desk = await openDesk(userId, {}, now)
  if (!desk) return null
  const { today, learner, library } = desk
  const [queue, pace, coming, forgotten, sets] = await Promise.all([
    buildQueue(userId, {}, now),
    getPace(userId),
    countComing(desk, MOST_DAYS),
    listForgotten(userId, today, LATELY),
    listCountedSets(userId, now),
  ])
  if (!queue) return null
  const catchUp = learner.catchUp && learner.catchUp.untilDay >= today ? learner.catchUp : null
  const within = (days: number) => coming.slice(1, days + 1).reduce((sum, cards) => sum + cards, 0)
  return {
    today,
    counts: queue.counts,
    pace,
    plan: catchUp ? null : await planOf(desk, coming),
    catchUp,
    ahead: AHEAD.map((days) => ({ days, cards: within(days) })),
    forgotten: { days: LATELY, cards: forgotten.length },
    sets,
    topics: library.topics.map(({ slug, title }) => ({ slug, title })),
  }
}
