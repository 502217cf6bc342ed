import { dayOfDate, startOfStudyDay, studyDay } from '@/features/learner/rules'
import type { Calendar } from '@/features/learner/schema'
import { interval, nextStrength, type Parameters, recall } from './fsrs/rules'
import { nextSameDay, sameDayRecall } from './same-day/rules'
import { GRADES, type Grade, type Memory, type Mode, type Preview } from './schema'

/** Where and by what a card is scheduled. */
export interface Schedule {
  calendar: Calendar
  parameters: Parameters
  /** Local day of the interview, YYYY-MM-DD: while it lies ahead, every card is due before it. */
  interviewOn: string | null
  /** false leaves intervals as computed, to compare them with published figures. */
  fuzz?: boolean
}

const DAY_MS = 86_400_000

/** What lies beyond is taken as time away from the screen. */
const LONGEST_ANSWER_MS: Record<Mode, number> = {
  recognise: 60_000,
  recall: 60_000,
  do: 300_000,
}

/** The time an answer took, in ms, without time away from the screen. */
export function timeSpent(mode: Mode, rawMs: number): number {
  return Math.min(rawMs, LONGEST_ANSWER_MS[mode])
}

const FUZZ_RANGES = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Number.POSITIVE_INFINITY, share: 0.05 },
]

/** A number in [0, 1) that depends on the text alone (FNV-1a). */
function chance(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/**
 * Spreads an interval a little, so that cards learned together do not stay together: by 1 day plus
 * 15 % of what lies between 2.5 and 7 days, 10 % to 20 days, 5 % beyond, either way; not at all
 * under 2.5 days. The seed is the card and its repetition, so a preview equals its answer.
 * @see https://docs.ankiweb.net/studying.html#fuzz-factor
 */
export function fuzzed(days: number, seed: string, longestDays: number): number {
  if (days < 2.5) return Math.min(days, longestDays)
  const delta = FUZZ_RANGES.reduce(
    (sum, { from, to, share }) => sum + share * Math.max(Math.min(days, to) - from, 0),
    1,
  )
  const least = Math.max(2, Math.round(days - delta))
  const most = Math.min(Math.round(days + delta), longestDays)
  return most <= least
    ? Math.min(days, longestDays)
    : Math.floor(least + chance(seed) * (most - least + 1))
}

/** Days since the last answer, parts of a day included: what the same-day curve counts in. */
const exactDays = (before: Memory, at: number) => Math.max(0, at - before.lastReviewedAt) / DAY_MS

/** The same-day state of a memory; null for one from before it was kept. */
const sameDayOf = ({ sameDayStability, sameDayDifficulty }: Memory) =>
  sameDayStability > 0 ? { stability: sameDayStability, difficulty: sameDayDifficulty } : null

// FSRS-6 keeps eight decimals too: what is stored is what was computed, on any machine.
const round8 = (value: number) => Math.round(value * 1e8) / 1e8

/**
 * Probability of recall at `at`, 0–1: within the study day of the last answer by the same-day
 * curve, from the next day on by FSRS-6 in whole days.
 */
export function recallAt(
  memory: Memory,
  at: number,
  { calendar, parameters }: Schedule,
  day = studyDay(at, calendar),
): number {
  const days = Math.max(0, day - memory.lastDay)
  const sameDay = sameDayOf(memory)
  return days === 0 && sameDay
    ? sameDayRecall(sameDay.stability, exactDays(memory, at))
    : recall(parameters, memory.stability, days)
}

/** What each grade at `at` leads to. Preview, answer and replay are this one function. */
function outcomes(
  cardId: string,
  before: Memory | null,
  at: number,
  schedule: Schedule,
  day: number,
): (grade: Grade) => Memory {
  const { calendar, parameters } = schedule
  // A clock that ran backwards must not make a memory younger than its last answer.
  const now = before ? Math.max(at, before.lastReviewedAt) : at
  const today = before ? Math.max(day, before.lastDay) : day
  const elapsed = before ? today - before.lastDay : 0
  const sameDay = before && sameDayOf(before)
  const sameDayElapsed = before ? exactDays(before, now) : 0
  const strengths = Object.fromEntries(
    GRADES.map((grade) => [grade, nextStrength(parameters, before, elapsed, grade)]),
  ) as Record<Grade, { stability: number; difficulty: number }>
  const reps = (before?.reps ?? 0) + 1
  const sameDayAfter = (grade: Grade) => {
    const { stability, difficulty } = nextSameDay(sameDay, sameDayElapsed, grade)
    return { sameDayStability: round8(stability), sameDayDifficulty: round8(difficulty) }
  }
  const common = (grade: Grade) => ({
    ...strengths[grade],
    ...sameDayAfter(grade),
    reps,
    lapses: (before?.lapses ?? 0) + (before?.state === 'review' && grade === 1 ? 1 : 0),
    lastReviewedAt: now,
    lastDay: today,
    lastGrade: grade,
  })
  const state = before === null || before.state === 'learning' ? 'learning' : 'relearning'
  const steps = state === 'learning' ? parameters.learningStepsMs : parameters.relearningStepsMs
  const hardInDays = before?.state === 'review' || steps.length === 0
  const step = Math.min(before?.step ?? 0, steps.length - 1)
  const hard = hardInDays ? 0 : hardStep(steps, step)
  // Shortly before the next study day a step of minutes must not outlast a day.
  const earliest = now + Math.max(0, ...steps, hard)
  const days = intervals(`${cardId}#${reps}`, strengths, hardInDays, today, schedule)
  const inDays = (grade: Grade): Memory => ({
    ...common(grade),
    state: 'review',
    step: 0,
    intervalDays: days[grade],
    dueDay: today + days[grade],
    dueAt: Math.max(startOfStudyDay(today + days[grade], calendar), earliest),
  })
  const inSteps = (grade: Grade, step: number, ms: number): Memory => ({
    ...common(grade),
    state,
    step,
    intervalDays: 0,
    dueDay: Math.max(today, studyDay(now + ms, calendar)),
    dueAt: now + ms,
  })
  const [first] = steps
  if (first === undefined) return inDays
  if (before?.state === 'review')
    return (grade) => (grade === 1 ? inSteps(1, 0, first) : inDays(grade))
  const next = steps[step + 1]
  return (grade) => {
    if (grade === 1) return inSteps(1, 0, first)
    if (grade === 2) return inSteps(2, step, hard)
    return grade === 3 && next !== undefined ? inSteps(3, step + 1, next) : inDays(grade)
  }
}

/**
 * The memory after each of the four grades at `at` (ms since the epoch). Again ≤ Hard ≤ Good ≤ Easy
 * always.
 */
export function candidates(
  cardId: string,
  before: Memory | null,
  at: number,
  schedule: Schedule,
): Record<Grade, Memory> {
  const after = outcomes(cardId, before, at, schedule, studyDay(at, schedule.calendar))
  return { 1: after(1), 2: after(2), 3: after(3), 4: after(4) }
}

/** The memory after one answer. `day` is the study day of `at`, as its event has it. */
export function answered(
  cardId: string,
  before: Memory | null,
  { at, day, grade }: { at: number; day: number; grade: Grade },
  schedule: Schedule,
): Memory {
  return outcomes(cardId, before, at, schedule, day)(grade)
}

/** Hard on the first step waits the mean of the first two, or one and a half times a single one. */
function hardStep(steps: readonly number[], step: number): number {
  const [first = 0, second] = steps
  if (step > 0) return steps[step] ?? first
  const wait = second === undefined ? first * 1.5 : (first + second) / 2
  return Math.min(Math.round(wait), DAY_MS - 1)
}

/** Days of each grade, in order. Hard counts only where it leads to days, not to a step. */
function intervals(
  seed: string,
  strengths: Record<Grade, { stability: number }>,
  hardInDays: boolean,
  today: number,
  { parameters, interviewOn, fuzz = true }: Schedule,
): Record<Grade, number> {
  const untilInterview = interviewOn === null ? 0 : dayOfDate(interviewOn) - today
  const longest =
    untilInterview > 0
      ? Math.max(1, Math.min(parameters.longestDays, untilInterview - 1))
      : parameters.longestDays
  const spread = (grade: Grade) => {
    const days = Math.min(interval(parameters, strengths[grade].stability), longest)
    return fuzz ? Math.max(1, fuzzed(days, seed, longest)) : days
  }
  const [again, hard, good, easy] = GRADES.map(spread) as [number, number, number, number]
  const ordered2 = Math.min(hard, good)
  const ordered3 = hardInDays ? Math.min(Math.max(good, ordered2 + 1), longest) : good
  const ordered4 = Math.min(Math.max(easy, ordered3 + 1), longest)
  return { 1: Math.min(again, ordered2), 2: Math.min(ordered2, longest), 3: ordered3, 4: ordered4 }
}

/** What the four buttons would do at `at`. */
export function previews(
  cardId: string,
  before: Memory | null,
  at: number,
  schedule: Schedule,
): Preview[] {
  const options = candidates(cardId, before, at, schedule)
  return GRADES.map((grade) => ({
    grade,
    intervalDays: options[grade].intervalDays,
    inMs: options[grade].dueAt - at,
  }))
}
