import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { getOwnNote, toNote } from '../data'
import { lineOf } from '../drafts/rules'
import type { OwnNote } from '../schema'
import type { NoteLine, NotePage, TagCount } from './schema'

const ON_A_PAGE = 50

/** What to list: words that every side is searched for, a tag, a page from 1. */
export interface NoteQuery {
  text: string
  tag: string
  page: number
}

const matching = (learnerId: UserId, { text, tag }: NoteQuery) => ({
  learnerId,
  deletedAt: null,
  AND: text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({
      OR: [
        { front: { contains: word } },
        { back: { contains: word } },
        { extra: { contains: word } },
        { tags: { contains: word } },
      ],
    })),
  ...(tag === '' ? {} : { tags: { contains: JSON.stringify(tag) } }),
})

/** A page of the learner's notes, the last changed first. */
export async function listNotes(userId: UserId, query: NoteQuery): Promise<NotePage> {
  const where = matching(userId, query)
  const total = await db().ownNote.count({ where })
  const pages = Math.max(1, Math.ceil(total / ON_A_PAGE))
  const page = Math.min(Math.max(1, query.page), pages)
  const rows = await db().ownNote.findMany({
    where,
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    skip: (page - 1) * ON_A_PAGE,
    take: ON_A_PAGE,
  })
  const notes = rows.map((row): NoteLine => {
    const note = toNote(row)
    const { id, kind, tags, updatedAt } = note
    return { id, kind, tags, updatedAt, ...lineOf(note) }
  })
  return { notes, total, page, pages }
}

/** The tags of a learner's notes with how many notes have them, the most used first. */
export async function listTags(userId: UserId): Promise<TagCount[]> {
  const rows = await db().$queryRaw<{ tag: string; notes: number | bigint }[]>`
    SELECT "tag"."value" AS "tag", COUNT(*) AS "notes"
    FROM "OwnNote", json_each("OwnNote"."tags") AS "tag"
    WHERE "OwnNote"."learnerId" = ${userId} AND "OwnNote"."deletedAt" IS NULL
    GROUP BY "tag"."value" ORDER BY COUNT(*) DESC, "tag"."value" LIMIT 60`
  return rows.map(({ tag, notes }) => ({ tag, notes: Number(notes) }))
}

/** A note to be edited; null where it is not there, in the bin, or not the learner's. */
export const readOwnNote = (userId: UserId, id: string): Promise<OwnNote | null> =>
  getOwnNote(db(), userId, id)
