import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import {
  binOwnNotes,
  type HeldNote,
  listHeldNotes,
  replaceOwnNotes,
} from '@/features/cards/own/bulk/data'
import { draftsOf } from '@/features/cards/own/drafts/rules'
import { saveMedium } from '@/features/cards/own/media/data'
import { addOwnNotes } from '@/features/cards/own/notes/data'
import { ownCardId } from '@/features/cards/own/rules'
import { getCalendars } from '@/features/learner/data'
import { getHands, putHands } from '@/features/review/hand/data'
import { emptyHand } from '@/features/review/hand/rules'
import { FLAGS, type Hand } from '@/features/review/hand/schema'
import { type ForeignCard, takeInAnswers } from '@/features/review/intake/data'
import { takeInParameters } from '@/features/review/intake/parameters/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { deedOf, namesOf, type Planned, planNotes, previewOf, withTag } from '../plan/rules'
import type { Choices, ImportReport, Preview } from '../plan/schema'
import { FORMATS, type IncomingCard, type Parsed, type TableOptions } from '../schema'
import { closeFolder, folderOf, readParsed, waitingFile } from '../staging/data'
import { runThread } from '../thread/run/data'
import type { Report } from '../thread/schema'
import type { Changes } from './schema'

const GONE = 'Your session has ended. Reload the page and try again.'
const FORGOTTEN = 'This file is not waiting any more. Choose it again.'
const MOST_LISTED = 5_000
const TRANSACTION = { maxWait: 20_000, timeout: 120_000 }

/** A refusal in the middle of a transaction, which takes all of it back. */
class Refused extends Error {}

/** The id that a note of a file gets here: the same wherever the file is read, so that it folds alike. */
function noteIdOf(guid: string): string {
  const hex = createHash('sha256').update(guid).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function plan(tx: Tx, userId: UserId, { notes }: Parsed): Promise<Planned[]> {
  const { card } = getLibrary()
  const names = notes.flatMap((note) => namesOf(note, noteIdOf))
  const held: HeldNote[] = await listHeldNotes(tx, userId, names)
  return planNotes(
    notes.filter(({ site }) => site === null || card.has(site)),
    held,
    noteIdOf,
  )
}

/** A file whose cards of the site are all known; the others are skipped with the reason. */
function withoutStrangers(parsed: Parsed): Parsed {
  const { card } = getLibrary()
  const strangers = parsed.notes.filter(({ site }) => site !== null && !card.has(site))
  if (strangers.length === 0) return parsed
  const why = 'It is a card of the site that the site does not have any more.'
  const skipped = strangers.map(({ where, site }) => ({ what: where || (site ?? ''), why }))
  return { ...parsed, skipped: [...parsed.skipped, ...skipped] }
}

/**
 * Reads a file that was sent and says what it would do. Nothing is written.
 * @param table how to read a table; null to find out
 */
export async function previewImport(
  userId: UserId,
  id: string,
  table: TableOptions | null,
  report: Report,
  signal: AbortSignal,
): Promise<Outcome<Preview>> {
  const name = await waitingFile(userId, id)
  if (name === null) return refuse(FORGOTTEN)
  const task = { kind: 'read' as const, folder: folderOf(id), name, table, now: Date.now() }
  const read = await runThread(task, report, signal)
  if (!read.ok) return read
  const parsed = await readParsed(id)
  if (!parsed) return refuse(FORGOTTEN)
  const known = withoutStrangers(parsed)
  return done(previewOf({ id, name }, known, await plan(db(), userId, known)))
}

/** Forgets a file that waits. */
export async function cancelImport(userId: UserId, id: string): Promise<void> {
  if ((await waitingFile(userId, id)) !== null) await closeFolder(id)
}

const flagOf = (flag: number) => FLAGS.find((known) => known === flag) ?? 0

/** Cards of the plan here: their ids, their hashes, and what the file says of them. */
function* cardsOf(planned: Planned[]): Generator<{ card: IncomingCard; id: string; hash: string }> {
  const { card: site } = getLibrary()
  for (const { note, id, held } of planned) {
    if (note.site !== null) {
      const card = note.cards[0]
      const found = site.get(note.site)
      if (card && found) yield { card, id: found.id, hash: found.hash }
      continue
    }
    if (id === null || note.cards.length === 0) continue
    const drafts = new Map(
      draftsOf(held && !held.inBin ? held.content : note).map((draft) => [draft.ordinal, draft]),
    )
    for (const card of note.cards) {
      const draft = drafts.get(card.ordinal)
      if (draft) yield { card, id: ownCardId(id, card.ordinal), hash: draft.hash }
    }
  }
}

async function takeInHands(tx: Tx, userId: UserId, planned: Planned[]): Promise<Hand[]> {
  const marked = [...cardsOf(planned)].filter(({ card }) => card.suspended || card.flag > 0)
  if (marked.length === 0) return []
  const held = await getHands(
    tx,
    userId,
    marked.map(({ id }) => id),
  )
  const fresh = marked.filter(({ id }) => !held.has(id))
  await putHands(
    tx,
    userId,
    fresh.map(({ id, card }) => ({
      ...emptyHand(id),
      suspended: card.suspended,
      flag: flagOf(card.flag),
    })),
  )
  return fresh.map(({ id }) => emptyHand(id))
}

async function takeInHistory(
  tx: Tx,
  userId: UserId,
  { parsed, planned, importId }: { parsed: Parsed; planned: Planned[]; importId: string },
  now: number,
) {
  const cards = [...cardsOf(planned)].flatMap(({ card, id, hash }): ForeignCard[] =>
    card.answers.length > 0 ? [{ cardId: id, cardHash: hash, answers: card.answers }] : [],
  )
  if (cards.length === 0) return { added: 0, known: 0 }
  const versions = await takeInParameters(tx, userId, parsed.parameters, now)
  return takeInAnswers(tx, userId, cards, importId, versions, now)
}

/** Media that notes show, kept as the learner's own. What finds no room is skipped with the reason. */
async function takeInMedia(
  tx: Tx,
  userId: UserId,
  parsed: Parsed,
  texts: string,
  now: number,
): Promise<{ added: string[]; skipped: Parsed['skipped'] }> {
  const added: string[] = []
  const skipped: Parsed['skipped'] = []
  for (const { name, path } of parsed.media) {
    if (!texts.includes(name)) continue
    const saved = await saveMedium(tx, userId, new Uint8Array(await readFile(path)), now)
    if (!saved.ok) skipped.push({ what: 'A picture or sound', why: saved.error })
    else if (saved.value.added) added.push(name)
  }
  return { added, skipped }
}

interface Job {
  id: string
  name: string
  parsed: Parsed
  choices: Choices
  report: Report
  signal: AbortSignal
}

async function write(tx: Tx, userId: UserId, job: Job, now: number): Promise<ImportReport> {
  const { id, name, parsed, choices, report, signal } = job
  if (!(await getCalendars(tx, [userId])).has(userId)) throw new Refused(GONE)
  const planned = await plan(tx, userId, parsed)
  const of = (deed: string) => planned.filter((one) => deedOf(one, choices) === deed)
  const fresh = planned.filter(({ fate }) => fate === 'new')
  const over = planned.filter(
    ({ fate, held }) => held && (fate === 'bin' || (fate === 'differs' && choices.replace)),
  )
  const steps = 4
  const at = (done: number) => {
    if (signal.aborted) throw new Refused('You cancelled it. Nothing was changed.')
    report('write', done, steps)
  }
  at(0)
  const contents = new Map([...fresh, ...over].map((one) => [one, withTag(one.note, choices.tag)]))
  const texts = [...contents.values()]
    .map(({ front, back, extra }) => front + back + extra)
    .join('\n')
  const media = await takeInMedia(tx, userId, parsed, texts, now)
  at(1)
  const added = await addOwnNotes(
    tx,
    userId,
    fresh.map((one, index) => {
      // In the order of the file, and none of them made after now.
      const createdAt = new Date(now - (fresh.length - index))
      const content = contents.get(one) ?? withTag(one.note, choices.tag)
      const guid = one.note.guid === one.id ? null : one.note.guid
      return { id: one.id ?? '', content, origin: 'import', guid, createdAt, updatedAt: createdAt }
    }),
  )
  if (!added.ok) throw new Refused(added.error)
  await replaceOwnNotes(
    tx,
    userId,
    over.map((one) => ({
      id: one.id ?? '',
      content: contents.get(one) ?? withTag(one.note, null),
    })),
    now,
  )
  at(2)
  const hands = choices.history ? await takeInHands(tx, userId, planned) : []
  const history = choices.history
    ? await takeInHistory(tx, userId, { parsed, planned, importId: id }, now)
    : { added: 0, known: 0 }
  at(3)
  const skipped = [...parsed.skipped, ...media.skipped]
  const made: ImportReport = {
    added: of('added').length,
    updated: of('updated').length,
    unchanged: of('unchanged').length,
    kept: of('kept').length,
    answers: history.added,
    known: history.known,
    media: media.added.length,
    marked: hands.length,
    skipped: skipped.slice(0, MOST_LISTED),
    unlisted: Math.max(0, skipped.length - MOST_LISTED),
  }
  const changes: Changes = {
    added: fresh.map((one) => one.id ?? ''),
    replaced: over.flatMap(({ held }) =>
      held ? [{ id: held.id, content: held.content, inBin: held.inBin }] : [],
    ),
    media: media.added,
    hands,
  }
  await tx.import.create({
    data: {
      ...{ id, learnerId: userId, name, format: parsed.format, createdAt: new Date(now) },
      report: JSON.stringify(made),
      changes: JSON.stringify(changes),
    },
  })
  return made
}

/**
 * Takes in a file that was read, all of it or nothing, in one transaction.
 * @param now ms since the epoch
 */
export async function takeInFile(
  userId: UserId,
  id: string,
  choices: Choices,
  now: number,
  report: Report,
  signal: AbortSignal,
): Promise<Outcome<ImportReport>> {
  const name = await waitingFile(userId, id)
  const read = name === null ? null : await readParsed(id)
  if (name === null || !read || !z.safeParse(z.enum(FORMATS), read.format).success)
    return refuse(FORGOTTEN)
  const parsed = withoutStrangers(read)
  try {
    const job = { id, name, parsed, choices, report, signal }
    const made = await db().$transaction((tx) => write(tx, userId, job, now), TRANSACTION)
    await closeFolder(id)
    return done(made)
  } catch (error) {
    if (error instanceof Refused) return refuse(error.message)
    throw error
  }
}

/** Puts back what an import had changed in the learner's notes: see `undo/data.ts`. */
export async function takeBackNotes(
  tx: Tx,
  userId: UserId,
  { added, replaced }: Changes,
  now: number,
): Promise<void> {
  await binOwnNotes(tx, userId, added, now)
  await replaceOwnNotes(tx, userId, replaced, now)
  const binned = replaced.filter(({ inBin }) => inBin).map(({ id }) => id)
  await binOwnNotes(tx, userId, binned, now)
}
