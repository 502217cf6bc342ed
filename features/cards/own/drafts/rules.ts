import { textHash } from '../../deck/rules'
import {
  type Cloze,
  clozeDepth,
  clozeFace,
  clozeNumbers,
  clozesIn,
  parseCloze,
  printCloze,
} from '../cloze/rules'
import { isTooDeep } from '../html/rules'
import {
  DEEPEST_CLOZE,
  HIGHEST_CLOZE,
  MOST_CLOZES,
  type NoteContent,
  type OwnKind,
} from '../schema'

/** What a note asks: its kind and its two sides. */
export type Sides = Pick<NoteContent, 'kind' | 'front' | 'back'>

/** The ordinals of the cards a note makes, ascending; the numbers of its clozes. */
export function ordinalsOf({ kind, front }: Sides): number[] {
  if (kind === 'cloze') return clozeNumbers(front)
  return kind === 'reverse' ? [1, 2] : [1]
}

const isBlank = (text: string) => text.trim() === ''

function clozeProblem(front: string): string | null {
  const pieces = parseCloze(front)
  if (clozeDepth(pieces) > DEEPEST_CLOZE)
    return `Clozes stand within one another up to ${DEEPEST_CLOZE} deep: take some apart.`
  const clozes: Cloze[] = clozesIn(pieces)
  const numbers = clozeNumbers(front)
  const empty = clozes.find(({ content }) => isBlank(printCloze(content)))
  if (clozes.length === 0)
    return 'A cloze hides something: write {{c1::what is hidden}} in its text, or choose another kind.'
  if (empty) return `The cloze c${empty.number} hides nothing: write {{c${empty.number}::answer}}.`
  if (numbers.length > MOST_CLOZES)
    return `This text makes ${numbers.length} cards; ${MOST_CLOZES} are the most. Split it into several.`
  const highest = numbers.at(-1) ?? 0
  return highest > HIGHEST_CLOZE
    ? `Cloze numbers go up to c${HIGHEST_CLOZE}; c${highest} is too high.`
    : null
}

const EMPTY_BACK: Record<Exclude<OwnKind, 'cloze'>, string> = {
  basic: 'The back is empty: write the answer.',
  reverse: 'The back is empty: it is the question of the second card.',
  typed: 'The back is empty: write the answer that is to be typed.',
}

/** What keeps a note from being saved, as a sentence that says what to do; null where nothing does. */
export function noteProblem({ kind, front, back, extra }: NoteContent): string | null {
  if (isBlank(front)) return 'The front is empty: write the question.'
  if ([front, back, extra].some(isTooDeep))
    return 'Lists or quotes are nested too deeply, or there is too much emphasis to be shown: use less.'
  if (kind === 'cloze') return clozeProblem(front)
  return isBlank(back) ? EMPTY_BACK[kind] : null
}

// A sign that a backslash takes its meaning from stands aside, as a letter that nobody types.
const ASIDE = 0xe100
const aside = (markdown: string) =>
  markdown
    .replace(/\\\n/g, ' ')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) =>
      String.fromCharCode(ASIDE + sign.charCodeAt(0)),
    )
const back = (text: string) =>
  text.replace(/[\ue121-\ue17e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - ASIDE))

/** Markdown as one line of plain text, for lists and search: quick, and good enough to read. */
export function plain(markdown: string): string {
  const text = aside(markdown)
    .replace(/^ {0,3}(?:```|~~~).*$/gm, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/^(?=.*\|)[|:\- \t]+$/gm, ' ')
    .replace(/^[ \t]*\|.*$/gm, (row) => row.replace(/\|/g, ' '))
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(?<![\w*])[*_](\S(?:[^*_\n]*\S)?)[*_](?![\w*])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return back(text)
}

const LONGEST_LINE = 300
const line = (markdown: string) => plain(markdown).slice(0, LONGEST_LINE)

const LINE_FACE = {
  blank: (hint: string | null) => `[${hint ?? '…'}]`,
  answer: (text: string) => text,
}

/** A card that a note makes, without its HTML. */
export interface OwnDraft {
  ordinal: number
  frontText: string
  backText: string
  /** Changes when what the card asks or answers does. */
  hash: string
}

/** The cards that a note makes, in their order. */
export function draftsOf(note: Sides): OwnDraft[] {
  const { kind, front, back } = note
  const pieces = kind === 'cloze' ? parseCloze(front) : []
  return ordinalsOf(note).map((ordinal) => {
    const hash = textHash(
      JSON.stringify(kind === 'cloze' ? [ordinal, front] : [ordinal, front, back]),
    )
    if (kind !== 'cloze') {
      const [ask, tell] = ordinal === 1 ? [front, back] : [back, front]
      return { ordinal, hash, frontText: line(ask), backText: line(tell) }
    }
    const hidden = clozesIn(pieces).filter(({ number }) => number === ordinal)
    return {
      ordinal,
      hash,
      frontText: line(clozeFace(pieces, ordinal, LINE_FACE, 'blank')),
      backText: line(
        hidden.map(({ content }) => clozeFace(content, 0, LINE_FACE, 'answer')).join(', '),
      ),
    }
  })
}

/** Whether two notes read the same, tags and source included. */
export const isSameContent = (a: NoteContent, b: NoteContent): boolean =>
  JSON.stringify([a.kind, a.front, a.back, a.extra, a.tags, a.sourceHref]) ===
  JSON.stringify([b.kind, b.front, b.back, b.extra, b.tags, b.sourceHref])

/** A note in a list: what it asks and answers in one line each, and how many cards it makes. */
export function lineOf(note: Sides): { frontText: string; backText: string; cards: number } {
  const cards = ordinalsOf(note).length
  const { kind, front, back } = note
  if (kind !== 'cloze') return { frontText: line(front), backText: line(back), cards }
  return {
    frontText: line(clozeFace(parseCloze(front), 0, LINE_FACE, 'answer')),
    backText: '',
    cards,
  }
}
