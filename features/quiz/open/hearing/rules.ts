import { denialsOf } from '../denial/rules'
import { isNearly, isQuantity, type Phrase, type Wanted } from '../phrase/rules'
import { type Clause, clauses } from '../sentences/rules'
import { readTokens, type Token } from '../words/rules'

/** Words of a phrasing stand within so many words, plus some for each of them. */
const SPAN = { base: 8, each: 3 }
/** Words of the groups of a way stand within so many words, for each of its groups. */
const WAY_EACH = 8
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
  /** The first token of each clause, and behind the last one how many there are. */
  starts: number[]
  /** Where each key stands, and each word that is two of them in one. */
  index: Map<string, number[]>
  joined: Map<string, number[]>
  /** Where its numbers stand. */
  quantities: number[]
  /** Its words, each once, with where they stand. */
  words: Map<string, number[]>
  /** Where words were looked for before. */
  known: Map<Wanted, number[]>
}

/** Something found in an answer: its words, and the clauses they stand in. */
export interface Found {
  places: number[]
  from: number
  to: number
}

/** Reads an answer once, for all its points. */
export function listenTo(text: string): Spoken {
  const spoken: Spoken = {
    clauses: clauses(text),
    tokens: [],
    at: [],
    deniedBy: [],
    starts: [],
    index: new Map(),
    joined: new Map(),
    quantities: [],
    words: new Map(),
    known: new Map(),
  }
  const note = (index: Map<string, number[]>, key: string, place: number) => {
    const list = index.get(key)
    if (list) list.push(place)
    else index.set(key, [place])
  }
  for (const [i, clause] of spoken.clauses.entries()) {
    const tokens = readTokens(clause.text)
    const start = spoken.tokens.length
    spoken.deniedBy.push(...denialsOf(tokens).map((list) => list.map((place) => place + start)))
    spoken.tokens.push(...tokens)
    spoken.at.push(...tokens.map(() => i))
    spoken.starts.push(start)
    for (const [j, { keys, joined }] of tokens.entries()) {
      for (const key of new Set(keys)) note(spoken.index, key, start + j)
      if (joined !== null) note(spoken.joined, joined, start + j)
      if (tokens[j]?.quantity) spoken.quantities.push(start + j)
      else note(spoken.words, tokens[j]?.word ?? '', start + j)
    }
  }
  spoken.starts.push(spoken.tokens.length)
  return spoken
}

function foundAt(spoken: Spoken, places: number[]): Found {
  const at = places.map((place) => spoken.at[place] ?? 0)
  return { places, from: Math.min(...at), to: Math.max(...at) }
}

/** Whether a word that denies stands near what was found. */
function isNearDenial(spoken: Spoken, found: number[]): boolean {
  const [first, last] = [Math.max(0, Math.min(...found) - NEAR), Math.max(...found) + NEAR]
  return spoken.tokens
    .slice(first, last + 1)
    .some(
      (token, i) =>
        token.denies && found.some((place) => spoken.at[place] === spoken.at[first + i]),
    )
}

/** Whether what was found is denied as its phrasing has it. */
function agrees(spoken: Spoken, found: number[], denies: boolean): boolean {
  if (denies) return isNearDenial(spoken, found)
  const used = new Set(found)
  // A denial that is part of what is asked for has to deny the rest of it.
  for (const place of found) {
    if (!spoken.tokens[place]?.denies || found.length === 1) continue
    const near = found.some(
      (one) =>
        one !== place && (spoken.deniedBy[one]?.includes(place) || Math.abs(one - place) <= NEAR),
    )
    if (!near) return false
  }
  const denied = found.filter((place) => spoken.deniedBy[place]?.some((by) => !used.has(by)))
  return denied.length === 0 || denied.length < DENIED_FROM * found.length
}

/** Where a word is said; where it is not, where it is but for one letter. */
function placesOf(spoken: Spoken, wanted: Wanted): number[] {
  const known = spoken.known.get(wanted)
  if (known) return known
  let places: number[]
  if (wanted.quantity)
    places = spoken.quantities.filter((place) => isQuantity(spoken.tokens[place], wanted))
  else {
    const found = [...wanted.keys].flatMap((key) => [
      ...(spoken.index.get(key) ?? []),
      ...(spoken.joined.get(key) ?? []),
    ])
    for (const key of wanted.joined) found.push(...(spoken.index.get(key) ?? []))
    places = [...new Set(found)].sort((x, y) => x - y)
    if (places.length === 0)
      places = [...spoken.words]
        .flatMap(([word, at]) => (isNearly(word, wanted) ? at : []))
        .sort((x, y) => x - y)
  }
  spoken.known.set(wanted, places)
  return places
}

/** The last clause that belongs with one: `more` sentences further, and what goes on from it. */
function reach(spoken: Spoken, clause: number, more: number): number {
  let last = clause
  for (let left = more; last + 1 < spoken.clauses.length; last += 1) {
    if (spoken.clauses[last + 1]?.goesOn && last === clause) continue
    if (left === 0) break
    left -= 1
  }
  return last
}

/** The first place between two others, in a list in order, that is not taken. */
function firstFrom(
  list: number[],
  start: number,
  end: number,
  taken: number[],
): number | undefined {
  let low = 0
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((list[middle] ?? 0) < start) low = middle + 1
    else high = middle
  }
  for (let i = low; i < list.length; i += 1) {
    const place = list[i] ?? 0
    if (place > end) return undefined
    if (!taken.includes(place)) return place
  }
  return undefined
}

/**
 * Every place of an answer that says a phrasing or a part of it, denied as the phrasing is; with its
 * numbers, all of them.
 * @returns which words of the phrasing were found, by their place in it, beside where
 */
export function phraseIn(
  spoken: Spoken,
  { wanted, denies }: Phrase,
): (Found & { which: number[] })[] {
  const places = wanted.map((one) => placesOf(spoken, one))
  if (places.some((list, i) => wanted[i]?.quantity && list.length === 0)) return []
  const span = SPAN.base + SPAN.each * wanted.length
  const starts = [...new Set(places.flat())].sort((a, b) => a - b)
  return starts.flatMap((start) => {
    const last = reach(spoken, spoken.at[start] ?? 0, 0)
    const end = Math.min(start + span, (spoken.starts[last + 1] ?? 0) - 1)
    const used: number[] = []
    const which: number[] = []
    for (const [i, list] of places.entries()) {
      const place = firstFrom(list, start, end, used)
      if (place === undefined) {
        if (wanted[i]?.quantity) return []
        continue
      }
      used.push(place)
      which.push(i)
    }
    return agrees(spoken, used, denies) ? [{ ...foundAt(spoken, used), which }] : []
  })
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

/** Puts one match of every group together, none of them twice; null where that cannot be. */
function together(spoken: Spoken, groups: number[][][]): number[] | null {
  let tries = TRIES
  const put = (group: number, used: number[]): number[] | null => {
    if (group === groups.length) {
      tries -= 1
      return agrees(spoken, used, false) ? used : null
    }
    for (const found of groups[group] ?? []) {
      if (tries <= 0) return null
      if (found.some((place) => used.includes(place))) continue
      const all = put(group + 1, [...used, ...found])
      if (all) return all
    }
    return null
  }
  return put(0, [])
}

/** Every place of an answer that says one term of every group of a way, near each other. */
export function wayIn(spoken: Spoken, way: Wanted[][][]): Found[] {
  const matches = way.map((group) =>
    group.flatMap((term) => termIn(spoken, term)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
  )
  if (matches.some(({ length }) => length === 0)) return []
  const starts = [...new Set(matches.flat().map(([first = 0]) => first))].sort((a, b) => a - b)
  const span = WAY_EACH * way.length
  return starts.flatMap((start) => {
    const last = reach(spoken, spoken.at[start] ?? 0, 1)
    const end = Math.min(start + span, (spoken.starts[last + 1] ?? 0) - 1)
    const near = matches.map((list) => between(list, start, end))
    if (near.some(({ length }) => length === 0)) return []
    const all = together(spoken, near)
    return all ? [foundAt(spoken, all)] : []
  })
}

/** Of what was found, in order, what lies wholly between two places. */
function between(list: number[][], start: number, end: number): number[][] {
  let low = 0
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((list[middle]?.[0] ?? 0) < start) low = middle + 1
    else high = middle
  }
  const near: number[][] = []
  for (let i = low; i < list.length && (list[i]?.[0] ?? 0) <= end; i += 1) {
    const found = list[i]
    if (found && (found.at(-1) ?? 0) <= end) near.push(found)
  }
  return near
}

/** What was said in some clauses, as it was said. */
export function quoteOf(spoken: Spoken, from: number, to: number): string {
  return spoken.clauses
    .slice(from, to + 1)
    .map(({ text }) => text)
    .join(' ')
}
