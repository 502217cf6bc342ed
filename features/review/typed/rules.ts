import { gradeOfAnswer } from '../checked/rules'
import type { Grade } from '../schema'

/** How what was typed compares with the answer; `close` differs in capitals or accents alone. */
export type Verdict = 'nothing' | 'right' | 'close' | 'wrong'

/** A text as it is compared: composed letters, single blanks, none at the ends. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** A text without capitals and accents. */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()

/** Compares what was typed with the answer; blanks at the ends and in a row do not matter. */
export function verdictOf(typed: string, answer: string): Verdict {
  const [given, wanted] = [tidy(typed), tidy(answer)]
  if (given === '') return 'nothing'
  if (given === wanted) return 'right'
  return folded(given) === folded(wanted) ? 'close' : 'wrong'
}

const READING_MS = 6_000
const LETTER_MS = 350

/** How long it usually takes to read a question and type an answer that one knows, in ms. */
export const usualTypingMs = (answer: string): number =>
  READING_MS + LETTER_MS * [...tidy(answer)].length

/**
 * The grade that a typed answer suggests: wrong is Again, right is Good, right after long thought is
 * Hard. None where nothing was typed; the learner grades either way.
 */
export function suggestedGrade(typed: string, answer: string, durationMs: number): Grade | null {
  const verdict = verdictOf(typed, answer)
  if (verdict === 'nothing') return null
  return gradeOfAnswer({
    right: verdict !== 'wrong',
    durationMs,
    usualMs: usualTypingMs(answer),
  })
}
