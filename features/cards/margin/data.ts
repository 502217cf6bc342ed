import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { getLibrary } from '../data'
import { titleOf } from './rules'
import type { LastPlace, Margin, NoteInput, NoteResult, SavedBookmark, SavedNote } from './schema'

const NO_PAGE = 'There is no such page any more. Go to the topics to find what replaced it.'
const GONE = 'Your session has ended. Reload the page and try again.'
const MOST_REPORTS_A_DAY = 50
const DAY_MS = 86_400_000

const titleAt = (path: string) => titleOf(getLibrary(), path)

const isThere = async (userId: UserId) =>
  (await db().learner.count({ where: { id: userId } })) === 1

/** What a learner put in the margin of the page at `path`; null where the learner is gone. */
export async function getMargin(userId: UserId, path: string): Promise<Margin | null> {
  const learner = await db().learner.findUnique({
    where: { id: userId },
    select: {
      bookmarks: { where: { path }, select: { path: true } },
      notes: { where: { path }, select: { text: true, updatedAt: true } },
    },
  })
  if (!learner) return null
  const [note] = learner.notes
  return {
    bookmarked: learner.bookmarks.length > 0,
    note: note ? { text: note.text, savedAt: note.updatedAt.toISOString() } : null,
  }
}

/** Sets or removes a bookmark; doing so twice is the same as once. */
export async function setBookmark(
  userId: UserId,
  path: string,
  on: boolean,
): Promise<Outcome<{ bookmarked: boolean }>> {
  if (!on) {
    await db().bookmark.deleteMany({ where: { learnerId: userId, path } })
    return done({ bookmarked: false })
  }
  const title = titleAt(path)
  if (title === null) return refuse(NO_PAGE)
  if (!(await isThere(userId))) return refuse(GONE)
  await db().bookmark.upsert({
    where: { learnerId_path: { learnerId: userId, path } },
    create: { learnerId: userId, path, title },
    update: { title },
  })
  return done({ bookmarked: true })
}

/**
 * Saves a note, or removes it where its text is empty. A note that was changed since the editor saw
 * it is not overwritten: it is handed back, so that neither version is lost.
 */
export async function saveNote(
  userId: UserId,
  { path, text, base }: NoteInput,
  now: number,
): Promise<Outcome<NoteResult>> {
  return db().$transaction(async (tx): Promise<Outcome<NoteResult>> => {
    const where = { learnerId_path: { learnerId: userId, path } }
    const held = await tx.note.findUnique({ where })
    if (held && held.updatedAt.toISOString() !== base && held.text !== text)
      return done({
        status: 'changed',
        note: { text: held.text, savedAt: held.updatedAt.toISOString() },
      })
    if (text.trim() === '') {
      await tx.note.deleteMany({ where: { learnerId: userId, path } })
      return done({ status: 'saved', savedAt: null })
    }
    // A page that has since gone keeps the note it has; it takes no new one.
    if (!held && titleAt(path) === null) return refuse(NO_PAGE)
    if ((await tx.learner.count({ where: { id: userId } })) === 0) return refuse(GONE)
    const updatedAt = new Date(Math.max(now, (held?.updatedAt.getTime() ?? 0) + 1))
    await tx.note.upsert({
      where,
      create: { learnerId: userId, path, text, updatedAt },
      update: { text, updatedAt },
    })
    return done({ status: 'saved', savedAt: updatedAt.toISOString() })
  })
}

/** Keeps a reader's report of an error in the content. */
export async function saveReport(
  userId: UserId,
  path: string,
  text: string,
  now: number,
): Promise<Outcome<null>> {
  if (titleAt(path) === null) return refuse(NO_PAGE)
  if (!(await isThere(userId))) return refuse(GONE)
  const lately = await db().report.count({
    where: { learnerId: userId, createdAt: { gt: new Date(now - DAY_MS) } },
  })
  if (lately >= MOST_REPORTS_A_DAY)
    return refuse(`You sent ${lately} reports within a day. Keep this one for tomorrow.`)
  await db().report.create({ data: { learnerId: userId, path, text, createdAt: new Date(now) } })
  return done(null)
}

/** Notes where a learner reads. */
export async function recordPlace(
  userId: UserId,
  path: string,
  anchor: string,
  now: number,
): Promise<Outcome<null>> {
  const title = titleAt(path)
  if (title === null) return refuse(NO_PAGE)
  if (!(await isThere(userId))) return refuse(GONE)
  const place = { title, anchor, readAt: new Date(now) }
  await db().place.upsert({
    where: { learnerId_path: { learnerId: userId, path } },
    create: { learnerId: userId, path, ...place },
    update: place,
  })
  return done(null)
}

/** Where a learner read last, on a page that still exists; null where nowhere. */
export async function getLastPlace(userId: UserId): Promise<LastPlace | null> {
  const places = await db().place.findMany({
    where: { learnerId: userId },
    orderBy: { readAt: 'desc' },
    take: 10,
    select: { path: true, anchor: true },
  })
  for (const { path, anchor } of places) {
    const title = titleAt(path)
    if (title !== null) return { path, title, anchor }
  }
  return null
}

/** A learner's bookmarks, newest first. */
export async function listBookmarks(userId: UserId): Promise<SavedBookmark[]> {
  const rows = await db().bookmark.findMany({
    where: { learnerId: userId },
    orderBy: [{ createdAt: 'desc' }, { path: 'asc' }],
  })
  return rows.map(({ path, title, createdAt }) => ({
    path,
    title: titleAt(path) ?? title,
    at: createdAt.toISOString(),
  }))
}

/** A learner's notes, the last changed first. */
export async function listNotes(userId: UserId): Promise<SavedNote[]> {
  const rows = await db().note.findMany({
    where: { learnerId: userId },
    orderBy: [{ updatedAt: 'desc' }, { path: 'asc' }],
  })
  return rows.map(({ path, text, updatedAt }) => ({
    path,
    title: titleAt(path) ?? path,
    text,
    at: updatedAt.toISOString(),
  }))
}
