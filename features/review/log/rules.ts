import type { Calendar } from '@/features/learner/schema'
import type { Parameters } from '../fsrs/rules'
import { answered, type Schedule } from '../rules'
import { GRADES, type Grade, type Memory } from '../schema'

/** An event of the log, as far as memory is concerned: what was answered, and what it folds with. */
export interface LogEvent extends Calendar {
  kind: string
  answerId: string
  grade: number | null
  answeredAt: number
  /** When an answer that had waited in a browser came in; null for an event that the server timed. */
  arrivedAt: number | null
  /** The study day of the event, by its own calendar. */
  day: number
  parametersVersion: number
  interviewOn: string | null
  undoes: string | null
}

/** A learner's parameters by their version. Throws for a version that is not known. */
export type ParametersOf = (version: number) => Parameters

/** What an event was scheduled by at its time: its own parameters and calendar, not today's. */
export function scheduleOf(event: LogEvent, parametersOf: ParametersOf): Schedule {
  const { timeZone, rolloverHour, interviewOn, parametersVersion } = event
  return {
    calendar: { timeZone, rolloverHour },
    interviewOn,
    parameters: parametersOf(parametersVersion),
  }
}

/**
 * One card's events in the order in which they count; `events` are as the log has them. What the
 * server timed keeps the order of the log, even where the server's clock was set back. An answer
 * that had waited in a browser takes the place of its time among them.
 */
export function inOrder<E extends Pick<LogEvent, 'answeredAt' | 'arrivedAt'>>(events: E[]): E[] {
  if (events.every(({ arrivedAt }) => arrivedAt === null)) return events
  let latest = Number.NEGATIVE_INFINITY
  return events
    .map((event) => {
      if (event.arrivedAt !== null) return { event, at: event.answeredAt }
      latest = Math.max(latest, event.answeredAt)
      return { event, at: latest }
    })
    .sort((a, b) => a.at - b.at)
    .map(({ event }) => event)
}

/** The events of one card that are not undone, nor tombstones, in the order in which they count. */
function standing<E extends LogEvent>(events: E[]): E[] {
  const undone = new Set(events.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])))
  return inOrder(events).filter(({ kind, answerId }) => kind !== 'undo' && !undone.has(answerId))
}

/** Kinds of answers that are kept and reschedule nothing: cramming, and choosing among answers. */
const ASIDE = ['cram', 'recognise']

/** Those of them that memory is made of. */
const formative = <E extends LogEvent>(events: E[]): E[] =>
  standing(events).filter(({ kind }) => !ASIDE.includes(kind))

/** An answer that stands. */
export type LiveAnswer<E extends LogEvent = LogEvent> = E & { grade: Grade }

/** A card's answers that are not undone, from new to new: a reset begins the next segment. */
export function segments<E extends LogEvent>(events: E[]): LiveAnswer<E>[][] {
  const found: LiveAnswer<E>[][] = [[]]
  for (const event of formative(events)) {
    const grade = GRADES.find((value) => value === event.grade)
    if (event.kind === 'reset') found.push([])
    else if (grade) found.at(-1)?.push({ ...event, grade })
  }
  return found.filter((answers) => answers.length > 0)
}

/** The answers of one card that count: not undone, not before its last reset; in order. */
export function liveAnswers<E extends LogEvent>(events: E[]): E[] {
  const live = formative(events)
  return live.slice(live.map(({ kind }) => kind).lastIndexOf('reset') + 1)
}

/** The memory after one more event that is an answer. */
function after(
  cardId: string,
  before: Memory | null,
  event: LogEvent,
  parametersOf: ParametersOf,
): Memory | null {
  const grade = GRADES.find((value) => value === event.grade)
  if (!grade) return before
  const { answeredAt: at, day } = event
  return answered(cardId, before, { at, day, grade }, scheduleOf(event, parametersOf))
}

/** Memory as the fold over a card's events, as the log has them; null for a card that is new (again). */
export function foldMemory(
  cardId: string,
  events: LogEvent[],
  parametersOf: ParametersOf,
): Memory | null {
  return liveAnswers(events).reduce<Memory | null>(
    (memory, event) => after(cardId, memory, event, parametersOf),
    null,
  )
}

/** The memory and its version as they must be stored after a card's events; null where none is. */
export function replayCard(
  cardId: string,
  events: LogEvent[],
  parametersOf: ParametersOf,
): (Memory & { version: number }) | null {
  let version = 0
  for (const [index, event] of events.entries()) {
    if (ASIDE.includes(event.kind)) continue
    if (event.kind === 'answer' && event.arrivedAt === null) version += 1
    else version = liveAnswers(events.slice(0, index + 1)).length > 0 ? index + 1 : 0
  }
  const memory = foldMemory(cardId, events, parametersOf)
  return memory && { ...memory, version }
}

/** What a learner did on one study day. */
export interface DayTotals {
  answers: number
  recalled: number
  newCards: number
  durationMs: number
  /**
   * First answers of the day to cards from an earlier day, and how many of them were recalled. True
   * retention is their quotient: whatever else is asked of a card that day adds nothing to it.
   */
  reviews: number
  retained: number
  /** Answers that rescheduled nothing. */
  crammed: number
}

/** A day on which nothing was done. */
export const NOTHING: DayTotals = {
  answers: 0,
  recalled: 0,
  newCards: 0,
  durationMs: 0,
  reviews: 0,
  retained: 0,
  crammed: 0,
}
export const TOTALS = Object.keys(NOTHING) as (keyof DayTotals)[]

/** An answer as days count it. */
export interface DayAnswer {
  kind: string
  grade: number | null
  day: number
  durationMs: number
}

/**
 * What one answer adds to its day.
 * @param lastDay latest study day of an answer to the card before; null for a card that is new
 */
export function totalsOf({ kind, grade, day, durationMs }: DayAnswer, lastDay: number | null) {
  const recalled = (grade ?? 0) > 1 ? 1 : 0
  if (ASIDE.includes(kind)) return { ...NOTHING, durationMs, crammed: 1 }
  const reviews = lastDay !== null && lastDay < day ? 1 : 0
  const newCards = lastDay === null ? 1 : 0
  return {
    ...NOTHING,
    answers: 1,
    recalled,
    newCards,
    durationMs,
    reviews,
    retained: reviews && recalled,
  }
}

/** Two days' totals added up, the second as often as `times`. */
export function addTotals(a: DayTotals, b: DayTotals, times = 1): DayTotals {
  return Object.fromEntries(
    TOTALS.map((key) => [key, a[key] + times * b[key]]),
  ) as unknown as DayTotals
}

/** The roll-up of days as it must be stored after one card's events, added to `days`. */
export function addDays<E extends LogEvent & DayAnswer>(
  days: Map<number, DayTotals>,
  events: E[],
): Map<number, DayTotals> {
  let lastDay: number | null = null
  for (const event of standing(events)) {
    const { kind, day } = event
    if (kind === 'reset') {
      lastDay = null
      continue
    }
    days.set(day, addTotals(days.get(day) ?? NOTHING, totalsOf(event, lastDay)))
    if (kind === 'answer') lastDay = Math.max(lastDay ?? day, day)
  }
  return days
}

/** What one card's events add to each day after a change of them, less what they added before. */
export function dayChanges<E extends LogEvent & DayAnswer>(
  before: E[],
  after: E[],
): Map<number, DayTotals> {
  const changes = addDays(new Map(), after)
  for (const [day, totals] of addDays(new Map(), before))
    changes.set(day, addTotals(changes.get(day) ?? NOTHING, totals, -1))
  return new Map([...changes].filter(([, change]) => TOTALS.some((key) => change[key] !== 0)))
}
