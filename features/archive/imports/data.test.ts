import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import {
  BASIC,
  CLOZE,
  currentPackage,
  type Fixture,
  legacyPackage,
  PIXEL,
  REVERSED,
} from '../fixtures/package'
import type { Choices } from '../plan/schema'

const DAY = 86_400_000
const NOW = Date.now()
const TAKE: Choices = { replace: false, history: true, tag: null }
const silent = () => {}
const never = new AbortController().signal

const fixture: Fixture = {
  types: [BASIC, REVERSED, CLOZE],
  decks: { 5: 'AWS::Lambda' },
  media: { 'a.png': PIXEL },
  notes: [
    {
      guid: 'one',
      type: 11,
      fields: ['What is *cold*?', 'A start <img src="a.png">'],
      deck: 5,
      cards: [
        {
          ordinal: 0,
          type: 2,
          queue: -1,
          flags: 2,
          log: [
            [NOW - 30 * DAY, 3, 0],
            [NOW - 20 * DAY, 1, 0],
            [NOW - 20 * DAY + 60_000, 3, 2],
            [NOW - 3 * DAY, 4],
          ],
        },
      ],
    },
    {
      guid: 'two',
      type: 12,
      fields: ['Hot', 'Cold'],
      cards: [
        { ordinal: 0, type: 2, log: [[NOW - 5 * DAY, 2]] },
        { ordinal: 1, type: 2 },
      ],
    },
    {
      guid: 'three',
      type: 15,
      fields: ['{{c1::a}} and {{c2::b}}', ''],
      cards: [{ ordinal: 0 }, { ordinal: 1 }],
    },
  ],
}

let rooms: Awaited<ReturnType<typeof load>>

async function load() {
  const [imports, past, staging, exports, everything, db, review, replay, own, run] =
    await Promise.all([
      import('./data'),
      import('./past/data'),
      import('../staging/data'),
      import('../exports/data'),
      import('../everything/data'),
      import('@/lib/db'),
      import('@/features/review/data'),
      import('@/features/review/replay/data'),
      import('@/features/cards/own/data'),
      import('../thread/schema'),
    ])
  return {
    ...imports,
    ...past,
    ...staging,
    ...exports,
    ...everything,
    db: db.db,
    recordReviews: review.recordReviews,
    compareLearner: replay.compareLearner,
    listOwnCards: own.listOwnCards,
    SENT: run.SENT,
    PACKAGE: run.PACKAGE,
  }
}

async function learner(): Promise<UserId> {
  const { id } = await rooms.db().learner.create({ data: { timeZone: 'Asia/Kathmandu' } })
  return id as UserId
}

async function send(userId: UserId, bytes: Uint8Array | string, name = 'deck.apkg') {
  const id = await rooms.openFolder(userId, name, NOW)
  writeFileSync(join(rooms.folderOf(id), rooms.SENT), bytes)
  const preview = await rooms.previewImport(userId, id, null, silent, never)
  if (!preview.ok) throw new Error(preview.error)
  return { id, preview: preview.value }
}

async function take(userId: UserId, bytes: Uint8Array | string, name?: string, choices = TAKE) {
  const { id, preview } = await send(userId, bytes, name)
  const report = await rooms.takeInFile(userId, id, choices, NOW, silent, never)
  if (!report.ok) throw new Error(report.error)
  return { id, preview, report: report.value }
}

/** What a learner holds of each card, without what counts events. */
const memories = async (learnerId: UserId) =>
  rooms.db().memory.findMany({
    where: { learnerId },
    orderBy: { cardId: 'asc' },
    omit: { learnerId: true, version: true },
  })

const notes = async (learnerId: UserId) =>
  rooms.db().ownNote.findMany({
    where: { learnerId, deletedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, kind: true, front: true, back: true, extra: true, tags: true },
  })

const consistent = async (userId: UserId) =>
  expect((await rooms.compareLearner(userId)).differences).toEqual([])

beforeAll(async () => {
  await freshDatabase()
  rooms = await load()
})
afterAll(() => rooms.db().$disconnect())

describe('an Anki package', () => {
  test('is previewed, taken in with media and history, and adds nothing the second time', async () => {
    const userId = await learner()
    const bytes = await currentPackage(fixture)
    const { preview, report } = await take(userId, bytes)
    expect(preview).toMatchObject({
      name: 'deck.apkg',
      format: 'apkg',
      counts: { new: 3, same: 0, differs: 0, bin: 0, site: 0 },
      answers: 5,
      studied: 2,
      unscheduled: 1,
      marked: 1,
      media: 1,
    })
    expect(report).toMatchObject({ added: 3, answers: 5, media: 1, marked: 1, skipped: [] })
    const cards = await rooms.listOwnCards(rooms.db(), userId)
    expect(cards.map(({ frontText }) => frontText)).toEqual([
      'What is *cold*?',
      'Hot',
      'Cold',
      '[…] and b',
      'a and […]',
    ])
    const held = await memories(userId)
    expect(held.map(({ reps, state }) => [reps, state])).toEqual(
      expect.arrayContaining([
        [4, 'review'],
        [1, 'learning'],
      ]),
    )
    const [hand] = await rooms.db().hand.findMany({ where: { learnerId: userId } })
    expect(hand).toMatchObject({ suspended: true, flag: 2 })
    const events = await rooms.db().review.findMany({ where: { learnerId: userId } })
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['import']))
    await consistent(userId)

    const again = await take(userId, await legacyPackage(fixture))
    expect(again.preview.counts).toMatchObject({ new: 0, same: 3 })
    expect(again.report).toMatchObject({ added: 0, unchanged: 3, answers: 0, known: 5, media: 0 })
    expect(await memories(userId)).toEqual(held)
    expect(await rooms.db().review.count({ where: { learnerId: userId } })).toBe(events.length)
  })

  test('is taken back as a whole, and can come again', async () => {
    const userId = await learner()
    const bytes = await legacyPackage(fixture)
    const { id } = await take(userId, bytes)
    const [before, held] = [await notes(userId), await memories(userId)]
    const undone = await rooms.undoImport(userId, id, NOW)
    expect(undone).toMatchObject({ ok: true, value: { undoneAt: expect.any(String) } })
    expect(await notes(userId)).toEqual([])
    expect(await memories(userId)).toEqual([])
    expect(await rooms.db().ownMedia.count({ where: { learnerId: userId } })).toBe(0)
    expect(await rooms.db().hand.count({ where: { learnerId: userId } })).toBe(0)
    const days = await rooms.db().day.findMany({ where: { learnerId: userId } })
    expect(days.every(({ answers }) => answers === 0)).toBe(true)
    await consistent(userId)
    expect(await rooms.undoImport(userId, id, NOW)).toMatchObject({ ok: true })
    expect(await rooms.undoImport(await learner(), id, NOW)).toMatchObject({ ok: false })

    const { preview, report } = await take(userId, bytes)
    expect(preview.counts.bin).toBe(3)
    expect(report.added).toBe(3)
    expect(await notes(userId)).toEqual(before)
    expect(await memories(userId)).toEqual(held)
    await consistent(userId)
  })

  test('texts that differ stay as they are unless the file’s are wanted, and come back on undo', async () => {
    const userId = await learner()
    await take(userId, await legacyPackage(fixture))
    const changed = structuredClone(fixture)
    changed.notes[1]?.fields.splice(1, 1, 'Very cold')
    const bytes = await legacyPackage(changed)
    const kept = await take(userId, bytes)
    expect(kept.preview.counts).toMatchObject({ same: 2, differs: 1 })
    expect(kept.report).toMatchObject({ kept: 1, updated: 0 })
    const [held, before] = [await memories(userId), await notes(userId)]
    const { id, report } = await take(userId, bytes, undefined, { ...TAKE, replace: true })
    expect(report).toMatchObject({ updated: 1, kept: 0 })
    expect((await notes(userId)).some(({ back }) => back === 'Very cold')).toBe(true)
    expect(await memories(userId)).toEqual(held)
    await rooms.undoImport(userId, id, NOW)
    expect(await notes(userId)).toEqual(before)
  })

  test('answers given here meanwhile and those of the file end in one memory, by their times', async () => {
    const [userId, other] = [await learner(), await learner()]
    await take(userId, await legacyPackage(fixture))
    const [card] = await rooms.listOwnCards(rooms.db(), userId)
    const cardId = card?.id ?? ''
    const memory = await rooms.db().memory.findUnique({
      where: { learnerId_cardId: { learnerId: userId, cardId } },
    })
    const { previews } = await import('@/features/review/rules')
    const { getSchedule, toMemory } = await import('@/features/review/memory/data')
    const schedule = await getSchedule(rooms.db(), userId)
    if (!memory || !schedule) throw new Error('nothing was taken in')
    const later = NOW + 1000
    const [, , good] = previews(cardId, toMemory(memory), later, schedule)
    const [saved] = await rooms
      .recordReviews(
        userId,
        [
          {
            answerId: crypto.randomUUID(),
            cardId,
            grade: 3,
            version: memory.version,
            intervalDays: good?.intervalDays ?? 0,
            durationMs: 1000,
            clientAt: new Date(later).toISOString(),
            source: 'due',
          },
        ],
        later,
      )
      .then((outcome) => (outcome.ok ? outcome.value : []))
    expect(saved?.status).toBe('saved')
    const more = structuredClone(fixture)
    more.notes[0]?.cards?.[0]?.log?.push([NOW - DAY, 3])
    const { report } = await take(userId, await legacyPackage(more))
    expect(report).toMatchObject({ answers: 1, known: 5 })
    const after = await memories(userId)
    expect(after.find((row) => row.cardId === cardId)?.reps).toBe(6)
    await consistent(userId)
    expect(await memories(other)).toEqual([])
  })

  test('nothing is written where it is cancelled, refused or somebody else’s', async () => {
    const [userId, other] = [await learner(), await learner()]
    const { id } = await send(userId, await legacyPackage(fixture))
    const gone = await rooms.takeInFile(other, id, TAKE, NOW, silent, never)
    expect(gone).toMatchObject({ ok: false, error: expect.stringContaining('not waiting') })
    const cancelled = await rooms.takeInFile(userId, id, TAKE, NOW, silent, AbortSignal.abort())
    expect(cancelled).toMatchObject({ ok: false, error: expect.stringContaining('cancelled') })
    expect(await notes(userId)).toEqual([])
    expect(await rooms.db().ownMedia.count({ where: { learnerId: userId } })).toBe(0)
    await rooms.cancelImport(userId, id)
    expect(await rooms.takeInFile(userId, id, TAKE, NOW, silent, never)).toMatchObject({
      ok: false,
    })
    const bad = await rooms.openFolder(userId, 'x.apkg', NOW)
    writeFileSync(join(rooms.folderOf(bad), rooms.SENT), 'PK no')
    expect(await rooms.previewImport(userId, bad, null, silent, never)).toMatchObject({
      ok: false,
      error: expect.stringContaining('not a package'),
    })
    expect(await rooms.previewImport(userId, '../../etc', null, silent, never)).toMatchObject({
      ok: false,
    })
  })
})

describe('round trips', () => {
  async function exported(userId: UserId): Promise<Uint8Array> {
    const id = await rooms.exportPackage(userId, true, NOW, silent, never)
    if (!id.ok) throw new Error(id.error)
    const file = join(mkdtempSync(join(tmpdir(), 'coldstart-out-')), 'out.apkg')
    copyFileSync(join(rooms.folderOf(id.value), rooms.PACKAGE), file)
    await rooms.closeFolder(id.value)
    return new Uint8Array(readFileSync(file))
  }

  test('out to .apkg and into a fresh learner: same cards, same memory to the last bit', async () => {
    const [userId, fresh] = [await learner(), await learner()]
    await take(userId, await currentPackage(fixture))
    const site = 'lambda-basics'
    const { getLibrary } = await import('@/features/cards/data')
    const [siteCard] = [...getLibrary().card.keys()]
    await take(
      userId,
      await legacyPackage({
        types: [BASIC],
        notes: [
          {
            guid: `coldstart.${siteCard ?? site}`,
            type: 11,
            fields: ['q', 'a'],
            cards: [
              {
                ordinal: 0,
                type: 2,
                log: [
                  [NOW - 9 * DAY, 3],
                  [NOW - DAY, 2],
                ],
              },
            ],
          },
        ],
      }),
    )
    expect((await memories(userId)).length).toBe(3)
    const bytes = await exported(userId)
    // Another zone folds the same, because each answer brings what it was scheduled by.
    await rooms
      .db()
      .learner.update({ where: { id: fresh }, data: { timeZone: 'Pacific/Apia', rolloverHour: 0 } })
    const { preview, report } = await take(fresh, bytes)
    expect(preview.counts).toMatchObject({ new: 3, site: 1 })
    expect(report).toMatchObject({ added: 3, answers: 7, skipped: [] })
    expect(await notes(fresh)).toEqual(await notes(userId))
    expect(JSON.stringify(await memories(fresh))).toBe(JSON.stringify(await memories(userId)))
    await consistent(fresh)
    const again = await take(fresh, bytes)
    expect(again.report).toMatchObject({ added: 0, unchanged: 3, answers: 0 })
  })

  test('what Anki makes of it has the same cards and history without our own file', async () => {
    const [userId, fresh] = [await learner(), await learner()]
    await take(userId, await currentPackage(fixture))
    const { unzipSync, zipSync } = await import('fflate')
    const { 'coldstart.json': own, ...rest } = unzipSync(await exported(userId))
    expect(own).toBeDefined()
    const { report } = await take(fresh, zipSync(rest))
    expect(report).toMatchObject({ added: 3, answers: 5, media: 1, marked: 1, skipped: [] })
    expect(await notes(fresh)).toEqual(await notes(userId))
    expect(
      (await memories(fresh)).map(({ cardId, reps, stability }) => [cardId, reps, stability]),
    ).toEqual(
      (await memories(userId)).map(({ cardId, reps, stability }) => [cardId, reps, stability]),
    )
  })

  test.each(['csv', 'tsv', 'markdown'] as const)(
    'out to %s and in again adds nothing',
    async (format) => {
      const [userId, fresh] = [await learner(), await learner()]
      await take(userId, await currentPackage(fixture))
      const text = await rooms.exportText(userId, format)
      const name = `cards.${format === 'markdown' ? 'md' : format}`
      expect((await take(userId, text, name)).report).toMatchObject({ added: 0, unchanged: 3 })
      expect((await take(fresh, text, name)).report).toMatchObject({ added: 3 })
      const bare = (list: Awaited<ReturnType<typeof notes>>) =>
        list.map(({ kind, front, back, extra, tags }) => ({ kind, front, back, extra, tags }))
      expect(bare(await notes(fresh))).toEqual(bare(await notes(userId)))
    },
  )

  test('everything: every table that belongs to a learner, none of its secrets', async () => {
    const userId = await learner()
    await take(userId, await currentPackage(fixture))
    let text = ''
    for await (const piece of rooms.everything(userId, NOW)) text += piece
    const all = JSON.parse(text) as Record<string, object[]>
    const models = readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{/gm)
    const tables = [...models].flatMap(([, name = '']) => (name === 'Learner' ? [] : [name]))
    expect(
      Object.keys(all)
        .filter((key) => Array.isArray(all[key]))
        .sort(),
    ).toEqual(tables.sort())
    expect(all.OwnNote).toHaveLength(3)
    expect(all.Review).toHaveLength(5)
    expect(text).not.toMatch(/passwordHash|guestKey/)
  })
})
