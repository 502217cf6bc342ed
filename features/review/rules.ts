import { dayOfDate, startOfStudyDay, studyDay } from '@/features/learner/rules'
import type { Calendar } from '@/features/learner/schema'
import { interval, nextStrength, type Parameters } from './fsrs/rules'
import { GRADES, type Grade, type Memory, type Preview } from './schema'

/** Where and by what a card is scheduled. */
export interface Schedule {
  calendar: Calendar
  parameters: Parameters
  /** Local day of the interview, YYYY-MM-DD: fuzz never carries a card past it. */
  interviewOn: string | null
}

/** Answers longer than this are taken as time away from the screen, in ms. */
export const LONGEST_ANSWER_MS = 60_000

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

type Candidates = Record<Grade, Memory>

/**
 * The memory after each of the four grades at `at` (ms since the epoch). Again ≤ Hard ≤ Good ≤ Easy
 * always. Pure: preview and answer are this one function.
 */
export function candidates(
  cardId: string,
  before: Memory | null,
  at: number,
  schedule: Schedule,
): Candidates {
  const { calendar, parameters } = schedule
  // A clock that ran backwards must not make a memory younger than its last answer.
  const now = before ? Math.max(at, before.lastReviewedAt) : at
  const today = before ? Math.max(studyDay(now, calendar), before.lastDay) : studyDay(now, calendar)
  const elapsed = before ? today - before.lastDay : 0
  const strengths = Object.fromEntries(
    GRADES.map((grade) => [grade, nextStrength(parameters, before, elapsed, grade)]),
  ) as Record<Grade, { stability: number; difficulty: number }>
  const reps = (before?.reps ?? 0) + 1
  const days = intervals(cardId, reps, strengths, today, schedule)
  const common = (grade: Grade) => ({
    ...strengths[grade],
    reps,
    lapses: (before?.lapses ?? 0) + (before?.state === 'review' && grade === 1 ? 1 : 0),
    lastReviewedAt: now,
    lastDay: today,
    lastGrade: grade,
  })
  const inDays = (grade: Grade): Memory => ({
    ...common(grade),
    state: 'review',
    step: 0,
    intervalDays: days[grade],
    dueDay: today + days[grade],
    dueAt: startOfStudyDay(today + days[grade], calendar),
  })
  const inSteps = (
    grade: Grade,
    state: 'learning' | 'relearning',
    step: number,
    ms: number,
  ): Memory => ({
    ...common(grade),
    state,
    step,
    intervalDays: 0,
    dueDay: studyDay(now + ms, calendar),
    dueAt: now + ms,
  })
  const state = before === null || before.state === 'learning' ? 'learning' : 'relearning'
  const steps = state === 'learning' ? parameters.learningStepsMs : parameters.relearningStepsMs
  const [first] = steps
  if (first === undefined) return { 1: inDays(1), 2: inDays(2), 3: inDays(3), 4: inDays(4) }
  const again = inSteps(1, state, 0, first)
  if (before?.state === 'review') return { 1: again, 2: inDays(2), 3: inDays(3), 4: inDays(4) }
  const step = Math.min(before?.step ?? 0, steps.length - 1)
  const next = steps[step + 1]
  return {
    1: again,
    2: inSteps(2, state, step, hardStep(steps, step)),
    3: next === undefined ? inDays(3) : inSteps(3, state, step + 1, next),
    4: inDays(4),
  }
}

/** Hard on the first step waits the mean of the first two, or one and a half times a single one. */
function hardStep(steps: readonly number[], step: number): number {
  const [first = 0, second] = steps
  if (step > 0) return steps[step] ?? first
  return second === undefined ? Math.round(first * 1.5) : Math.round((first + second) / 2)
}

function intervals(
  cardId: string,
  reps: number,
  strengths: Record<Grade, { stability: number }>,
  today: number,
  { parameters, interviewOn }: Schedule,
): Record<Grade, number> {
  const untilInterview =
    interviewOn === null ? Number.POSITIVE_INFINITY : dayOfDate(interviewOn) - today
  const spread = (grade: Grade) => {
    const days = interval(parameters, strengths[grade].stability)
    const longest =
      untilInterview >= days && days >= 1
        ? Math.min(parameters.longestDays, untilInterview)
        : parameters.longestDays
    return Math.max(1, fuzzed(days, `${cardId}#${reps}`, longest))
  }
  const [again, hard, good, easy] = GRADES.map(spread) as [number, number, number, number]
  const longest = parameters.longestDays
  const ordered2 = Math.min(hard, good)
  const ordered3 = Math.min(Math.max(good, ordered2 + 1), longest)
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

/** An event of the log, as far as memory is concerned. */
export interface LogEvent {
  kind: string
  answerId: string
  grade: number | null
  answeredAt: number
  undoes: string | null
}

/** The answers of one card that count: not undone, not before its last reset; in order. */
export function liveAnswers<E extends LogEvent>(events: E[]): E[] {
  const undone = new Set(events.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])))
  const live = events.filter(({ kind, answerId }) => kind !== 'undo' && !undone.has(answerId))
  return live.slice(live.map(({ kind }) => kind).lastIndexOf('reset') + 1)
}

/** Memory as the fold over a card's events, oldest first; null for a card that is new (again). */
export function foldMemory(
  cardId: string,
  events: LogEvent[],
  schedule: (event: LogEvent) => Schedule,
): Memory | null {
  let memory: Memory | null = null
  for (const event of liveAnswers(events)) {
    const grade = GRADES.find((value) => value === event.grade)
    if (grade) memory = candidates(cardId, memory, event.answeredAt, schedule(event))[grade]
  }
  return memory
}
