import type { Memory } from '@/features/review/schema'
import { markdownToHtml } from '../html/rules'
import type { OwnFile } from '../own/schema'
import { deckJson, MODELS, modelJson, OPTIONS } from './models/rules'
import type { Outgoing, OutgoingCard, OutgoingNote } from './schema'

// The form is the one that every Anki since 2.1 reads: schema 11, `collection.anki21`.
// @see https://github.com/ankitects/anki/blob/main/rslib/src/storage/schema11.sql

const DECK = 'Coldstart'
/** A value that SQLite keeps. */
export type Cell = number | string
/** Rows by table, in the order of its columns in schema 11. */
export interface Tables {
  col: Cell[][]
  notes: Cell[][]
  cards: Cell[][]
  revlog: Cell[][]
}

const FACTOR = 2500
const TYPES = { learning: 1, review: 2, relearning: 3 } as const

/** What Anki keeps of FSRS with a card since 23.10: stability, difficulty, retention, the curve, when. */
function fsrsData(memory: Memory | null, { retention, decay }: Outgoing): string {
  if (!memory) return ''
  return JSON.stringify({
    s: Math.round(memory.stability * 1e4) / 1e4,
    d: Math.round(memory.difficulty * 1e3) / 1e3,
    dr: retention,
    decay,
    lrt: Math.floor(memory.lastReviewedAt / 1000),
  })
}

/** Type, queue, due, interval, factor, answers, lapses and steps left, as Anki counts them. */
function scheduling(card: OutgoingCard, position: number, { baseDay }: Outgoing): Cell[] {
  const { memory, suspended, buried } = card
  const aside = suspended ? -1 : buried ? -3 : null
  if (!memory) return [0, aside ?? 0, position, 0, 0, 0, 0, 0]
  const { state, dueDay, dueAt, intervalDays, reps, lapses } = memory
  const inSteps = state !== 'review'
  return [
    TYPES[state],
    aside ?? (inSteps ? 1 : 2),
    inSteps ? Math.floor(dueAt / 1000) : dueDay - baseDay,
    Math.max(state === 'learning' ? 0 : 1, intervalDays),
    FACTOR,
    reps,
    lapses,
    inSteps ? 1001 : 0,
  ]
}

const revlogInterval = ({ intervalDays, dueAt, lastReviewedAt }: Memory) =>
  intervalDays > 0 ? intervalDays : -Math.max(1, Math.round((dueAt - lastReviewedAt) / 1000))

/** Anki shows difficulty in the log as a factor between 100 and 1100. */
const revlogFactor = ({ difficulty }: Memory) => Math.round(((difficulty - 1) / 9 + 0.1) * 1000)

function revlogType(before: Memory | null): number {
  if (before === null || before.state === 'learning') return 0
  return before.state === 'review' ? 1 : 2
}

/** The notes of a package as rows of Anki's tables. */
export function ankiTables(
  outgoing: Outgoing,
  checksum: (text: string) => number,
  report: (done: number) => void,
): Tables {
  const { notes, now, baseAt } = outgoing
  const mod = Math.floor(now / 1000)
  const decks = new Map([['Default', 1]])
  const deckId = (below: string) => {
    const name = below === '' ? DECK : `${DECK}::${below}`
    const known = decks.get(name) ?? 1763800000100 + decks.size
    decks.set(name, known)
    return known
  }
  const tables: Tables = { col: [], notes: [], cards: [], revlog: [] }
  const names = new Set(outgoing.media.map(({ name }) => name))
  const fileName = (address: string) => {
    const name = address.replace(/^media:/, '')
    return names.has(name) ? name : null
  }
  let [noteId, cardId] = [0, 0]
  const taken = new Set<number>()
  for (const [index, note] of notes.entries()) {
    if (index % 100 === 99) report(index + 1)
    const html = (side: string) => (note.isHtml ? side : markdownToHtml(side, fileName))
    const model = MODELS[note.kind]
    const sides = (
      note.kind === 'cloze' ? [note.front, note.extra] : [note.front, note.back, note.extra]
    ).map(html)
    const sorted = (sides[0] ?? '').replace(/<[^>]*>/g, '')
    noteId = Math.max(note.createdAt, noteId + 1)
    const tags = note.tags.length > 0 ? ` ${note.tags.join(' ')} ` : ''
    tables.notes.push([
      ...[noteId, note.guid, model.id, mod, -1, tags, sides.join('\u001f')],
      ...[sorted, checksum(sorted), 0, ''],
    ])
    for (const card of note.cards) {
      cardId = Math.max(note.createdAt, cardId + 1)
      tables.cards.push([
        ...[cardId, noteId, deckId(note.deck), card.ordinal - 1, mod, -1],
        ...scheduling(card, index + 1, outgoing),
        ...[0, 0, card.flag, fsrsData(card.memory, outgoing)],
      ])
      let before: Memory | null = null
      for (const { answer, after } of card.answers) {
        // The log's key is the instant: of two answers in one millisecond the later moves on.
        let at = answer.at
        while (taken.has(at)) at += 1
        taken.add(at)
        tables.revlog.push([
          ...[at, cardId, -1, answer.grade, revlogInterval(after)],
          ...[before ? revlogInterval(before) : 0, revlogFactor(after)],
          ...[Math.min(answer.durationMs, 60_000), revlogType(before)],
        ])
        before = after
      }
    }
  }
  const byId = <T>(list: [number, T][]) => JSON.stringify(Object.fromEntries(list))
  tables.col.push([
    ...[1, Math.floor(baseAt / 1000), now, now, 11, 0, 0, 0],
    JSON.stringify({
      schedVer: 2,
      rollover: outgoing.calendar.rolloverHour,
      activeDecks: [1],
      curDeck: 1,
      curModel: MODELS.basic.id,
      nextPos: notes.length + 1,
      newSpread: 0,
      collapseTime: 1200,
      timeLim: 0,
      estTimes: true,
      dueCounts: true,
      addToCur: true,
      sortType: 'noteFld',
      sortBackwards: false,
    }),
    byId(Object.values(MODELS).map((model) => [model.id, modelJson(model, mod)])),
    byId([...decks].map(([name, id]) => [id, deckJson(id, name, mod)])),
    byId([[1, OPTIONS]]),
    '{}',
  ])
  return tables
}

const exact = ({
  guid,
  id,
  site,
  kind,
  front,
  back,
  extra,
  tags,
  sourceHref,
  cards,
}: OutgoingNote) => ({
  guid,
  id,
  site,
  content: site === null ? { kind, front, back, extra, tags, sourceHref } : null,
  cards: cards.map(({ ordinal, suspended, flag, answers }) => ({
    ordinal,
    suspended,
    flag,
    answers: answers.map(({ answer }) => answer),
  })),
})

/** The file of ours in a package: Markdown as it was written, answers with all they were scheduled by. */
export const ownFileOf = ({ notes, parameters }: Outgoing): OwnFile => ({
  format: 'coldstart',
  version: 1,
  notes: notes.map(exact),
  parameters,
})
