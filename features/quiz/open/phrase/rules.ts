import { type Quantity, sameQuantity } from '../numbers/rules'
import { DENIAL, groupsAt, readTokens, stemOf, type Token } from '../words/rules'

/** One word or term that a phrasing asks for. */
export interface Wanted {
  word: string
  keys: Set<string>
  /** Stems of it and its neighbours in one word. */
  joined: Set<string>
  quantity: Quantity | null
}

/** A phrasing as it is listened for. */
export interface Phrase {
  wanted: Wanted[]
  /** Whether it denies something. */
  denies: boolean
}

/** Words shorter than this are taken by the letter. */
const TYPO_FROM = 6

function wantedFrom(
  tokens: Token[],
  keep: (token: Token) => boolean,
  neighbours: boolean,
): Wanted[] {
  const taken = (keys: string[]) => keys.filter((key) => neighbours || !key.startsWith('~'))
  const stems = tokens.map(({ word }) => stemOf(word))
  const found: Wanted[] = []
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i] as Token
    const groups = groupsAt(stems, i)
      .map(({ keys, length }) => ({ keys: taken(keys), length }))
      .filter(({ keys }) => keys.length > 0)
    const term = groups.find(({ length }) => length > 1)
    if (term && token.quantity === null) {
      const word = tokens.slice(i, i + term.length).map((one) => one.word)
      found.push({
        word: word.join(' '),
        keys: new Set(term.keys),
        joined: new Set(term.length === 2 ? [stemOf(word.join(''))] : []),
        quantity: null,
      })
      i += term.length
      continue
    }
    if (keep(token)) {
      const [next, before] = [tokens[i + 1]?.word ?? '', tokens[i - 1]?.word ?? '']
      const single = groups.find(({ length }) => length === 1)
      found.push({
        word: token.word,
        quantity: token.quantity,
        keys: new Set(
          token.quantity
            ? []
            : [stems[i] ?? '', ...(token.denies ? [DENIAL] : []), ...(single?.keys ?? [])],
        ),
        joined: new Set([
          ...(next ? [stemOf(token.word + next)] : []),
          ...(before ? [stemOf(before + token.word)] : []),
        ]),
      })
    }
    i += 1
  }
  return found
}

const ARTICLES = new Set(['a', 'an', 'the', 'of'])

const phrases = new Map<string, Phrase>()

/**
 * Reads a phrasing: its words that count, without those that only deny.
 * @param strict whether only names of the same thing serve for a word, and no neighbours
 */
export function phraseOf(text: string, strict = false): Phrase {
  const name = `${strict}${text}`
  const known = phrases.get(name)
  if (known) return known
  const tokens = readTokens(text)
  const phrase = {
    wanted: wantedFrom(tokens, ({ light, denies }) => !light && denies !== 'yes', !strict),
    denies: tokens.some(({ denies }) => denies === 'yes'),
  }
  phrases.set(name, phrase)
  return phrase
}

const terms = new Map<string, Wanted[]>()

/** Reads a term of a group: all of its words but articles. */
export function termOf(text: string): Wanted[] {
  const known = terms.get(text)
  if (known) return known
  const tokens = readTokens(text)
  const term = wantedFrom(tokens, ({ word }) => !ARTICLES.has(word) || tokens.length === 1, false)
  terms.set(text, term)
  return term
}

/** Whether one letter is wrong, missing, too many, or changed places; first and last stand. */
function oneLetterOff(a: string, b: string): boolean {
  if (a[0] !== b[0] || a.at(-1) !== b.at(-1) || Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i += 1
  const [restA, restB] = [a.slice(i), b.slice(i)]
  if (restA.slice(1) === restB.slice(1)) return true
  if (restA.slice(1) === restB || restB.slice(1) === restA) return true
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0]
}

/** Whether a number of a text is the one that a phrasing asks for. */
export function isQuantity(token: Token | undefined, wanted: Wanted): boolean {
  if (!token?.quantity || !wanted.quantity) return false
  return sameQuantity(token.quantity, wanted.quantity)
}

/** Whether a word of a text is what a phrasing asks for, but for one letter. */
export function isNearly(word: string, wanted: Wanted): boolean {
  if (wanted.quantity || wanted.word.length < TYPO_FROM || word.length < TYPO_FROM - 1) return false
  return oneLetterOff(word, wanted.word) && /^\p{L}+$/u.test(wanted.word)
}
