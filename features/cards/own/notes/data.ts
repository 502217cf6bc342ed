import 'server-only'
import type { UserId } from '@/lib/auth'
import type { Db, Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { toNote } from '../data'
import { draftsOf, isSameContent, noteProblem, type Sides } from '../drafts/rules'
import { ownCardId } from '../rules'
import { MOST_NOTES, type NoteContent, type Origin, type OwnNote } from '../schema'

const BIN_MS = 30 * 86_400_000
const NO_NOTE = 'There is no such card. It may have been deleted elsewhere.'
const FULL = `You have ${MOST_NOTES.toLocaleString('en')} notes, which is the most. Delete some to make room.`

/** What a save does to a note's cards, by their ids. */
export interface CardChanges {
  /** Made now. */
  cardIds: string[]
  /** Made before and now again. */
  back: string[]
  /** Made before and no more. */
  gone: string[]
}

/** Brings the rows of a note's cards in line with its text. Cards it makes no more stay, as gone. */
async function putCards(
  tx: Tx,
  learnerId: UserId,
  noteId: string,
  sides: Sides | null,
  now: number,
): Promise<CardChanges> {
  const held = await tx.ownCard.findMany({ where: { learnerId, noteId } })
  const drafts = (sides ? draftsOf(sides) : []).map((draft) => ({
    ...draft,
    id: ownCardId(noteId, draft.ordinal),
  }))
  for (const { id, ...draft } of drafts) {
    const row = { ...draft, gone: false }
    await tx.ownCard.upsert({
      where: { learnerId_id: { learnerId, id } },
      create: { ...row, id, learnerId, noteId, createdAt: new Date(now) },
      update: row,
    })
  }
  const cardIds = drafts.map(({ id }) => id)
  const made = new Set(cardIds)
  const gone = held.filter((card) => !card.gone && !made.has(card.id)).map(({ id }) => id)
  if (gone.length > 0)
    await tx.ownCard.updateMany({
      where: { learnerId, noteId, id: { in: gone } },
      data: { gone: true },
    })
  const back = held.filter((card) => card.gone && made.has(card.id)).map(({ id }) => id)
  return { cardIds, back, gone }
}

const countNotes = (tx: Tx | Db, learnerId: UserId) =>
  tx.ownNote.count({ where: { learnerId, deletedAt: null } })

const columns = ({ tags, ...content }: NoteContent) => ({ ...content, tags: JSON.stringify(tags) })

/** A note to be saved, and where it comes from. */
export interface NoteSave {
  id: string
  content: NoteContent
  /** When the note that was edited had been saved, ISO; null where it is new; absent: whatever is there. */
  base?: string | null
  /** The author says that the meaning changed. */
  anew?: boolean
  origin?: Origin
  guid?: string | null
}

/** What became of a save; `isAgain` for one that had come before. */
export type NoteSaved =
  | { status: 'saved'; note: OwnNote; changes: CardChanges; isAgain: boolean }
  | { status: 'changed'; note: OwnNote }

/**
 * Saves a note and its cards. What was changed elsewhere since the editor saw it is not overwritten:
 * it is handed back. The same save sent twice is saved once. Ids of cards never change.
 */
export async function saveOwnNote(
  tx: Tx,
  userId: UserId,
  { id, content, base, anew = false, origin = 'own', guid = null }: NoteSave,
  now: number,
): Promise<Outcome<NoteSaved>> {
  const problem = noteProblem(content)
  if (problem) return refuse(problem)
  const where = { learnerId_id: { learnerId: userId, id } }
  const row = await tx.ownNote.findUnique({ where })
  const held = row && toNote(row)
  if (row?.deletedAt) return refuse('This card is in the bin. Undo its deletion, then save it.')
  if (held && base !== undefined && held.updatedAt !== base && !isSameContent(held, content))
    return done({ status: 'changed', note: held })
  if (!held && typeof base === 'string') return refuse(NO_NOTE)
  if (!held && (await countNotes(tx, userId)) >= MOST_NOTES) return refuse(FULL)
  const isAgain = held !== null && isSameContent(held, content) && held.updatedAt !== base
  const updatedAt =
    isAgain && row ? row.updatedAt : new Date(Math.max(now, (row?.updatedAt.getTime() ?? 0) + 1))
  const meaningVersion = (held?.meaningVersion ?? 1) + (held && anew && !isAgain ? 1 : 0)
  const values = { ...columns(content), updatedAt, meaningVersion }
  const saved = await tx.ownNote.upsert({
    where,
    create: { ...values, id, learnerId: userId, origin, guid, createdAt: updatedAt },
    update: values,
  })
  const changes = await putCards(tx, userId, id, content, now)
  return done({ status: 'saved', note: toNote(saved), changes, isAgain })
}

/** Puts a note into the bin, from where it can be taken back for 30 days; its cards are gone. */
export async function binOwnNote(
  tx: Tx,
  userId: UserId,
  id: string,
  now: number,
): Promise<Outcome<CardChanges>> {
  const { count } = await tx.ownNote.updateMany({
    where: { learnerId: userId, id, deletedAt: null },
    data: { deletedAt: new Date(now) },
  })
  if (count === 0) return refuse(NO_NOTE)
  await tx.ownNote.deleteMany({
    where: { learnerId: userId, deletedAt: { lt: new Date(now - BIN_MS) } },
  })
  return done(await putCards(tx, userId, id, null, now))
}

/** Takes a note out of the bin, with its cards. Twice is the same as once. */
export async function restoreOwnNote(
  tx: Tx,
  userId: UserId,
  id: string,
  now: number,
): Promise<Outcome<CardChanges>> {
  const row = await tx.ownNote.findUnique({ where: { learnerId_id: { learnerId: userId, id } } })
  if (!row) return refuse('This card was deleted for good: the bin keeps cards for 30 days.')
  if (row.deletedAt && (await countNotes(tx, userId)) >= MOST_NOTES) return refuse(FULL)
  await tx.ownNote.updateMany({ where: { learnerId: userId, id }, data: { deletedAt: null } })
  return done(await putCards(tx, userId, id, toNote(row), now))
}

/** A note that is new to the learner, with what is known of its past. */
export interface AddedNote {
  id: string
  content: NoteContent
  origin: Origin
  guid: string | null
  createdAt: Date
  updatedAt: Date
}

const dateText = (date: Date) => date.toISOString().replace('Z', '+00:00')

/**
 * Adds many notes at once, with their cards: two statements, each with one parameter. The caller has
 * asked `noteProblem` of each, and knows that no id and guid is taken.
 */
export async function addOwnNotes(
  tx: Tx,
  userId: UserId,
  notes: AddedNote[],
): Promise<Outcome<{ cardIds: string[] }>> {
  if ((await countNotes(tx, userId)) + notes.length > MOST_NOTES) return refuse(FULL)
  const noteRows = notes.map(({ id, content, origin, guid, createdAt, updatedAt }) => ({
    ...columns(content),
    ...{ id, origin, guid, learnerId: userId },
    ...{ createdAt: dateText(createdAt), updatedAt: dateText(updatedAt) },
  }))
  const cardRows = notes.flatMap(({ id: noteId, content, createdAt }) =>
    draftsOf(content).map((draft) => ({
      ...draft,
      id: ownCardId(noteId, draft.ordinal),
      ...{ noteId, learnerId: userId, createdAt: dateText(createdAt) },
    })),
  )
  await tx.$executeRaw`
    INSERT INTO "OwnNote" (
      "learnerId", "id", "kind", "front", "back", "extra", "tags", "origin", "sourceHref", "guid",
      "createdAt", "updatedAt"
    ) SELECT
      value->>'learnerId', value->>'id', value->>'kind', value->>'front', value->>'back',
      value->>'extra', value->>'tags', value->>'origin', value->>'sourceHref', value->>'guid',
      value->>'createdAt', value->>'updatedAt'
    FROM json_each(${JSON.stringify(noteRows)})`
  await tx.$executeRaw`
    INSERT INTO "OwnCard" (
      "learnerId", "id", "noteId", "ordinal", "frontText", "backText", "hash", "createdAt"
    ) SELECT
      value->>'learnerId', value->>'id', value->>'noteId', value->>'ordinal',
      value->>'frontText', value->>'backText', value->>'hash', value->>'createdAt'
    FROM json_each(${JSON.stringify(cardRows)})`
  return done({ cardIds: cardRows.map(({ id }) => id) })
}

/** Every note of a learner's that is in use, oldest first. */
export async function listAllNotes(
  tx: Tx | Db,
  userId: UserId,
): Promise<(OwnNote & { guid: string | null })[]> {
  const rows = await tx.ownNote.findMany({
    where: { learnerId: userId, deletedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...toNote(row), guid: row.guid }))
}
