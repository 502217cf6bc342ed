import type { Counted, Report } from '../report/schema'
import { shareOf } from '../report/score/rules'
import type { Result } from './schema'

type Signed = Pick<
  Report,
  | 'id'
  | 'round'
  | 'title'
  | 'level'
  | 'blueprint'
  | 'blueprintVersion'
  | 'paper'
  | 'practice'
  | 'timedBy'
  | 'timeFactor'
  | 'startedAt'
  | 'endedAt'
>

/** Why a round is not signed; null where it is. */
export function whyUnsigned(
  { practice, timedBy }: Pick<Signed, 'practice' | 'timedBy'>,
  graded: number,
): string | null {
  if (practice)
    return 'This was sat under practice conditions, which may be paused, so it is not signed. Sit it under exam conditions for a result that others can check.'
  if (timedBy === 'device')
    return 'Part of this round was timed by a device, not by the server, so it is not signed. What you answered counts for you all the same.'
  if (graded === 0)
    return 'All that was answered here was checked in your browser alone, so there is nothing the server could vouch for.'
  return null
}

/**
 * What is signed of a round: the score of what the server graded itself, with its interval. Parts
 * that only the learner's browser looked at are left out and counted.
 */
export function resultOf(
  round: Signed,
  counted: readonly Counted[],
  claimed: readonly number[],
  name: string,
): Result {
  const own = counted.filter(({ place }) => !claimed.includes(place))
  const { score, low, high, questions, answered } = shareOf(own)
  const { id, title, level, blueprint, blueprintVersion, paper, timeFactor } = round
  return {
    v: 1,
    interview: id,
    name,
    round: round.round,
    title,
    level,
    blueprint,
    blueprintVersion,
    paper,
    score,
    low,
    high,
    questions,
    answered,
    leftOut: claimed.length,
    timeFactor,
    startedAt: round.startedAt,
    endedAt: round.endedAt,
  }
}

/**
 * The token in what somebody pasted: a link to the page that checks it, or the token itself, with
 * whatever a mail program did to its white space undone.
 */
export function tokenIn(pasted: string): string {
  const plain = pasted.replace(/\s+/g, '')
  const inLink = /[?&#]t=([^&#]+)/.exec(plain)?.[1]
  return inLink ?? plain
}
