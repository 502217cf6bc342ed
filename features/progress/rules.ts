import { dateOfDay } from '@/features/learner/rules'
import { type Parameters, recall } from '@/features/review/fsrs/rules'
import type { Memory } from '@/features/review/schema'

/** How far a card is: days of stability part young from mature at 21, as learners know it. */
export type Maturity = 'new' | 'learning' | 'young' | 'mature'

const MATURE_DAYS = 21

/** The maturity of a card by its memory; new without one. */
function maturity(memory: Pick<Memory, 'state' | 'stability'> | undefined): Maturity {
  if (!memory) return 'new'
  if (memory.state !== 'review') return 'learning'
  return memory.stability < MATURE_DAYS ? 'young' : 'mature'
}

/** What a topic adds up to. `mastery` is the mean recall today over all its cards, unseen ones as 0. */
export interface TopicProgress {
  slug: string
  title: string
  cards: number
  byMaturity: Record<Maturity, number>
  due: number
  mastery: number
}

/** The state of one topic, from the memories of its cards. `today` is a study day. */
export function topicProgress(
  topic: { slug: string; title: string; cardIds: string[] },
  memories: Map<string, Pick<Memory, 'state' | 'stability' | 'lastDay' | 'dueDay'>>,
  today: number,
  parameters: Parameters,
): TopicProgress {
  const byMaturity: Record<Maturity, number> = { new: 0, learning: 0, young: 0, mature: 0 }
  let due = 0
  let sum = 0
  for (const id of topic.cardIds) {
    const memory = memories.get(id)
    byMaturity[maturity(memory)] += 1
    if (!memory) continue
    if (memory.dueDay <= today) due += 1
    sum += recall(parameters, memory.stability, Math.max(0, today - memory.lastDay))
  }
  const cards = topic.cardIds.length
  return {
    slug: topic.slug,
    title: topic.title,
    cards,
    byMaturity,
    due,
    mastery: cards === 0 ? 0 : sum / cards,
  }
}

/** One day of the heat map. `level` 0 is a day without answers; 1–4 grow with the answers. */
export interface HeatDay {
  day: number
  date: string
  answers: number
  level: 0 | 1 | 2 | 3 | 4
}

/**
 * The last `weeks` weeks as columns of seven days from Monday to Sunday, ending with today's week;
 * days to come are left out. Levels are quarters of the learner's own busiest day.
 */
export function heatMap(
  days: { day: number; answers: number }[],
  today: number,
  weeks: number,
): HeatDay[][] {
  const answers = new Map(days.map((entry) => [entry.day, entry.answers]))
  const most = Math.max(1, ...days.map((entry) => entry.answers))
  // 1970-01-01 was a Thursday.
  const weekday = (((today + 3) % 7) + 7) % 7
  const monday = today - weekday - (weeks - 1) * 7
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => monday + week * 7 + index)
      .filter((day) => day <= today)
      .map((day) => {
        const count = Math.max(0, answers.get(day) ?? 0)
        const level =
          count === 0 ? 0 : (Math.min(4, Math.ceil((count / most) * 4)) as 1 | 2 | 3 | 4)
        return { day, date: dateOfDay(day), answers: count, level }
      }),
  )
}

/** Cards falling due on each of the next `length` days; overdue ones count for today. */
export function forecast(
  dueDays: { dueDay: number; cards: number }[],
  today: number,
  length: number,
): { day: number; date: string; cards: number }[] {
  const counts = Array.from({ length }, () => 0)
  for (const { dueDay, cards } of dueDays) {
    const index = Math.max(0, dueDay - today)
    if (index < length) counts[index] = (counts[index] ?? 0) + cards
  }
  return counts.map((cards, index) => ({
    day: today + index,
    date: dateOfDay(today + index),
    cards,
  }))
}

const RETENTION_DAYS = 30

/**
 * True retention of the last 30 days: of the first answers of a day to cards from an earlier day,
 * those that were recalled. Whatever else was asked of a card that day is left out.
 */
export function trueRetention(
  days: { day: number; reviews: number; retained: number }[],
  today: number,
): { reviews: number; retained: number } {
  const counted = { reviews: 0, retained: 0 }
  for (const { day, reviews, retained } of days) {
    if (day <= today - RETENTION_DAYS) continue
    counted.reviews += reviews
    counted.retained += retained
  }
  return counted
}

const HOUR_MS = 3_600_000
/** A day is missed where so much of it lay open; a day that a move or a clock change cut is not. */
const MISSED_MS = 22 * HOUR_MS

/** A study day by the calendar it was studied in. Instants in ms since the epoch. */
export interface StudiedDay {
  startsAt: number
  endsAt: number
}

/**
 * Study days in a row that end today or yesterday. What counts between two of them is time, not
 * their numbers: a move across the date line skips a number without a day being missed.
 * @param days days with answers, oldest first
 * @param todayStartsAt when the present study day began
 */
export function streak(days: StudiedDay[], todayStartsAt: number): number {
  let length = 0
  let nextStartsAt = todayStartsAt
  for (const { startsAt, endsAt } of [...days].reverse()) {
    if (nextStartsAt - endsAt >= MISSED_MS) break
    length += 1
    nextStartsAt = startsAt
  }
  return length
}
