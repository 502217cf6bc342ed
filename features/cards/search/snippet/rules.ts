import type { Run } from '../schema'

const LENGTH = 150
const BEFORE = 40
const MOST_HITS = 40

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Matches the words that the terms of an index stand for, plurals too; null for no terms. */
export function hitPattern(terms: Iterable<string>): RegExp | null {
  const forms = [...new Set(terms)]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((term) =>
      term.endsWith('y') ? `${literally(term.slice(0, -1))}(?:y|ies?)` : `${literally(term)}s?`,
    )
  // Without the flag u: its word edges cost more than the search itself.
  return forms.length > 0 ? new RegExp(`(?<![\\w$])(?:${forms.join('|')})(?!\\w)`, 'gi') : null
}

/** A text in runs, with what was searched for marked. */
export function marked(text: string, pattern: RegExp | null): Run[] {
  if (!pattern) return [{ text, hit: false }]
  const runs: Run[] = []
  let end = 0
  for (const { 0: hit, index } of text.matchAll(pattern)) {
    if (index > end) runs.push({ text: text.slice(end, index), hit: false })
    runs.push({ text: hit, hit: true })
    end = index + hit.length
  }
  if (end < text.length || runs.length === 0) runs.push({ text: text.slice(end), hit: false })
  return runs
}

/** The stretch of a text that says most about what was searched for, in runs. */
export function snippetOf(text: string, pattern: RegExp | null): Run[] {
  if (text.length <= LENGTH) return marked(text, pattern)
  const hits: { at: number; word: string }[] = []
  if (pattern) {
    for (const { 0: word, index: at } of text.matchAll(pattern)) {
      if (hits.push({ at, word: word.toLowerCase() }) === MOST_HITS) break
    }
  }
  let best = { at: 0, words: 0 }
  for (const { at } of hits) {
    const inside = hits.filter((hit) => hit.at >= at && hit.at < at + LENGTH - BEFORE)
    const words = new Set(inside.map(({ word }) => word)).size
    if (words > best.words) best = { at, words }
  }
  const from = best.at > BEFORE ? text.indexOf(' ', best.at - BEFORE) + 1 : 0
  const rest = text.slice(from)
  const to = rest.length > LENGTH ? rest.lastIndexOf(' ', LENGTH) : rest.length
  const cut = rest.slice(0, to > 0 ? to : LENGTH)
  return marked(`${from > 0 ? '… ' : ''}${cut}${cut.length < rest.length ? ' …' : ''}`, pattern)
}
