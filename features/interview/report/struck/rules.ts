import type { Verdict } from '@/features/quiz/schema'
import type { ItemSheet } from '../../schema'

/** An option that was struck out in the room. */
export interface Struck {
  /** As it was shown: a, b, c… */
  letter: string
  html: string
  /** It was right: struck out wrongly. */
  right: boolean
}

/** The options that were struck out, by their letters, in the order of the sheet. */
export function struckOf(
  sheet: ItemSheet | null,
  struck: readonly number[],
  verdict: Verdict | null,
): Struck[] {
  if (sheet?.as !== 'exercise' || !('options' in sheet.sheet.body)) return []
  const { options } = sheet.sheet.body
  return [...new Set(struck)]
    .sort((a, b) => a - b)
    .flatMap((place) => {
      const html = options[place]
      if (html === undefined) return []
      const right = verdict?.findings.some((one) => one.right && one.html === html) ?? false
      return [{ letter: String.fromCharCode(97 + place), html, right }]
    })
}
