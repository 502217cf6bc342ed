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

/** An answer that stands. */
export type LiveAnswer<E extends LogEvent = LogEvent> = E & { grade: Grade }

/** A card's answers that are not undone, from new to new: a reset begins the next segment. */
export function segments<E extends LogEvent>(events: E[]): LiveAnswer<E>[][] {
  const found: LiveAnswer<E>[][] = [[]]
  for (const event of standing(events)) {
    const grade = GRADES.find((value) => value === event.grade)
    if (event.kind === 'reset') found.push([])
    else if (grade) found.at(-1)?.push({ ...event, grade })
  }
  return found.filter((answers) => answers.length > 0)
}

/** The answers of one card that count: not undone, not before its last reset; in order. */
export function liveAnswers<E extends LogEvent>(events: E[]): E[] {
  const live = standing(events)
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
  let memory: Memory | null = null
  let version = 0
  for (const [index, event] of events.entries()) {
    if (event.kind === 'answer' && event.arrivedAt === null) {
      memory = after(cardId, memory, event, parametersOf)
      version += 1
    } else {
      memory = foldMemory(cardId, events.slice(0, index + 1), parametersOf)
      version = memory ? index + 1 : 0
    }
  }
  return memory && { ...memory, version }
}

/** What a learner did on one study day. */
export interface DayTotals {
  answers: number
  recalled: number
  newCards: number
  durationMs: number
}

/** The roll-up of days as it must be stored after one card's events, added to `days`. */
export function addDays<E extends LogEvent & { durationMs: number }>(
  days: Map<number, DayTotals>,
  events: E[],
): Map<number, DayTotals> {
  let isNew = true
  for (const { kind, day, grade, durationMs } of standing(events)) {
    if (kind === 'reset') {
      isNew = true
      continue
    }
    const total = days.get(day) ?? { answers: 0, recalled: 0, newCards: 0, durationMs: 0 }
    days.set(day, {
      answers: total.answers + 1,
      recalled: total.recalled + ((grade ?? 0) > 1 ? 1 : 0),
      newCards: total.newCards + (isNew ? 1 : 0),
      durationMs: total.durationMs + durationMs,
    })
    isNew = false
  }
  return days
}
