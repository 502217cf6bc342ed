import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { startOfStudyDay } from '@/features/learner/rules'
import { getLimits } from '@/features/review/queue/data'
import { openDesk } from '@/features/review/queue/desk/data'
import { countComing } from '@/features/review/queue/due/data'
import type { MemoryState } from '@/features/review/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import {
  forecast,
  type HeatDay,
  heatMap,
  streak,
  type TopicProgress,
  topicProgress,
  trueRetention,
} from './rules'

export interface Progress {
  answersToday: number
  dueToday: number
  newToday: number
  streak: number
  isGuest: boolean
  topics: TopicProgress[]
  heat: HeatDay[][]
  forecast: { day: number; date: string; cards: number }[]
  totalAnswers: number
  retention: { reviews: number; retained: number }
}

const HEAT_WEEKS = 26
const FORECAST_DAYS = 30

/** What the reviews add up to at `now` (ms since the epoch); null where the learner is gone. */
export async function getProgress(userId: UserId, now: number): Promise<Progress | null> {
  const library = getLibrary()
  const desk = await openDesk(userId, {}, now)
  if (!desk) return null
  const { learner, today, schedule } = desk
  const [rows, days, coming, learning, limits] = await Promise.all([
    db().memory.findMany({
      where: { learnerId: userId, cardId: { in: library.cards.map(({ id }) => id) } },
      select: { cardId: true, state: true, stability: true, lastDay: true, dueDay: true },
    }),
    db().day.findMany({ where: { learnerId: userId }, orderBy: { day: 'asc' } }),
    countComing(desk, FORECAST_DAYS),
    db().memory.count({
      where: {
        learnerId: userId,
        state: { in: ['learning', 'relearning'] },
        dueDay: { lte: today },
        cardId: { notIn: desk.aside },
      },
    }),
    getLimits(desk),
  ])
  const memories = new Map(
    rows.map((row) => [row.cardId, { ...row, state: row.state as MemoryState }]),
  )
  const done = days.find(({ day }) => day === today)
  const active = days.filter(({ answers, crammed }) => answers + crammed > 0)
  const dueToday = (coming[0] ?? 0) + learning
  return {
    answersToday: done?.answers ?? 0,
    dueToday,
    newToday: Math.min(library.cards.length - rows.length, limits.fresh),
    streak: streak(
      active.map(({ day, startsAt, endsAt }) => ({
        startsAt: startsAt?.getTime() ?? startOfStudyDay(day, learner),
        endsAt: endsAt?.getTime() ?? startOfStudyDay(day + 1, learner),
      })),
      startOfStudyDay(today, learner),
    ),
    isGuest: learner.email === null,
    topics: library.topics.map((topic) =>
      topicProgress(topic, memories, today, schedule.parameters),
    ),
    heat: heatMap(active, today, HEAT_WEEKS),
    forecast: forecast(
      [dueToday, ...coming.slice(1)].map((cards, index) => ({ dueDay: today + index, cards })),
      today,
      FORECAST_DAYS,
    ),
    retention: trueRetention(days, today),
    totalAnswers: days.reduce((sum, { answers }) => sum + answers, 0),
  }
}
