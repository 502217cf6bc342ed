import { asTag } from '@/features/cards/own/rules'
import type { ForeignAnswer } from '@/features/review/intake/schema'
import type { IncomingCard, IncomingNote, Skipped } from '../../schema'
import { type Address, htmlToMarkdown } from '../html/rules'
import type { CardRow, Collection, NoteRow, Notetype, ReviewRow } from '../schema'
import { type Fields, renderCard, type Shape, shapeOf } from '../template/rules'

const ANKI_BEGAN = Date.UTC(2006, 0, 1)
const LONGEST_ANSWER_MS = 86_400_000
const SITE = 'coldstart.'
const OWN_DECK = 'Coldstart'

/** The name of a card of the site in a package; what `siteOf` reads. */
export const siteGuid = (cardId: string): string => `${SITE}${cardId}`

/** The card of the site that a name in a package stands for; null for any other name. */
export const siteOf = (guid: string): string | null =>
  guid.startsWith(SITE) ? guid.slice(SITE.length) : null

const grouped = <T>(rows: T[], key: (row: T) => number): Map<number, T[]> => {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

const GRADES = [1, 2, 3, 4] as const

/**
 * The answers of a card that count, oldest first, each instant once: without previews in filtered
 * decks, without what happened before the card was forgotten by hand, and without impossible times.
 * @param now ms since the epoch: what lies later did not happen
 */
export function answersOf(
  rows: ReviewRow[],
  now: number,
): { answers: ForeignAnswer[]; impossible: number } {
  let answers: ForeignAnswer[] = []
  let impossible = 0
  for (const { id, ease, durationMs, factor, type } of [...rows].sort((a, b) => a.id - b.id)) {
    if (ease === 0 && factor === 0) answers = []
    const grade = GRADES.find((value) => value === ease)
    const preview = type === 3 && factor === 0
    if (!grade || preview || type > 3) continue
    if (id < ANKI_BEGAN || id > now) impossible += 1
    else if (answers.at(-1)?.at !== id)
      answers.push({
        at: id,
        grade,
        durationMs: Math.min(Math.max(durationMs, 0), LONGEST_ANSWER_MS),
        stamp: null,
      })
  }
  return { answers, impossible }
}

/** Decks and Anki's own tags as tags of ours: `A::B` stays one word. */
function tagsOf(tags: string, decks: string[]): string[] {
  const named = decks
    .filter((name) => name !== 'Default' && name.split('::')[0] !== OWN_DECK)
    .flatMap((name) => asTag(name.replaceAll(' ', '_')) ?? [])
  const own = tags.split(/\s+/).flatMap((tag) => asTag(tag) ?? [])
  return [...new Set([...own, ...named])].slice(0, 20)
}

interface Drawn {
  kind: IncomingNote['kind']
  front: string
  back: string
  extra: string
  /** Anki's ordinals that belong to it, each with ours. */
  ordinals: Map<number, number>
  suffix: string
}

function drawn(shape: Shape, type: Notetype, fields: Fields, cards: CardRow[]): (Drawn | string)[] {
  const of = (name: string) => fields[name] ?? ''
  const below = (names: string[]) =>
    names
      .map(of)
      .filter((html) => html !== '')
      .join('<br><br>')
  const both = new Map([
    [0, 1],
    [1, 2],
  ])
  switch (shape.kind) {
    case 'none':
      return [shape.why]
    case 'cloze':
      return [
        {
          kind: 'cloze',
          front: of(shape.text),
          back: '',
          extra: below(shape.extra),
          ordinals: new Map(cards.map(({ ordinal }) => [ordinal, ordinal + 1])),
          suffix: '',
        },
      ]
    case 'optional':
      return [
        {
          kind: of(shape.when) === '' ? 'basic' : 'reverse',
          front: of(shape.front),
          back: of(shape.back),
          extra: '',
          ordinals: both,
          suffix: '',
        },
      ]
    case 'rendered':
      return cards.map(({ ordinal }) => {
        const template = type.templates[ordinal]
        if (!template) return 'It belongs to a template that the file does not hold.'
        const card = renderCard(template, fields)
        if (typeof card === 'string') return card
        const ordinals = new Map([[ordinal, 1]])
        return { ...card, kind: 'basic', extra: '', ordinals, suffix: `#${ordinal}` }
      })
    default:
      return [
        {
          kind: shape.kind,
          front: of(shape.front),
          back: of(shape.back),
          extra: below(shape.extra),
          ordinals: both,
          suffix: '',
        },
      ]
  }
}

/** What a collection makes of its notes. `report` is told now and then how many were read. */
export function notesOfCollection(
  { notetypes, decks, notes, cards, reviews }: Collection,
  address: Address,
  now: number,
  report: (read: number) => void,
): { notes: IncomingNote[]; skipped: Skipped[]; impossible: number } {
  const found: IncomingNote[] = []
  const skipped: Skipped[] = []
  const cardsOf = grouped(cards, ({ note }) => note)
  const reviewsOf = grouped(reviews, ({ card }) => card)
  const shapes = new Map([...notetypes].map(([id, type]) => [id, shapeOf(type)]))
  let impossible = 0

  const incoming = (row: CardRow, ordinal: number): IncomingCard => {
    const { answers, impossible: wrong } = answersOf(reviewsOf.get(row.id) ?? [], now)
    impossible += wrong
    return {
      ordinal,
      suspended: row.queue === -1,
      flag: row.flags & 7,
      answers,
      scheduled: row.type > 0,
    }
  }

  const read = (row: NoteRow): void => {
    const type = notetypes.get(row.notetype)
    const shape = shapes.get(row.notetype)
    const values = row.fields.split('\u001f')
    const where = (values[0] ?? '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 60)
    const skip = (why: string) => skipped.push({ what: where || `Note ${row.id}`, why })
    if (!type || !shape) {
      skip('Its notetype is not in the file.')
      return
    }
    const mine = cardsOf.get(row.id) ?? []
    const fields = Object.fromEntries(type.fields.map((name, i) => [name, values[i] ?? '']))
    const site = siteOf(row.guid)
    for (const draft of drawn(shape, type, fields, mine)) {
      if (typeof draft === 'string') {
        skip(draft)
        continue
      }
      const texts = [draft.front, draft.back, draft.extra].map((html) =>
        htmlToMarkdown(html, address),
      )
      const [front, back, extra] = texts
      if (front == null || back == null || extra == null) {
        skip('Its HTML is nested too deeply to be read.')
        continue
      }
      found.push({
        where,
        guid: `${row.guid}${draft.suffix}`,
        id: null,
        site,
        kind: draft.kind,
        front,
        back,
        extra,
        tags: tagsOf(row.tags, [...new Set(mine.flatMap(({ deck }) => decks.get(deck) ?? []))]),
        cards: mine.flatMap((card) => {
          const ordinal = draft.ordinals.get(card.ordinal)
          return ordinal === undefined ? [] : [incoming(card, ordinal)]
        }),
      })
    }
  }

  for (const [index, row] of notes.entries()) {
    read(row)
    if (index % 100 === 99) report(index + 1)
  }
  return { notes: found, skipped, impossible }
}
