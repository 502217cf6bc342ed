import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { getLearner } from '@/features/learner/data'
import { startOfStudyDay, studyDay } from '@/features/learner/rules'
import { getParameters } from '@/features/review/parameters/data'
import type { MemoryState } from '@/features/review/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { forecast, type HeatDay, heatMap, streak, type TopicProgress, topicProgress } from './rules'

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
}

const HEAT_WEEKS = 26
const FORECAST_DAYS = 30

/** What the reviews add up to at `now` (ms since the epoch); null where the learner is gone. */
export async function getProgress(userId: UserId, now: number): Promise<Progress | null> {
  const library = getLibrary()
  const learner = await getLearner(userId)
  if (!learner) return null
  const today = studyDay(now, learner)
  const { parametersVersion } = learner
  const parameters = (await getParameters(db(), userId, [parametersVersion]))(parametersVersion)
  const [rows, days, dueDays] = await Promise.all([
    db().memory.findMany({
      where: { learnerId: userId, cardId: { in: library.cards.map(({ id }) => id) } },
      select: { cardId: true, state: true, stability: true, lastDay: true, dueDay: true },
    }),
    db().day.findMany({ where: { learnerId: userId }, orderBy: { day: 'asc' } }),
    db().memory.groupBy({
      by: ['dueDay'],
      where: { learnerId: userId, dueDay: { lt: today + FORECAST_DAYS } },
      _count: true,
    }),
  ])
  const memories = new Map(
    rows.map((row) => [row.cardId, { ...row, state: row.state as MemoryState }]),
  )
  const done = days.find(({ day }) => day === today)
  const active = days.filter(({ answers }) => answers > 0)
  return {
    answersToday: done?.answers ?? 0,
    dueToday: dueDays
      .filter(({ dueDay }) => dueDay <= today)
      .reduce((sum, { _count }) => sum + _count, 0),
    newToday: Math.min(
      library.cards.length - rows.length,
      Math.max(0, learner.newPerDay - (done?.newCards ?? 0)),
    ),
    streak: streak(
      active.map(({ day, startsAt, endsAt }) => ({
        startsAt: startsAt?.getTime() ?? startOfStudyDay(day, learner),
        endsAt: endsAt?.getTime() ?? startOfStudyDay(day + 1, learner),
      })),
      startOfStudyDay(today, learner),
    ),
    isGuest: learner.email === null,
    topics: library.topics.map((topic) => topicProgress(topic, memories, today, parameters)),
    heat: heatMap(active, today, HEAT_WEEKS),
    forecast: forecast(
      dueDays.map(({ dueDay, _count }) => ({ dueDay, cards: _count })),
      today,
      FORECAST_DAYS,
    ),
    totalAnswers: days.reduce((sum, { answers }) => sum + answers, 0),
  }
}
