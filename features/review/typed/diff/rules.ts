import { diffChars } from 'diff'
import { tidy, verdictOf } from '../rules'

/** A stretch of letters that was typed and is wanted, is wanted only, or was typed only. */
export interface Part {
  kind: 'same' | 'missing' | 'extra'
  text: string
}

const MOST_EDITS = 400

/**
 * What was typed against the answer, letter by letter. The same and the extra parts make what was
 * typed, the same and the missing ones the answer. Texts that have little in common are not picked
 * apart.
 */
export function diffTyped(typed: string, answer: string): Part[] {
  const [given, wanted] = [tidy(typed), tidy(answer)]
  const changes = diffChars(given, wanted, { maxEditLength: MOST_EDITS }) ?? [
    { value: given, removed: true, added: false },
    { value: wanted, removed: false, added: true },
  ]
  return changes
    .map(({ value, added, removed }): Part => {
      const kind = added ? 'missing' : removed ? 'extra' : 'same'
      return { kind, text: value }
    })
    .filter(({ text }) => text !== '')
}

const MOST_TOLD = 4
const LONGEST_TOLD = 40
const quoted = (text: string) =>
  text === ' '
    ? 'a blank'
    : `“${text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text}”`

/** The differences in words, for those who do not see them marked. */
export function differencesText(parts: Part[]): string {
  const told = parts.flatMap(({ kind, text }, index) => {
    if (kind === 'same') return []
    const before = parts.slice(0, index).findLast((part) => part.kind === 'same')
    const where = before ? ` after ${quoted(before.text.slice(-12))}` : ' at the beginning'
    return [`${quoted(text)} ${kind === 'missing' ? 'is missing' : 'is too much'}${where}`]
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
