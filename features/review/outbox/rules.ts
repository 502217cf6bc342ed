import { inOrder, type LogEvent, liveAnswers } from '../log/rules'
import type { WaitingAnswer } from './schema'

/**
 * When an answer that waited in a browser was given, in ms since the epoch by the server's clock:
 * what the browser's clock said, set right by what the two differed when they last met, and held
 * between what cannot have come later and `now`. Before it lie the moment the server handed the card
 * out and the answer to the card that this browser knew; where the server vouches for no moment, all
 * that the log has of the card.
 * @param handedAt when the card was handed out, by the server's own word; null without one
 * @param events the card's events as the log has them
 * @param now ms since the epoch, by the server's clock
 */
export function timeOf(
  { answer, offsetMs, after }: WaitingAnswer,
  handedAt: number | null,
  events: Pick<LogEvent, 'answerId' | 'answeredAt' | 'arrivedAt'>[],
  now: number,
): number {
  const known = events.find(({ answerId }) => answerId === after)
  const vouched = handedAt ?? inOrder(events).at(-1)?.answeredAt ?? now
  const earliest = Math.max(vouched, known?.answeredAt ?? vouched)
  const said = Date.parse(answer.clientAt) + offsetMs
  return Math.min(now, Math.max(earliest, said))
}

/** Whether an answer may be taken back: one since the card's last reset, or one given while cramming. */
export function stands(events: LogEvent[], answerId: string): boolean {
  const target = events.find((event) => event.answerId === answerId)
  return target?.kind === 'cram'
    ? !events.some(({ undoes }) => undoes === answerId)
    : liveAnswers(events).some((event) => event.answerId === answerId && event.grade !== null)
}
