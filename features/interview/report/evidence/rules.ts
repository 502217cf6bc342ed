import type { Finding } from '@/features/quiz/schema'

/** A stretch of an answer, and the findings that it is the evidence of. */
export interface Stretch {
  text: string
  /** Indices of findings; none for what earned and cost nothing. */
  findings: number[]
  /** Something in it should not have been said. */
  wrong: boolean
}

const UNESCAPED: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
}

/** The sentence that a finding quotes, as it was written; null where it quotes none. */
function quoteOf({ html, chosen, right, whyHtml }: Finding): string | null {
  if (!chosen) return null
  const quoted = /<q>(.*?)<\/q>/s.exec(right ? whyHtml : html)?.[1]
  return quoted?.replace(/&(?:lt|gt|quot|amp);/g, (entity) => UNESCAPED[entity] ?? entity) ?? null
}

/**
 * An answer cut at the borders of what was quoted of it: together the stretches are the answer,
 * letter for letter, and each knows the findings that quote it.
 */
export function evidenceOf(text: string, findings: readonly Finding[]): Stretch[] {
  const spans = findings.flatMap((finding, index) => {
    const quote = quoteOf(finding)
    const start = quote ? text.indexOf(quote) : -1
    return quote && start >= 0 ? [{ index, start, end: start + quote.length }] : []
  })
  const borders = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])]
  borders.sort((a, b) => a - b)
  return borders.slice(0, -1).map((start, at) => {
    const end = borders[at + 1] ?? text.length
    const holds = spans.filter((span) => span.start <= start && span.end >= end)
    return {
      text: text.slice(start, end),
      findings: holds.map(({ index }) => index),
      wrong: holds.some(({ index }) => findings[index]?.right === false),
    }
  })
}
