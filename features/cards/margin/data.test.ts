import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import { noteSchema, pagePathSchema, reportSchema } from './schema'

await freshDatabase()
const data = await import('./data')
const { getLibrary } = await import('../data')
const { db } = await import('@/lib/db')

const ADA = 'ada' as UserId
const BOB = 'bob' as UserId
const NOBODY = 'nobody' as UserId
const NOW = Date.UTC(2026, 10, 22, 12)

const { topics, questions } = getLibrary()
const TOPIC = `/topics/${topics[0]?.slug}`
const QUESTION = `/questions/${questions[0]?.slug}`
const EMPTY = { bookmarked: false, note: null }

afterAll(() => db().$disconnect())
beforeEach(async () => {
  await db().learner.deleteMany()
  await db().learner.createMany({ data: [{ id: ADA }, { id: BOB }] })
})

const note = (text: string, base: string | null = null) => ({ path: TOPIC, text, base })
const at = (ms: number) => new Date(ms).toISOString()

describe('bookmarks', () => {
  it('are set and removed, as often as one likes', async () => {
    for (const on of [true, true, false, false, true])
      expect(await data.setBookmark(ADA, TOPIC, on)).toEqual({
        ok: true,
        value: { bookmarked: on },
      })
    expect(await data.getMargin(ADA, TOPIC)).toEqual({ bookmarked: true, note: null })
    expect(await data.listBookmarks(ADA)).toMatchObject([{ path: TOPIC, title: topics[0]?.title }])
  })

  it('come newest first', async () => {
    await data.setBookmark(ADA, TOPIC, true)
    await db().bookmark.updateMany({ data: { createdAt: new Date(NOW) } })
    await data.setBookmark(ADA, QUESTION, true)
    await db().bookmark.updateMany({
      where: { path: QUESTION },
      data: { createdAt: new Date(NOW + 1) },
    })
    expect((await data.listBookmarks(ADA)).map(({ path }) => path)).toEqual([QUESTION, TOPIC])
  })

  it('need a page and a learner', async () => {
    expect((await data.setBookmark(ADA, '/topics/no-such-topic', true)).ok).toBe(false)
    expect((await data.setBookmark(NOBODY, TOPIC, true)).ok).toBe(false)
    expect(await data.getMargin(NOBODY, TOPIC)).toBeNull()
  })
})

describe('notes', () => {
  it('are saved, changed, and removed when emptied', async () => {
    expect(await data.saveNote(ADA, note('one'), NOW)).toEqual({
      ok: true,
      value: { status: 'saved', savedAt: at(NOW) },
    })
    await data.saveNote(ADA, note('two', at(NOW)), NOW + 5)
    expect(await data.getMargin(ADA, TOPIC)).toEqual({
      bookmarked: false,
      note: { text: 'two', savedAt: at(NOW + 5) },
    })
    expect(await data.saveNote(ADA, note(' \n', at(NOW + 5)), NOW + 9)).toEqual({
      ok: true,
      value: { status: 'saved', savedAt: null },
    })
    expect(await data.getMargin(ADA, TOPIC)).toEqual(EMPTY)
  })

  it('that were changed elsewhere are handed back, not overwritten', async () => {
    await data.saveNote(ADA, note('one'), NOW)
    await data.saveNote(ADA, note('from the phone', at(NOW)), NOW + 5)
    expect(await data.saveNote(ADA, note('from the desk', at(NOW)), NOW + 9)).toEqual({
      ok: true,
      value: { status: 'changed', note: { text: 'from the phone', savedAt: at(NOW + 5) } },
    })
    expect((await data.saveNote(ADA, note('', at(NOW)), NOW + 9)).ok).toBe(true)
    expect((await data.getMargin(ADA, TOPIC))?.note?.text).toBe('from the phone')
  })

  it('that were removed elsewhere are saved again rather than lost', async () => {
    await data.saveNote(ADA, note('one'), NOW)
    await data.saveNote(ADA, note('', at(NOW)), NOW + 5)
    expect(await data.saveNote(ADA, note('one more', at(NOW)), NOW + 9)).toMatchObject({
      value: { status: 'saved' },
    })
  })

  it('saved twice by a retry are one save', async () => {
    await data.saveNote(ADA, note('one'), NOW)
    expect(await data.saveNote(ADA, note('one'), NOW + 5)).toMatchObject({
      value: { status: 'saved' },
    })
  })

  it('never share an instant, even where the clock stands still', async () => {
    await data.saveNote(ADA, note('one'), NOW)
    const second = await data.saveNote(ADA, note('two', at(NOW)), NOW)
    expect(second).toMatchObject({ value: { savedAt: at(NOW + 1) } })
  })

  it('need a page and a learner', async () => {
    const nowhere = { path: '/topics/no-such-topic', text: 'x', base: null }
    expect((await data.saveNote(ADA, nowhere, NOW)).ok).toBe(false)
    expect((await data.saveNote(NOBODY, note('x'), NOW)).ok).toBe(false)
  })
})

describe('someone else’s margin', () => {
  it('looks like an empty one, and cannot be changed', async () => {
    await data.setBookmark(ADA, TOPIC, true)
    await data.saveNote(ADA, note('mine'), NOW)
    await data.recordPlace(ADA, TOPIC, '', NOW)
    expect(await data.getMargin(BOB, TOPIC)).toEqual(EMPTY)
    expect(await data.getMargin(BOB, QUESTION)).toEqual(EMPTY)
    expect(await data.listBookmarks(BOB)).toEqual([])
    expect(await data.listNotes(BOB)).toEqual([])
    expect(await data.getLastPlace(BOB)).toBeNull()

    await data.setBookmark(BOB, TOPIC, false)
    expect(await data.saveNote(BOB, note('', at(NOW)), NOW + 5)).toEqual(
      await data.saveNote(BOB, { ...note('', at(NOW)), path: QUESTION }, NOW + 5),
    )
    await data.saveNote(BOB, note('of Bob', at(NOW)), NOW + 5)
    expect(await data.getMargin(ADA, TOPIC)).toEqual({
      bookmarked: true,
      note: { text: 'mine', savedAt: at(NOW) },
    })
  })
})

describe('reports', () => {
  it('are kept, fifty a day', async () => {
    for (let i = 0; i < 50; i += 1)
      expect((await data.saveReport(ADA, TOPIC, `wrong ${i}`, NOW + i)).ok).toBe(true)
    expect((await data.saveReport(ADA, TOPIC, 'one more', NOW + 60)).ok).toBe(false)
    expect((await data.saveReport(BOB, TOPIC, 'of Bob', NOW + 60)).ok).toBe(true)
    expect((await data.saveReport(ADA, TOPIC, 'next day', NOW + 86_400_060)).ok).toBe(true)
    expect(await db().report.count()).toBe(52)
  })

  it('need a page and a learner', async () => {
    expect((await data.saveReport(ADA, '/questions/none', 'wrong', NOW)).ok).toBe(false)
    expect((await data.saveReport(NOBODY, TOPIC, 'wrong', NOW)).ok).toBe(false)
  })
})

describe('the place last read', () => {
  it('is the last one, with its heading, on a page that still exists', async () => {
    await data.recordPlace(ADA, TOPIC, 'a-heading', NOW)
    await data.recordPlace(ADA, QUESTION, '', NOW + 5)
    await data.recordPlace(ADA, TOPIC, 'further-down', NOW + 9)
    expect(await data.getLastPlace(ADA)).toEqual({
      path: TOPIC,
      title: topics[0]?.title,
      anchor: 'further-down',
    })
    await db().place.create({
      data: { learnerId: ADA, path: '/topics/gone', title: 'Gone', readAt: new Date(NOW + 20) },
    })
    expect(await data.getLastPlace(ADA)).toMatchObject({ path: TOPIC })
    expect((await data.recordPlace(ADA, '/topics/gone', '', NOW)).ok).toBe(false)
    expect((await data.recordPlace(NOBODY, TOPIC, '', NOW)).ok).toBe(false)
  })
})

describe('input', () => {
  it.each(['/topics/a', '/questions/what-is-it', '/paths/lambda_basics'])('%s is a page', (path) =>
    expect(z.safeParse(pagePathSchema, path).success).toBe(true),
  )
  it.each([
    '',
    '/',
    '/topics',
    '//evil.example/x',
    'https://x/y',
    '/topics/a/cards',
    '/topics/<b>',
  ])('%j is no page', (path) => expect(z.safeParse(pagePathSchema, path).success).toBe(false))
  it('holds notes to 10,000 characters and reports to some text', () => {
    expect(z.safeParse(noteSchema, note('x'.repeat(10_000))).success).toBe(true)
    expect(z.safeParse(noteSchema, note('x'.repeat(10_001))).success).toBe(false)
    expect(z.safeParse(reportSchema, { path: TOPIC, text: '   ' }).success).toBe(false)
    expect(z.safeParse(reportSchema, { path: TOPIC, text: 'x'.repeat(2001) }).success).toBe(false)
  })
})
