import type { Clock, State, Timing } from '../schema'

/** What was written in time may arrive so much later and counts as if it had come in time, in ms. */
export const GRACE_MS = 10_000
/** What was written in time on a device without network is taken for so long after the end, in ms. */
export const LATEST_MS = 7 * 86_400_000

const NOT_BEGUN = 'This round has not begun. Begin it, then answer.'
const NOT_SHOWN = 'This question was not shown to you yet. Nothing was saved.'
const CLOSED = 'You have gone on from this question. Nothing was changed.'
const OVER = 'This round is over. Nothing was changed.'
const TOO_OLD = 'This round ended more than a week ago. Nothing was changed.'

/** A round as its row keeps its times. */
export interface Round {
  state: State
  startedAt: Date | null
  deadlineAt: Date | null
  leftMs: number | null
  endedAt: Date | null
  sequence: number
}

/** A place as its row keeps its times. */
export interface Place {
  shownAt: Date | null
  closedAt: Date | null
  deadlineAt: Date | null
}

const FINISHED: readonly State[] = ['submitted', 'expired', 'graded', 'reviewed']

/** Whether a round takes no more time: handed in, run out, or beyond. */
const isFinished = (state: State): boolean => FINISHED.includes(state)

/** Whether a running round has run out at `now`, ms since the epoch: its deadline and the grace are over. */
export const hasRunOut = ({ state, deadlineAt }: Round, now: number): boolean =>
  state === 'running' && deadlineAt !== null && now > deadlineAt.getTime() + GRACE_MS

/** A round that has run out as it stands from then on, whether or not anybody wrote it down. */
export function asOf<T extends Round>(round: T, now: number): T {
  return hasRunOut(round, now) ? { ...round, state: 'expired', endedAt: round.deadlineAt } : round
}

/** When a round that is handed in at `now` ended: never after its deadline. Ms since the epoch. */
export const endOf = ({ deadlineAt }: Round, now: number): number =>
  Math.min(now, deadlineAt?.getTime() ?? now)

/** The clock as the browser is told it; `now` in ms since the epoch. */
export function clockOf(round: Round, now: number): Clock {
  const { state, startedAt, deadlineAt, leftMs, sequence } = asOf(round, now)
  return {
    state,
    now,
    startedAt: startedAt?.getTime() ?? null,
    deadlineAt: deadlineAt?.getTime() ?? null,
    leftMs,
    sequence,
  }
}

const ms = (date: Date | null): number => date?.getTime() ?? Number.POSITIVE_INFINITY

/**
 * How the time of a write is known, or a sentence that refuses it. That a write came before the
 * deadline proves that it was made before; only of what came later the browser's stamp is asked, so
 * that a clock gone wrong costs nothing that came in time. A stamp outside of the round is no proof:
 * such a write is kept as late.
 * @param stampedAt ms since the epoch, by the browser
 * @param now when it arrived, ms since the epoch
 */
export function timingOf(
  as: Round,
  place: Place | null,
  stampedAt: number,
  now: number,
): Timing | { refused: string } {
  const round = asOf(as, now)
  if (round.startedAt === null) return { refused: NOT_BEGUN }
  if (!place || place.shownAt === null) return { refused: NOT_SHOWN }
  const due =
    round.state === 'paused'
      ? Number.POSITIVE_INFINITY
      : Math.min(ms(round.deadlineAt), ms(place.deadlineAt))
  const isStamped = stampedAt >= round.startedAt.getTime() && stampedAt <= due
  const closedAt = ms(place.closedAt)
  if (isFinished(round.state)) {
    const endedAt = ms(round.endedAt)
    if (now > endedAt + LATEST_MS) return { refused: TOO_OLD }
    if (isStamped && stampedAt <= Math.min(endedAt, closedAt)) {
      // Who has gone on may have been asked about this very answer: nothing can prove its time.
      return place.closedAt === null || now <= closedAt + GRACE_MS ? 'device' : 'late'
    }
    const ranOut = round.deadlineAt !== null && endedAt >= round.deadlineAt.getTime()
    return ranOut && place.closedAt === null ? 'late' : { refused: OVER }
  }
  if (place.closedAt !== null) {
    if (stampedAt > closedAt) return { refused: CLOSED }
    return isStamped && now <= closedAt + GRACE_MS ? 'server' : 'late'
  }
  if (now <= due) return 'server'
  if (!isStamped) return 'late'
  return now <= due + GRACE_MS ? 'server' : 'device'
}
