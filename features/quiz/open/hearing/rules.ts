import { denialsOf } from '../denial/rules'
import { isNearly, isWanted, type Phrase, phraseOf, termOf, type Wanted } from '../phrase/rules'
import { type Clause, clauses } from '../sentences/rules'
import { readTokens, type Token } from '../words/rules'

/** Of the words of a phrasing, how many a sentence must hold to say the same. */
const ENOUGH = 0.75
/** Phrasings this short must be said whole. */
const SHORT = 3
/** Words of a phrasing stand within so many words, plus some for each of them. */
const SPAN = { base: 8, each: 3 }
/** Words of the groups of a way stand within so many words, for each of its groups. */
const SAYS_EACH = 8
/** Of the words that were found, from this share on a denial of them denies it all. */
const DENIED_FROM = 1 / 3
/** A word that denies stands at most this many words before or behind what is found. */
const NEAR = 5
/** Ways to put the groups of one way together that are tried. */
const TRIES = 200

/** An answer as it is listened to. */
export interface Spoken {
  clauses: Clause[]
  tokens: Token[]
  /** The clause of each token. */
  at: number[]
  /** Where the words stand that deny each token. */
  deniedBy: number[][]
}

/** Reads an answer once, for all its points. */
export function listenTo(text: string): Spoken {
  const spoken: Spoken = { clauses: clauses(text), tokens: [], at: [], deniedBy: [] }
  for (const [i, clause] of spoken.clauses.entries()) {
    const tokens = readTokens(clause.text)
    const start = spoken.tokens.length
    spoken.deniedBy.push(...denialsOf(tokens).map((list) => list.map((place) => place + start)))
    spoken.tokens.push(...tokens)
    spoken.at.push(...tokens.map(() => i))
  }
  return spoken
}

/** Whether what was found is denied as its phrasing has it. */
function agrees(spoken: Spoken, found: number[], denies: boolean): boolean {
  const used = new Set(found)
  if (denies) {
    const [first, last] = [Math.min(...found), Math.max(...found)]
    return spoken.tokens.slice(Math.max(0, first - NEAR), last + NEAR + 1).some((token, i) => {
      const place = Math.max(0, first - NEAR) + i
      return token.denies && found.some((one) => spoken.at[one] === spoken.at[place])
    })
  }
  // A denial that is part of what is asked for has to deny the rest of it.
  for (const place of found) {
    if (!spoken.tokens[place]?.denies) continue
    const rest = found.filter((one) => one !== place)
    const near = rest.some(
      (one) => spoken.deniedBy[one]?.includes(place) || Math.abs(one - place) <= NEAR,
    )
    if (rest.length > 0 && !near) return false
  }
  const denied = found.filter((place) => spoken.deniedBy[place]?.some((by) => !used.has(by)))
  return denied.length < DENIED_FROM * found.length || denied.length === 0
}

function placesOf(spoken: Spoken, wanted: Wanted): number[] {
  const places = (test: typeof isWanted) =>
    spoken.tokens.flatMap((token, i) => (test(token, wanted) ? [i] : []))
  const exact = places(isWanted)
  return exact.length > 0 ? exact : places(isNearly)
}

/** The last clause that belongs with one: `more` sentences further, and what goes on from them. */
function reach(spoken: Spoken, clause: number, more: number): number {
  let last = clause
  for (let left = more; last + 1 < spoken.clauses.length; last += 1) {
    if (spoken.clauses[last + 1]?.goesOn && last === clause) continue
    if (left === 0) break
    left -= 1
  }
  return last
}

/** Where an answer says a phrasing; null where it does not. */
export function phraseIn(
  spoken: Spoken,
  { wanted, denies }: Phrase,
  enough = ENOUGH,
): number[] | null {
  if (wanted.length === 0) return null
  const least = wanted.length <= SHORT ? wanted.length : Math.ceil(enough * wanted.length - 1e-9)
  const places = wanted.map((one) => placesOf(spoken, one))
  if (places.filter(({ length }) => length > 0).length < least) return null
  const starts = [...new Set(places.flat())].sort((a, b) => a - b)
  const span = SPAN.base + SPAN.each * wanted.length
  for (const start of starts) {
    const last = reach(spoken, spoken.at[start] ?? 0, 0)
    const used: number[] = []
    let whole = true
    for (const [i, list] of places.entries()) {
      const place = list.find(
        (one) =>
          one >= start &&
          one <= start + span &&
          (spoken.at[one] ?? 0) <= last &&
          !used.includes(one),
      )
      if (place !== undefined) used.push(place)
      else if (wanted[i]?.quantity) whole = false
    }
    if (whole && used.length >= least && agrees(spoken, used, denies)) return used
  }
  return null
}

/** Where a term is said: its words in order, close together. */
function termIn(spoken: Spoken, wanted: Wanted[]): number[][] {
  const [first, ...rest] = wanted.map((one) => placesOf(spoken, one))
  return (first ?? []).flatMap((start) => {
    const found = [start]
    for (const list of rest) {
      const last = found.at(-1) ?? start
      const next = list.find(
        (place) => place > last && place <= last + 3 && spoken.at[place] === spoken.at[start],
      )
      if (next === undefined) return []
      found.push(next)
    }
    return [found]
  })
}

/** Where an answer says one word of every group, near each other; null where it does not. */
export function wayIn(spoken: Spoken, groups: string[]): number[] | null {
  const matches = groups.map((group) =>
    group.split('|').flatMap((term) => termIn(spoken, termOf(term.trim()))),
  )
  if (matches.some(({ length }) => length === 0)) return null
  const starts = [...new Set(matches.flat().map(([first = 0]) => first))].sort((a, b) => a - b)
  for (const start of starts) {
    const last = reach(spoken, spoken.at[start] ?? 0, 1)
    const near = matches.map((list) =>
      list.filter(
        (found) =>
          (found[0] ?? 0) >= start &&
          found.every(
            (one) => one <= start + SAYS_EACH * groups.length && (spoken.at[one] ?? 0) <= last,
          ),
      ),
    )
    if (near.some(({ length }) => length === 0)) continue
    let tries = TRIES
    const put = (group: number, used: number[]): number[] | null => {
      if (group === near.length) {
        tries -= 1
        return agrees(spoken, used, false) ? used : null
      }
      for (const found of near[group] ?? []) {
        if (tries <= 0) return null
        if (found.some((place) => used.includes(place))) continue
        const all = put(group + 1, [...used, ...found])
        if (all) return all
      }
      return null
    }
    const all = put(0, [])
    if (all) return all
  }
  return null
}

/** The sentence, or the clauses of speech, that hold what was found. */
export function quoteOf(spoken: Spoken, found: number[]): string {
  const [first, last] = [Math.min(...found), Math.max(...found)].map((place) => spoken.at[place])
  return spoken.clauses
    .slice(first, (last ?? 0) + 1)
    .map(({ text }) => text)
    .join(' ')
}

/** The first place where one of several phrasings or ways is said; null where none is. */
export function firstSaid(spoken: Spoken, accept: string[], ways: string[][]): number[] | null {
  for (const phrasing of accept) {
    const found = phraseIn(spoken, phraseOf(phrasing))
    if (found) return found
  }
  for (const way of ways) {
    const found = wayIn(spoken, way)
    if (found) return found
  }
  return null
}
