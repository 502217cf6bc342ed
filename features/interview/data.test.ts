import { beforeAll, describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import {
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  SECOND,
  startOf,
  Tab,
  value,
} from './fixtures/round'

let rounds: Rounds
let me: UserId
beforeAll(async () => {
  rounds = await openRounds()
  me = await newLearner(rounds)
}, 60_000)

describe('a round', () => {
  test('runs from draft to graded, and tells its clock', async () => {
    const start = startOf()
    const { id } = value(await rounds.startInterview(me, start, NOW))
    const draft = await rounds.getRoom(me, id, NOW)
    expect(draft?.clock).toMatchObject({ state: 'draft', startedAt: null, deadlineAt: null })
    expect(draft?.items.map(({ sheet, topic }) => [sheet, topic])).toEqual(
      Array.from({ length: 10 }, () => [null, '']),
    )
    const begun = value(await rounds.beginInterview(me, id, NOW + SECOND))
    expect(begun).toMatchObject({
      state: 'running',
      startedAt: NOW + SECOND,
      deadlineAt: NOW + SECOND + 20 * MINUTE,
    })
    expect(value(await rounds.beginInterview(me, id, NOW + MINUTE)).startedAt).toBe(NOW + SECOND)
    const room = await rounds.getRoom(me, id, NOW + MINUTE)
    if (!room) throw new Error('no room')
    const tab = new Tab(rounds, me, id)
    const writes = room.items.slice(0, 8).map(({ place }) => tab.answer(room, place, NOW + MINUTE))
    const { taken, refused } = await tab.send(writes, NOW + MINUTE)
    expect(refused).toEqual([])
    expect(taken.every(({ timing }) => timing === 'server')).toBe(true)
    const clock = value(await rounds.submitInterview(me, id, NOW + 5 * MINUTE))
    expect(clock.state).toBe('graded')
    const graded = await rounds.getGraded(me, id)
    expect(graded?.interview).toMatchObject({
      state: 'graded',
      timedBy: 'server',
      endedAt: NOW + 5 * MINUTE,
    })
    expect(graded?.graded.map(({ verdict }) => verdict === null)).toEqual([
      ...Array.from({ length: 8 }, () => false),
      true,
      true,
    ])
    const told = await rounds.db().review.count({ where: { learnerId: me, source: 'interview' } })
    expect(told).toBeGreaterThan(0)
  })
})
