import { diffChars } from 'diff'
import { tidy, verdictOf } from '../rules'

/** A stretch of letters that was typed and is wanted, is wanted only, or was typed only. */
export interface Part {
  kind: 'same' | 'missing' | 'extra'
  /** As it was typed; empty where it is missing. */
  typed: string
  /** As the answer has it; empty where it is too much. */
  answer: string
}

const MOST_EDITS = 400

/**
 * What was typed against the answer, letter by letter. The typed sides of the parts make what was
 * typed, the other sides the answer. Capitals count where nothing else differs. Texts that have
 * little in common are not picked apart.
 */
export function diffTyped(typed: string, answer: string): Part[] {
  const [given, wanted] = [tidy(typed), tidy(answer)]
  const ignoreCase = verdictOf(typed, answer) === 'wrong'
  const changes = diffChars(given, wanted, { maxEditLength: MOST_EDITS, ignoreCase }) ?? [
    { value: given, count: [...given].length, removed: true, added: false },
    { value: wanted, count: [...wanted].length, removed: false, added: true },
  ]
  const [left, right] = [[...given], [...wanted]]
  return changes
    .map(({ count, added, removed }): Part => {
      const kind = added ? 'missing' : removed ? 'extra' : 'same'
      const take = (letters: string[]) => letters.splice(0, count).join('')
      return { kind, typed: added ? '' : take(left), answer: removed ? '' : take(right) }
    })
    .filter((part) => part.typed + part.answer !== '')
}

const MOST_TOLD = 4
const LONGEST_TOLD = 40
const quoted = (text: string) =>
  text === ' '
    ? 'a blank'
    : `“${text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text}”`

/** The differences in words, for those who do not see them marked. */
export function differencesText(parts: Part[]): string {
  const told = parts.flatMap(({ kind, typed, answer }, index) => {
    if (kind === 'same') return []
    const before = parts.slice(0, index).findLast((part) => part.kind === 'same')
    const where = before ? ` after ${quoted(before.typed.slice(-12))}` : ' at the beginning'
    return [
      `${quoted(typed + answer)} ${kind === 'missing' ? 'is missing' : 'is too much'}${where}`,
    ]
  })
  const rest = told.length - MOST_TOLD
  const shown = told.slice(0, MOST_TOLD).join('; ')
  return rest > 0 ? `${shown}; and ${rest} more.` : `${shown}.`
}

/** What a typed answer is told: right or not, and how it differs. */
export function verdictText(typed: string, answer: string, parts: Part[]): string {
  const verdict = verdictOf(typed, answer)
  if (verdict === 'nothing') return 'You typed nothing.'
  if (verdict === 'right') return 'Right, letter by letter.'
  if (verdict === 'close') return 'Right, apart from capitals or accents.'
  return `Not quite: ${differencesText(parts)}`
}
