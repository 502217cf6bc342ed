import type { State } from '../schema'
import type { LastRound, Suggestion } from './schema'

/** Who has answered fewer cards than this has little to be asked about yet. */
const ENOUGH_ANSWERS = 40
/** After so many ms another round shows whether something has changed. */
const AGAIN_MS = 5 * 86_400_000

const UNFINISHED: readonly State[] = ['running', 'paused', 'submitted', 'expired']

/**
 * The round that the first page suggests, or null where none is due: what is not finished, a first
 * short one for who has studied some, another one some days after the last.
 * @param last the newest round; null without any
 * @param answers cards answered so far
 * @param now ms since the epoch
 */
export function suggestionOf(
  last: LastRound | null,
  answers: number,
  now: number,
): Suggestion | null {
  if (last && UNFINISHED.includes(last.state))
    return { name: 'Not finished', text: last.title, href: `/interviews/${last.id}` }
  if (last === null)
    return answers < ENOUGH_ANSWERS
      ? null
      : {
          name: 'See where you stand',
          text: 'A timed exam of ten questions, 20 minutes',
          href: '/interviews?round=exam&size=10',
        }
  if (last.state === 'graded')
    return {
      name: 'Go over it',
      text: `Report: ${last.title}`,
      href: `/interviews/${last.id}/report`,
    }
  return now - last.createdAt < AGAIN_MS
    ? null
    : { name: 'Sit another round', text: last.title, href: `/interviews?round=${last.blueprint}` }
}
