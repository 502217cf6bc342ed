import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { changeHands } from '../hand/data'
import type { QueueCard } from '../schema'
import { undoReview } from '../undo/data'
import { getWhy } from './data'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

test('says what the buttons of that moment do, how it went, and what is set on the card', async () => {
  const userId = await learner()
  const [card] = getLibrary().cards
  const cardId = card?.id ?? ''
  expect(await getWhy(userId, cardId, NOW)).toMatchObject({
    state: 'new',
    recall: null,
    firstSeenAt: null,
    answers: [],
  })
  const answer = (shown: Pick<QueueCard, 'version' | 'previews'>, grade: 1 | 4) => ({
    answerId: randomUUID(),
    cardId,
    grade,
    version: shown.version,
    intervalDays: shown.previews.find((preview) => preview.grade === grade)?.intervalDays ?? 0,
    durationMs: 1000,
    clientAt: new Date(NOW).toISOString(),
    source: 'due' as const,
  })
  const before = await getWhy(userId, cardId, NOW)
  await recordReviews(userId, [answer({ version: 0, previews: before?.previews ?? [] }, 4)], NOW)
  const later = NOW + 8 * DAY
  const due = await getWhy(userId, cardId, later)
  const lapse = answer({ version: 1, previews: due?.previews ?? [] }, 1)
  const saved = await recordReviews(userId, [lapse], later)
  expect(saved).toMatchObject({ ok: true, value: [{ status: 'saved' }] })
  await undoReview(userId, randomUUID(), lapse.answerId, later + 1000)
  await changeHands(userId, [cardId], { flag: 3, addTags: ['exam'] }, later)
  const why = await getWhy(userId, cardId, later + 2000)
  expect(why).toMatchObject({
    state: 'review',
    topicTitle: expect.any(String),
    lapses: 0,
    firstSeenAt: NOW,
    answerCount: 2,
    answers: [
      { grade: 1, undone: true },
      { grade: 4, undone: false },
    ],
    hand: { flag: 3, tags: ['exam'] },
  })
  expect(why?.previews.map(({ intervalDays }) => intervalDays)).toEqual(
    due?.previews.map(({ intervalDays }) => intervalDays),
  )
  expect(why?.recall).toBeGreaterThan(0.5)
  expect(why?.recall).toBeLessThan(1)
})

test('a card that is not there and one of nobody are the same', async () => {
  const userId = await learner()
  expect(await getWhy(userId, 'no.such', NOW)).toBeNull()
  expect(await getWhy(userId, `own.${randomUUID()}.1`, NOW)).toBeNull()
})
