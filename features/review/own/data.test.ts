import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { listOwnCardIds, listOwnCards, resolveCards } from '@/features/cards/own/data'
import { listNotes, listTags, readOwnNote } from '@/features/cards/own/list/data'
import { ownCardId } from '@/features/cards/own/rules'
import type { NoteContent, SaveResult } from '@/features/cards/own/schema'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { listEvents } from '../log/data'
import { replayCard } from '../log/rules'
import { toMemory } from '../memory/data'
import { getParameters } from '../parameters/data'
import { buildQueue } from '../queue/data'
import { compareLearner } from '../replay/data'
import type { AnswerResult, Grade } from '../schema'
import { undoReview } from '../undo/data'
import { deleteOwn, rememberOwn, restoreOwn, saveOwn } from './data'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

const content = (change: Partial<NoteContent> = {}): NoteContent => ({
  kind: 'basic',
  front: 'What runs your code?',
  back: 'Lambda',
  extra: '',
  tags: [],
  sourceHref: null,
  ...change,
})

async function save(
  userId: UserId,
  id: string,
  base: string | null,
  change: Partial<NoteContent> = {},
  { anew = false, now = NOW } = {},
): Promise<SaveResult & { status: 'saved' }> {
  const outcome = await saveOwn(userId, { id, base, content: content(change), anew }, now)
  if (!outcome.ok) throw new Error(outcome.error)
  if (outcome.value.status !== 'saved') throw new Error('changed elsewhere')
  return outcome.value
}

async function record(userId: UserId, answer: object, now: number): Promise<AnswerResult> {
  const whole = { clientAt: new Date(now).toISOString(), durationMs: 4_000, source: 'due' as const }
  const outcome = await recordReviews(userId, [{ ...whole, ...answer } as never], now)
  if (!outcome.ok) throw new Error(outcome.error)
  const [result] = outcome.value
  if (!result) throw new Error('no result')
  return result
}

/** Answers a card as its button shows it: a probe that is refused brings the card with its buttons. */
async function press(userId: UserId, cardId: string, grade: Grade, now = NOW) {
  const probe = { answerId: randomUUID(), cardId, grade, version: 9_999, intervalDays: 0 }
  const refused = await record(userId, probe, now)
  if (refused.status !== 'stale') throw new Error(`the probe was ${refused.status}`)
  const { card } = refused
  const intervalDays = card.previews.find((one) => one.grade === grade)?.intervalDays ?? 0
  const answerId = randomUUID()
  const given = { answerId, cardId, grade, version: card.version, intervalDays }
  expect((await record(userId, given, now)).status).toBe('saved')
  return { answerId, card }
}

async function memoryOf(userId: UserId, cardId: string) {
  const row = await db().memory.findUnique({
    where: { learnerId_cardId: { learnerId: userId, cardId } },
  })
  return row && toMemory(row)
}

/** What is stored is what the log folds to, days included. */
async function expectReplay(userId: UserId) {
  expect((await compareLearner(userId)).differences).toEqual([])
}

const withoutVersion = (memory: object | null) => memory && { ...memory, version: undefined }

describe('own cards are studied like the site’s', () => {
  test('queued as new, answered, taken back, in one log with all others', async () => {
    const userId = await learner()
    const id = randomUUID()
    const { cardIds } = await save(userId, id, null, { kind: 'reverse' })
    expect(cardIds).toEqual([ownCardId(id, 1), ownCardId(id, 2)])
    const queue = await buildQueue(userId, {}, NOW)
    const queued = queue?.cards.filter((card) => card.id.startsWith('own.')) ?? []
    expect(queued.map((card) => card.id)).toContain(cardIds[0])
    expect(queued[0]).toMatchObject({
      topicTitle: 'Your own cards',
      topicHref: '/cards/own',
      href: `/cards/own/${id}`,
      typed: null,
      group: `own.${id}`,
    })
    const { answerId } = await press(userId, cardIds[0] ?? '', 3)
    await press(userId, getLibrary().cards[0]?.id ?? '', 3)
    expect(await memoryOf(userId, cardIds[0] ?? '')).toMatchObject({ reps: 1 })
    await expectReplay(userId)
    const undone = await undoReview(userId, randomUUID(), answerId, NOW + 1_000)
    expect(undone).toMatchObject({ ok: true, value: { card: { id: cardIds[0], state: 'new' } } })
    expect(await memoryOf(userId, cardIds[0] ?? '')).toBeNull()
    await expectReplay(userId)
  })

  test('a card to be typed brings its answer as text', async () => {
    const userId = await learner()
    const id = randomUUID()
    await save(userId, id, null, { kind: 'typed', back: '**15**  minutes' })
    const queue = await buildQueue(userId, {}, NOW)
    const card = queue?.cards.find((one) => one.id === ownCardId(id, 1))
    expect(card).toMatchObject({ kind: 'typed', typed: '15 minutes' })
  })

  test('another learner’s ids look like ids of nobody', async () => {
    const [userId, other] = [await learner(), await learner()]
    const id = randomUUID()
    const { cardIds } = await save(userId, id, null)
    const [cardId = ''] = cardIds
    const nobody = ownCardId(randomUUID(), 1)
    const answer = { grade: 3, version: 0, intervalDays: 0 }
    const stranger = await record(other, { ...answer, answerId: randomUUID(), cardId }, NOW)
    const missing = await record(other, { ...answer, answerId: randomUUID(), cardId: nobody }, NOW)
    expect(stranger.status).toBe('unknown')
    expect(missing.status).toBe('unknown')
    expect(await resolveCards(db(), other, [cardId])).toEqual(new Map())
    expect(await readOwnNote(other, id)).toBeNull()
    expect(await deleteOwn(other, id, NOW)).toEqual(await deleteOwn(other, randomUUID(), NOW))
    expect(await restoreOwn(other, id, NOW)).toEqual(await restoreOwn(other, randomUUID(), NOW))
    const base = (await readOwnNote(userId, id))?.updatedAt ?? ''
    const edit = { id, base, content: content(), anew: false }
    expect(await saveOwn(other, edit, NOW)).toMatchObject({ ok: false, error: /no such card/i })
    expect(await db().review.count({ where: { learnerId: other } })).toBe(0)
  })

  test('the site’s cards are found without asking the database', async () => {
    const [first] = getLibrary().cards
    const nothing = {} as never
    expect(await resolveCards(nothing, (await learner()) as UserId, [first?.id ?? ''])).toEqual(
      new Map([[first?.id, first]]),
    )
  })
})

describe('pitfall 18: editing a card keeps its memory unless the meaning changed', () => {
  test('a typo mended keeps the memory, to the last bit', async () => {
    const userId = await learner()
    const id = randomUUID()
    const made = await save(userId, id, null, { front: 'Waht runs your code?' })
    const cardId = ownCardId(id, 1)
    const { card } = await press(userId, cardId, 3)
    const before = await memoryOf(userId, cardId)
    const events = await listEvents(db(), userId, [cardId])
    await save(userId, id, made.updatedAt, {}, { now: NOW + 1 })
    expect(await memoryOf(userId, cardId)).toEqual(before)
    expect(await listEvents(db(), userId, [cardId])).toEqual(events)
    const [now] = [...(await resolveCards(db(), userId, [cardId])).values()]
    expect(now?.frontText).toBe('What runs your code?')
    const { cardHash } = await db().review.findFirstOrThrow({
      where: { learnerId: userId, cardId },
    })
    expect(cardHash).not.toBe(now?.hash)
    expect(card.frontHtml).toContain('Waht')
  })

  test('a changed meaning asks anew, and undo brings the memory back', async () => {
    const userId = await learner()
    const id = randomUUID()
    const made = await save(userId, id, null, { kind: 'reverse' })
    for (const cardId of made.cardIds) await press(userId, cardId, 4)
    const before = await memoryOf(userId, ownCardId(id, 1))
    const saved = await save(
      userId,
      id,
      made.updatedAt,
      { kind: 'reverse', back: 'ECS' },
      { anew: true },
    )
    expect(saved.reset).toBe(2)
    expect(await readOwnNote(userId, id)).toMatchObject({ meaningVersion: 2 })
    expect(await memoryOf(userId, ownCardId(id, 1))).toBeNull()
    await expectReplay(userId)
    await press(userId, ownCardId(id, 1), 3, NOW + DAY)
    await expectReplay(userId)
    const remembered = await rememberOwn(userId, saved.cardIds, NOW + DAY + 1)
    expect(remembered).toEqual({ ok: true, value: { recalled: 2 } })
    await expectReplay(userId)
    expect(await memoryOf(userId, ownCardId(id, 1))).toMatchObject({ reps: 2 })
    expect(withoutVersion(await memoryOf(userId, ownCardId(id, 2)))).toMatchObject({
      stability: before?.stability,
      reps: 1,
    })
    const again = await rememberOwn(userId, saved.cardIds, NOW + DAY + 2)
    expect(again).toEqual({ ok: true, value: { recalled: 0 } })
  })

  test('a cloze that vanishes keeps its history, and has it back when it returns', async () => {
    const userId = await learner()
    const id = randomUUID()
    const whole = { kind: 'cloze' as const, front: '{{c1::a}} {{c2::b}}', back: '' }
    const made = await save(userId, id, null, whole)
    for (const cardId of made.cardIds) await press(userId, cardId, 4)
    const [one, two] = [ownCardId(id, 1), ownCardId(id, 2)]
    const before = [await memoryOf(userId, one), await memoryOf(userId, two)]
    const less = await save(userId, id, made.updatedAt, { ...whole, front: '{{c1::a}} b' })
    expect(less.cardIds).toEqual([one])
    expect(await memoryOf(userId, one)).toEqual(before[0])
    expect(await memoryOf(userId, two)).toBeNull()
    expect(
      await db().review.count({ where: { learnerId: userId, cardId: two, kind: 'answer' } }),
    ).toBe(1)
    expect(await listOwnCardIds(db(), userId)).toEqual([one])
    await expectReplay(userId)
    await save(userId, id, less.updatedAt, whole, { now: NOW + DAY })
    expect(withoutVersion(await memoryOf(userId, two))).toEqual(withoutVersion(before[1] ?? null))
    const events = await listEvents(db(), userId, [two])
    const versions = events.map(({ parametersVersion }) => parametersVersion)
    const folded = replayCard(two, events, await getParameters(db(), userId, versions))
    expect(await memoryOf(userId, two)).toEqual(folded)
    await expectReplay(userId)
  })
})

describe('saving', () => {
  test('the same save sent twice makes one note, also when the meaning changed', async () => {
    const userId = await learner()
    const id = randomUUID()
    const first = await save(userId, id, null)
    const second = await save(userId, id, null, {}, { now: NOW + 9_000 })
    expect(second).toEqual(first)
    await press(userId, ownCardId(id, 1), 3)
    const anew = await save(userId, id, first.updatedAt, { back: 'B' }, { anew: true })
    expect(anew.reset).toBe(1)
    await press(userId, ownCardId(id, 1), 3)
    const retried = await save(userId, id, first.updatedAt, { back: 'B' }, { anew: true })
    expect(retried).toMatchObject({ reset: 0, updatedAt: anew.updatedAt })
    expect(await memoryOf(userId, ownCardId(id, 1))).not.toBeNull()
    expect(await readOwnNote(userId, id)).toMatchObject({ meaningVersion: 2 })
  })

  test('what was changed elsewhere is handed back, not overwritten', async () => {
    const userId = await learner()
    const id = randomUUID()
    const first = await save(userId, id, null)
    await save(userId, id, first.updatedAt, { back: 'theirs' })
    const mine = { id, base: first.updatedAt, content: content({ back: 'mine' }), anew: true }
    const outcome = await saveOwn(userId, mine, NOW)
    expect(outcome).toMatchObject({
      ok: true,
      value: { status: 'changed', note: { back: 'theirs' } },
    })
    expect(await readOwnNote(userId, id)).toMatchObject({ back: 'theirs', meaningVersion: 1 })
  })

  test('what cannot be a card is refused with what to do, and nothing is kept', async () => {
    const userId = await learner()
    const wrong = {
      id: randomUUID(),
      base: null,
      content: content({ kind: 'cloze', back: '' }),
      anew: false,
    }
    expect(await saveOwn(userId, wrong, NOW)).toMatchObject({ ok: false, error: /{{c1::/ })
    expect(await db().ownNote.count({ where: { learnerId: userId } })).toBe(0)
  })
})

describe('deleting', () => {
  test('takes the cards out of everything, and undo brings all of it back', async () => {
    const userId = await learner()
    const id = randomUUID()
    await save(userId, id, null)
    const cardId = ownCardId(id, 1)
    await press(userId, cardId, 4)
    const before = await memoryOf(userId, cardId)
    expect(await deleteOwn(userId, id, NOW)).toEqual({ ok: true, value: null })
    expect(await memoryOf(userId, cardId)).toBeNull()
    expect(await listOwnCards(db(), userId)).toEqual([])
    expect(await readOwnNote(userId, id)).toBeNull()
    const later = await buildQueue(userId, {}, NOW + 400 * DAY)
    expect(later?.cards.map((card) => card.id)).not.toContain(cardId)
    expect(later?.counts.due).toBe(0)
    await expectReplay(userId)
    for (const _ of [1, 2])
      expect(await restoreOwn(userId, id, NOW)).toEqual({ ok: true, value: null })
    expect(withoutVersion(await memoryOf(userId, cardId))).toEqual(withoutVersion(before))
    expect(await listOwnCardIds(db(), userId)).toEqual([cardId])
    await expectReplay(userId)
  })

  test('the bin is emptied after 30 days; the card’s id is never given again', async () => {
    const userId = await learner()
    const [id, other] = [randomUUID(), randomUUID()]
    await save(userId, id, null)
    await save(userId, other, null)
    await deleteOwn(userId, id, NOW)
    await deleteOwn(userId, other, NOW + 31 * DAY)
    expect(await restoreOwn(userId, id, NOW)).toMatchObject({ ok: false, error: /30 days/ })
    const rows = await db().ownCard.findMany({ where: { learnerId: userId } })
    expect(rows.map(({ id: cardId, gone }) => [cardId, gone])).toEqual(
      expect.arrayContaining([[ownCardId(id, 1), true]]),
    )
  })
})

test('notes are listed by words and tag, the last changed first', async () => {
  const userId = await learner()
  await save(userId, randomUUID(), null, { front: 'Alpha {100%}', tags: ['aws', 'aws-iam'] })
  await save(
    userId,
    randomUUID(),
    null,
    { front: 'Beta', back: 'alpha too', tags: ['aws'] },
    { now: NOW + 1 },
  )
  const fronts = async (text: string, tag = '') =>
    (await listNotes(userId, { text, tag, page: 1 })).notes.map(({ frontText }) => frontText)
  expect(await fronts('')).toEqual(['Beta', 'Alpha {100%}'])
  expect(await fronts('ALPHA beta')).toEqual(['Beta'])
  expect(await fronts('100%')).toEqual(['Alpha {100%}'])
  expect(await fronts('', 'aws-iam')).toEqual(['Alpha {100%}'])
  expect(await listTags(userId)).toEqual([
    { tag: 'aws', notes: 2 },
    { tag: 'aws-iam', notes: 1 },
  ])
  expect(await listNotes(userId, { text: '', tag: '', page: 99 })).toMatchObject({
    page: 1,
    pages: 1,
  })
})
