import 'server-only'
import type { UserId } from '@/lib/auth'
import type { Db, Tx } from '@/lib/db'
import { toNote } from '../data'
import { draftsOf } from '../drafts/rules'
import { ownCardId } from '../rules'
import type { NoteContent } from '../schema'

// Thousands of notes at once, as a file brings them or an undo takes them back: each statement has
// one parameter, so that nobody else waits long for the database.

/** A note of a learner's, in use or in the bin, with what a file knows it by. */
export interface HeldNote {
  id: string
  guid: string | null
  content: NoteContent
  inBin: boolean
}

/** A learner's notes that have one of these ids or guids. */
export async function listHeldNotes(
  tx: Tx | Db,
  userId: UserId,
  names: string[],
): Promise<HeldNote[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "OwnNote" WHERE "learnerId" = ${userId} AND (
      "id" IN (SELECT value FROM json_each(${JSON.stringify(names)}))
      OR "guid" IN (SELECT value FROM json_each(${JSON.stringify(names)}))
    )`
  const held: HeldNote[] = []
  for (let from = 0; from < rows.length; from += 5_000) {
    const part = await tx.ownNote.findMany({
      where: { learnerId: userId, id: { in: rows.slice(from, from + 5_000).map(({ id }) => id) } },
    })
    for (const row of part) {
      const { id, kind, front, back, extra, tags, sourceHref } = toNote(row)
      const content = { kind, front, back, extra, tags, sourceHref }
      held.push({ id, guid: row.guid, content, inBin: row.deletedAt !== null })
    }
  }
  return held
}

const dateText = (at: number) => new Date(at).toISOString().replace('Z', '+00:00')

/** Puts texts in the place of those that notes had; what was in the bin is in use again. */
export async function replaceOwnNotes(
  tx: Tx,
  userId: UserId,
  notes: { id: string; content: NoteContent }[],
  now: number,
): Promise<void> {
  if (notes.length === 0) return
  const rows = notes.map(({ id, content }) => ({
    ...content,
    tags: JSON.stringify(content.tags),
    id,
  }))
  const cards = notes.flatMap(({ id: noteId, content }) =>
    draftsOf(content).map((draft) => ({
      ...draft,
      id: ownCardId(noteId, draft.ordinal),
      noteId,
    })),
  )
  await tx.$executeRaw`
    UPDATE "OwnNote" SET
      "kind" = new.value->>'kind', "front" = new.value->>'front', "back" = new.value->>'back',
      "extra" = new.value->>'extra', "tags" = new.value->>'tags',
      "sourceHref" = new.value->>'sourceHref', "updatedAt" = ${dateText(now)}, "deletedAt" = NULL
    FROM json_each(${JSON.stringify(rows)}) AS new
    WHERE "OwnNote"."learnerId" = ${userId} AND "OwnNote"."id" = new.value->>'id'`
  await tx.$executeRaw`
    UPDATE "OwnCard" SET "gone" = 1 WHERE "learnerId" = ${userId}
    AND "noteId" IN (SELECT value->>'id' FROM json_each(${JSON.stringify(rows)}))`
  await tx.$executeRaw`
    INSERT INTO "OwnCard" (
      "learnerId", "id", "noteId", "ordinal", "frontText", "backText", "hash", "createdAt"
    ) SELECT
      ${userId}, value->>'id', value->>'noteId', value->>'ordinal', value->>'frontText',
      value->>'backText', value->>'hash', ${dateText(now)}
    FROM json_each(${JSON.stringify(cards)}) WHERE true
    ON CONFLICT ("learnerId", "id") DO UPDATE SET
      "frontText" = excluded."frontText", "backText" = excluded."backText",
      "hash" = excluded."hash", "gone" = 0`
}

/** Puts notes into the bin; their cards are gone. */
export async function binOwnNotes(
  tx: Tx,
  userId: UserId,
  ids: string[],
  now: number,
): Promise<void> {
  const list = JSON.stringify(ids)
  await tx.$executeRaw`
    UPDATE "OwnNote" SET "deletedAt" = ${dateText(now)} WHERE "learnerId" = ${userId}
    AND "deletedAt" IS NULL AND "id" IN (SELECT value FROM json_each(${list}))`
  await tx.$executeRaw`
    UPDATE "OwnCard" SET "gone" = 1 WHERE "learnerId" = ${userId}
    AND "noteId" IN (SELECT value FROM json_each(${list}))`
}
