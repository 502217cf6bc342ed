import type { ItemStatistics } from '../attempt/schema'

/** Fewer answers than this say nothing, and might say too much about somebody. */
export const ENOUGH_ANSWERS = 5

/** One answer, as statistics count it. */
export interface Counted {
  right: boolean
  /** Texts of the options that were chosen; empty for other kinds. */
  texts: string[]
}

/** What the answers to one exercise come to; null for too few. */
export function statisticsOf(answers: Counted[]): ItemStatistics | null {
  if (answers.length < ENOUGH_ANSWERS) return null
  const chosen = new Map<string, number>()
  for (const text of answers.flatMap(({ texts }) => [...new Set(texts)]))
    chosen.set(text, (chosen.get(text) ?? 0) + 1)
  const share = (count: number) => count / answers.length
  return {
    answers: answers.length,
    rightShare: share(answers.filter(({ right }) => right).length),
    chosen: Object.fromEntries([...chosen].map(([text, count]) => [text, share(count)])),
  }
}
