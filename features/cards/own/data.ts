import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import type { Db, Tx } from '@/lib/db'
import { getHighlightFor } from '../code/data'
import { getLibrary } from '../data'
import type { Card } from '../schema'
import { compiledCard, compilePreview } from './card/rules'
import { ordinalsOf } from './drafts/rules'
import { languagesIn } from './html/rules'
import { isOwnId, readOwnCardId } from './rules'
import {
  type NoteContent,
  type NotePreview,
  ORIGINS,
  OWN_KINDS,
  type OwnCardLine,
  type OwnNote,
  tagsSchema,
} from './schema'

type NoteRow = Awaited<ReturnType<Tx['ownNote']['findMany']>>[number]

const one = <T extends string>(value: string, allowed: readonly T[], otherwise: T): T =>
  allowed.find((name) => name === value) ?? otherwise

const readTags = (json: string): string[] => z.parse(tagsSchema, JSON.parse(json))

/** A row as rules understand it. */
export function toNote(row: NoteRow): OwnNote {
  return {
    id: row.id,
    kind: one(row.kind, OWN_KINDS, 'basic'),
    front: row.front,
    back: row.back,
    extra: row.extra,
    tags: readTags(row.tags),
    sourceHref: row.sourceHref,
    origin: one(row.origin, ORIGINS, 'own'),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    meaningVersion: row.meaningVersion,
  }
}

// What was compiled lately, by card and text: a session asks for the same cards again and again.
const compiled = new Map<string, Card>()
const MOST_COMPILED = 2_000

async function compile(note: OwnNote, ordinal: number): Promise<Card> {
  const key = JSON.stringify([note.id, ordinal, note.kind, note.front, note.back, note.extra])
  const known = compiled.get(key)
  if (known) return known
  const highlight = await getHighlightFor(
    [note.front, note.back, note.extra].flatMap((text) => languagesIn(text)),
  )
  const card = compiledCard(note, ordinal, highlight)
  if (compiled.size >= MOST_COMPILED) compiled.clear()
  compiled.set(key, card)
  return card
}

/**
 * Cards by their ids, the site's and the learner's own. Ids of nobody, of another learner and of
 * cards in the bin are left out. Where all are the site's, the database is not asked.
 */
export async function resolveCards(
  tx: Tx | Db,
  userId: UserId,
  ids: string[],
): Promise<Map<string, Card>> {
  const { card: site } = getLibrary()
  const found = new Map<string, Card>()
  for (const id of ids) {
    const card = site.get(id)
    if (card) found.set(id, card)
  }
  const wanted = [...new Set(ids)].flatMap((id) => {
    const read = isOwnId(id) ? readOwnCardId(id) : null
    return read ? [{ id, ...read }] : []
  })
  if (wanted.length === 0) return found
  const rows = await tx.ownNote.findMany({
    where: { learnerId: userId, deletedAt: null, id: { in: wanted.map(({ noteId }) => noteId) } },
  })
  const notes = new Map(rows.map((row) => [row.id, toNote(row)]))
  for (const { id, noteId, ordinal } of wanted) {
    const note = notes.get(noteId)
    if (note && ordinalsOf(note).includes(ordinal)) found.set(id, await compile(note, ordinal))
  }
  return found
}

/** What the cards of a text look like before it is saved. */
export async function previewCards(content: NoteContent): Promise<NotePreview> {
  const languages = [content.front, content.back, content.extra].flatMap(languagesIn)
  return compilePreview(content, await getHighlightFor(languages))
}

/** A note of the learner's that is not in the bin; null where there is none. */
export async function getOwnNote(tx: Tx | Db, userId: UserId, id: string): Promise<OwnNote | null> {
  const row = await tx.ownNote.findUnique({ where: { learnerId_id: { learnerId: userId, id } } })
  return row && row.deletedAt === null ? toNote(row) : null
}

/** Every card of the learner's own that is in use, oldest first. */
export async function listOwnCards(tx: Tx | Db, userId: UserId): Promise<OwnCardLine[]> {
  const cards = await tx.ownCard.findMany({
    where: { learnerId: userId, gone: false },
    orderBy: [{ createdAt: 'asc' }, { noteId: 'asc' }, { ordinal: 'asc' }],
    omit: { learnerId: true, gone: true, createdAt: true },
  })
  if (cards.length === 0) return []
  const notes = await tx.ownNote.findMany({
    where: { learnerId: userId, deletedAt: null },
    select: { id: true, kind: true, tags: true },
  })
  const byId = new Map(notes.map((note) => [note.id, note]))
  return cards.flatMap((card) => {
    const note = byId.get(card.noteId)
    return note
      ? [{ ...card, kind: one(note.kind, OWN_KINDS, 'basic'), tags: readTags(note.tags) }]
      : []
  })
}

/** The ids of the learner's own cards that are in use, oldest first: what may be new to study. */
export async function listOwnCardIds(tx: Tx | Db, userId: UserId): Promise<string[]> {
  const cards = await tx.ownCard.findMany({
    where: { learnerId: userId, gone: false },
    orderBy: [{ createdAt: 'asc' }, { noteId: 'asc' }, { ordinal: 'asc' }],
    select: { id: true },
  })
  return cards.map(({ id }) => id)
}
