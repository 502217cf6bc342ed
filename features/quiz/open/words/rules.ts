import { stemmer } from 'stemmer'
import { isStopWord } from '@/features/cards/search/words/rules'
import { type Piece, type Quantity, readQuantity } from '../numbers/rules'
import { withoutFillers } from '../sentences/rules'
import { FORMS, NAMES, NEIGHBOURS } from '../synonyms/rules'

/** A word of a text, or a number with its unit. */
export interface Token {
  word: string
  /** What it is found by: its stem, and the groups of synonyms that begin here. */
  keys: string[]
  /** The stem of it and the next word in one: `time out` is found as `timeout`. */
  joined: string | null
  quantity: Quantity | null
  /** Whether a phrasing may be said without it. */
  light: boolean
  /** Whether it denies what follows: `yes`, or by its meaning, such as "lacks". */
  denies: 'yes' | 'meaning' | null
  /** Whether a comma or the like stands before it. */
  breaks: boolean
}

/** Words of a search's stop list that say something in a sentence. */
const KEPT = new Set(
  'before after off out over under own same other only more most any all each both once until must up may into through too'.split(
    ' ',
  ),
)
const LIGHT = new Set(
  'am being been this that these those me us him her his she he them they ve re ll d m s t let lets let’s really very just quite simply like thing things something bit lot lots really also even still already yet then now here there again always usually often mostly normally typically basically course sure think guess believe say want going gonna got one ones example instance so well right anyway want'.split(
    ' ',
  ),
)
const DENIES = new Set([
  'not',
  'no',
  'never',
  'without',
  'nor',
  'neither',
  'none',
  'nothing',
  'nobody',
])
const BY_MEANING = new Set(
  'lack lacks lacking missing unsupported unavailable impossible unable absent avoid avoids hardly'.split(
    ' ',
  ),
)
/** Every word that denies is found by this, whichever it is. */
export const DENIAL = '¬'

const PIECE =
  /\$|%|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+xx|\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*|[,:()–—]|\s-\s/gu
const BREAK = /^(?:[,:()–—]|\s-\s)$/

function plain(text: string): string {
  return withoutFillers(text.toLowerCase().replace(/[’‘]/g, "'"))
    .replace(/\bwon't\b/g, 'will not')
    .replace(/\bcan(?:'t|not)\b/g, 'can not')
    .replace(/\b(\w+)n't\b/g, '$1 not')
    .replace(/\b(?:rather than|instead of|as opposed to|in place of)\b/g, 'not')
    .replace(/\bno longer\b|\bnot? any ?more\b/g, 'not')
    .replace(
      /\bnot (?=only|just|merely|necessarily|sure|to mention)|\bno (?=matter|doubt|problem|wonder)|\bwhy not\b|\bor not\b|\bnot forget\b/g,
      '',
    )
    .replace(/(\w)'(?:s|re|ve|ll|d|m)\b/g, '$1')
}

/** Words that the stemmer would take for others: an authorizer is no author, a container contains. */
const OWN_STEM: readonly [RegExp, string][] = [
  [/^authori[sz]ers?$/, 'authorizer'],
  [/^authori[sz]/, 'authorize'],
  [/^containers?$/, 'container'],
  [/^managers?$/, 'manager'],
  [/^providers?$/, 'provider'],
  [/^consumers?$/, 'consumer'],
  [/^general(?:ly)?$/, 'general'],
  [/^policy$|^policies$/, 'policy'],
]

/** One stem for a word, however it is spelled: American endings, no inflection. */
export function stemOf(word: string): string {
  for (const [pattern, stem] of OWN_STEM) if (pattern.test(word)) return stem
  const spelled = word.length > 5 ? word.replace(/is(e|es|ed|ing|er|ers|ation)$/, 'iz$1') : word
  return stemmer(spelled)
}

const wordsOf = (text: string): string[] =>
  [...plain(text).matchAll(PIECE)].map(([word]) => word).filter((word) => !BREAK.test(word))

const groups = new Map<string, string[]>()
let longest = 1
for (const [near, lines] of [
  ['=', [...NAMES, ...FORMS]],
  ['~', NEIGHBOURS],
] as const)
  for (const [i, line] of lines.entries())
    for (const term of line.split('|')) {
      const stems = wordsOf(term).map(stemOf)
      const key = stems.join(' ')
      groups.set(key, [...new Set([...(groups.get(key) ?? []), `${near}${i}`])])
      longest = Math.max(longest, stems.length)
    }

/** Groups of synonyms that the words from `at` on are in, the longest term first: `=` for names, `~` for neighbours. */
export function groupsAt(stems: string[], at: number): { keys: string[]; length: number }[] {
  const found: { keys: string[]; length: number }[] = []
  for (let length = Math.min(longest, stems.length - at); length >= 1; length -= 1) {
    const keys = groups.get(stems.slice(at, at + length).join(' '))
    if (keys) found.push({ keys, length })
  }
  return found
}

const isLight = (word: string): boolean =>
  LIGHT.has(word) || (isStopWord(word) && !KEPT.has(word)) || word.length === 1

/** The words of a sentence or a phrasing, in order. */
export function readTokens(text: string): Token[] {
  const raw = [...plain(text).matchAll(PIECE)].map(([piece]) => piece)
  const pieces: Piece[] = []
  const breaks: boolean[] = []
  let broken = false
  for (const piece of raw) {
    if (BREAK.test(piece)) {
      broken = true
      continue
    }
    const number = /^\d[\d,.]*$/.test(piece) ? Number(piece.replace(/,/g, '')) : null
    pieces.push({ text: piece, number })
    breaks.push(broken)
    broken = false
  }
  const stems = pieces.map(({ text: word }) => stemOf(word))
  const tokens: Token[] = []
  for (let i = 0; i < pieces.length; ) {
    const word = pieces[i]?.text ?? ''
    const read = readQuantity(pieces, i)
    const denies = DENIES.has(word) ? 'yes' : BY_MEANING.has(word) ? 'meaning' : null
    const stem = stems[i] ?? ''
    const next = pieces[i + 1]?.text ?? ''
    tokens.push({
      word,
      keys: [
        ...(read ? [] : [stem]),
        ...(denies ? [DENIAL] : []),
        ...groupsAt(stems, i).flatMap(({ keys }) => keys),
      ],
      joined: !read && /^\p{L}/u.test(next) ? stemOf(word + next) : null,
      quantity: read?.quantity ?? null,
      light: read === null && denies === null && isLight(word),
      denies,
      breaks: breaks[i] ?? false,
    })
    i += Math.max(1, read?.taken ?? 1)
  }
  return tokens
}
