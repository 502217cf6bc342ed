import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import {
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  refusal,
  runningRound,
  SECOND,
  startOf,
  Tab,
  value,
} from './fixtures/round'
import type { RoomView, Start } from './schema'

let rounds: Rounds
let me: UserId
let somebody: UserId
beforeAll(async () => {
  rounds = await openRounds()
  me = await newLearner(rounds)
  somebody = await newLearner(rounds)
}, 60_000)

const roomOf = async (id: string, now: number): Promise<RoomView> => {
  const room = await rounds.getRoom(me, id, now)
  if (!room) throw new Error('there is no room')
  return room
}
const draft = async (over: Partial<Start> = {}) => {
  const { id } = value(await rounds.startInterview(me, startOf(over), NOW))
  return id
}
const shownPlaces = (room: RoomView) =>
  room.items.filter(({ sheet }) => sheet !== null).map(({ place }) => place)

describe('a round', () => {
  test('runs from draft to graded, and tells its clock', async () => {
    const id = await draft()
    const before = await roomOf(id, NOW)
    expect(before.clock).toMatchObject({ state: 'draft', startedAt: null, deadlineAt: null })
    expect(before.items.map(({ sheet, topic }) => [sheet, topic])).toEqual(
      Array.from({ length: 10 }, () => [null, '']),
    )
    const begun = value(await rounds.beginInterview(me, id, NOW + SECOND))
    const deadlineAt = NOW + SECOND + 20 * MINUTE
    expect(begun).toMatchObject({ state: 'running', startedAt: NOW + SECOND, deadlineAt })
    const room = await roomOf(id, NOW + MINUTE)
    expect(shownPlaces(room)).toHaveLength(10)
    const tab = new Tab(rounds, me, id)
    const writes = room.items.slice(0, 8).map(({ place }) => tab.answer(room, place, NOW + MINUTE))
    const { taken, refused, clock } = await tab.send(writes, NOW + MINUTE)
    expect(refused).toEqual([])
    expect(taken.map(({ timing }) => timing)).toEqual(writes.map(() => 'server'))
    expect(clock).toMatchObject({ state: 'running', now: NOW + MINUTE, sequence: 8, deadlineAt })
    const end = value(await rounds.submitInterview(me, id, NOW + 5 * MINUTE))
    expect(end.state).toBe('graded')
    const graded = await rounds.getGraded(me, id)
    expect(graded?.interview).toMatchObject({
      state: 'graded',
      timedBy: 'server',
      endedAt: NOW + 5 * MINUTE,
    })
    // Blank stays unanswered: no verdict at all.
    expect(graded?.graded.map(({ verdict }) => verdict === null)).toEqual(
      Array.from({ length: 10 }, (_, place) => place >= 8),
    )
  })

  test('is the same when it is started, begun or handed in twice', async () => {
    const start = startOf()
    expect(value(await rounds.startInterview(me, start, NOW))).toEqual({ id: start.id })
    const [first] = (await roomOf(start.id, NOW)).items
    expect(value(await rounds.startInterview(me, start, NOW + 1))).toEqual({ id: start.id })
    await rounds.beginInterview(me, start.id, NOW)
    const again = value(await rounds.beginInterview(me, start.id, NOW + MINUTE))
    expect(again).toMatchObject({ startedAt: NOW, deadlineAt: NOW + 20 * MINUTE })
    expect((await roomOf(start.id, NOW)).items[0]?.place).toBe(first?.place)
    await rounds.submitInterview(me, start.id, NOW + MINUTE)
    value(await rounds.submitInterview(me, start.id, NOW + 2 * MINUTE))
    expect((await rounds.getGraded(me, start.id))?.interview.endedAt).toBe(NOW + MINUTE)
  })

  test.each([
    [1, 20],
    [1.25, 25],
    [1.5, 30],
    [2, 40],
  ] as const)('lasts %d times as long where that is asked for', async (timeFactor, minutes) => {
    const room = await runningRound(rounds, me, { timeFactor })
    expect(room.allowedMs).toBe(minutes * MINUTE)
    expect(room.clock.deadlineAt).toBe(NOW + minutes * MINUTE)
  })

  test('without a clock never runs out', async () => {
    const { id } = await runningRound(rounds, me, { timeFactor: 0 })
    const room = await roomOf(id, NOW + 300 * 24 * 60 * MINUTE)
    expect([room.allowedMs, room.clock.state, room.clock.deadlineAt]).toEqual([
      null,
      'running',
      null,
    ])
  })

  test('that runs out is ended at its deadline and graded with what came', async () => {
    const room = await runningRound(rounds, me)
    const tab = new Tab(rounds, me, room.id)
    const inTime = NOW + 20 * MINUTE - 1
    await tab.send([tab.answer(room, 0, inTime)], inTime)
    expect((await roomOf(room.id, NOW + 20 * MINUTE + 10_000)).clock.state).toBe('running')
    expect((await roomOf(room.id, NOW + 20 * MINUTE + 10_001)).clock.state).toBe('graded')
    const graded = await rounds.getGraded(me, room.id)
    expect(graded?.interview.endedAt).toBe(NOW + 20 * MINUTE)
    expect(graded?.graded.filter(({ verdict }) => verdict !== null)).toHaveLength(1)
  })
})

describe('a pause', () => {
  test('stops the clock of practice, hides the questions, and gives back what was left', async () => {
    const { id } = await runningRound(rounds, me, { practice: true })
    const paused = value(await rounds.pauseInterview(me, id, NOW + 5 * MINUTE))
    expect(paused).toMatchObject({ state: 'paused', deadlineAt: null, leftMs: 15 * MINUTE })
    expect(shownPlaces(await roomOf(id, NOW + 6 * MINUTE))).toEqual([])
    value(await rounds.pauseInterview(me, id, NOW + 10 * MINUTE))
    // Nothing runs out while it is paused.
    expect((await roomOf(id, NOW + 600 * MINUTE)).clock.state).toBe('paused')
    const on = value(await rounds.resumeInterview(me, id, NOW + 600 * MINUTE))
    expect(on).toMatchObject({ state: 'running', deadlineAt: NOW + 615 * MINUTE, leftMs: null })
    expect(value(await rounds.resumeInterview(me, id, NOW + 601 * MINUTE)).deadlineAt).toBe(
      NOW + 615 * MINUTE,
    )
  })

  test('moves the time of a place along', async () => {
    const room = await runningRound(rounds, me, { blueprint: 'rapid', practice: true })
    expect(room.items[0]?.deadlineAt).toBe(NOW + MINUTE)
    await rounds.pauseInterview(me, room.id, NOW + 20 * SECOND)
    await rounds.resumeInterview(me, room.id, NOW + 50 * SECOND)
    expect((await roomOf(room.id, NOW + MINUTE)).items[0]?.deadlineAt).toBe(NOW + 90 * SECOND)
  })

  test('is refused under exam conditions, and where nothing runs', async () => {
    const { id } = await runningRound(rounds, me)
    expect(refusal(await rounds.pauseInterview(me, id, NOW))).toMatch(/exam conditions/)
    await rounds.submitInterview(me, id, NOW)
    expect(refusal(await rounds.pauseInterview(me, id, NOW))).toMatch(/not running/)
    expect(refusal(await rounds.resumeInterview(me, id, NOW))).toMatch(/not running/)
  })
})

describe('what cannot be done', () => {
  test('with the round of another it is as if there were none', async () => {
    const room = await runningRound(rounds, me)
    const thief = new Tab(rounds, somebody, room.id)
    const stolen = { interviewId: room.id, client: thief.client }
    const writes = [thief.answer(room, 0, NOW)]
    expect(await rounds.getRoom(somebody, room.id, NOW)).toBeNull()
    expect(await rounds.getGraded(somebody, room.id)).toBeNull()
    const tries = [
      rounds.recordWrites(somebody, { ...stolen, writes }, NOW),
      rounds.beginInterview(somebody, room.id, NOW),
      rounds.pauseInterview(somebody, room.id, NOW),
      rounds.resumeInterview(somebody, room.id, NOW),
      rounds.submitInterview(somebody, room.id, NOW),
      rounds.goOn(somebody, { id: room.id, from: 0 }, NOW),
    ]
    for (const outcome of await Promise.all(tries))
      expect(refusal(outcome)).toMatch(/no such round/)
    expect(
      refusal(await rounds.recordWrites(me, { ...stolen, interviewId: randomUUID(), writes }, NOW)),
    ).toMatch(/no such round/)
    const taken = await rounds.startInterview(somebody, startOf({ id: room.id }), NOW)
    expect(refusal(taken)).toMatch(/cannot be started/)
    const after = await roomOf(room.id, NOW)
    expect(after.clock).toEqual(room.clock)
    expect(after.items).toEqual(room.items)
  })

  test('a draft takes no answers and cannot be handed in', async () => {
    const id = await draft()
    const tab = new Tab(rounds, me, id)
    const one = tab.write(0, 'answer', { as: 'open', text: 'early' }, NOW)
    expect(await tab.sendOne(one, NOW)).toMatch(/not begun/)
    expect(refusal(await rounds.submitInterview(me, id, NOW))).toMatch(/not running/)
    expect(await rounds.db().interviewEntry.count({ where: { interviewId: id } })).toBe(0)
  })

  test('a round that was handed in takes no more answers', async () => {
    const room = await runningRound(rounds, me)
    const tab = new Tab(rounds, me, room.id)
    await tab.send([tab.answer(room, 0, NOW + 1)], NOW + 1)
    await rounds.submitInterview(me, room.id, NOW + MINUTE)
    const before = await rounds.getGraded(me, room.id)
    const forged = tab.answer(room, 1, NOW + MINUTE + 1)
    expect(await tab.sendOne(forged, NOW + MINUTE + 2)).toMatch(/is over/)
    expect(await rounds.getGraded(me, room.id)).toEqual(before)
  })

  test('a place beyond the paper was never shown', async () => {
    const room = await runningRound(rounds, me)
    const tab = new Tab(rounds, me, room.id)
    expect(await tab.sendOne(tab.write(10, 'flag', true, NOW), NOW)).toMatch(/not shown/)
  })

  test.each([
    ['a round that there is not', { blueprint: 'marathon' }, /no such round/],
    ['a size it does not have', { size: 4 }, /5 to 100/],
    ['a section without its topic', { blueprint: 'section' }, /topic/],
    ['mistakes where there are none', { blueprint: 'mistakes' }, /nothing to repeat/],
    ['a lab that there is not', { blueprint: 'hands-on', ref: 'no-lab' }, /no lab/],
  ] as const)('%s is not started', async (_, over, why) => {
    const nobody = await newLearner(rounds)
    const start = startOf(over)
    expect(refusal(await rounds.startInterview(nobody, start, NOW))).toMatch(why)
    expect(await rounds.db().interview.count({ where: { id: start.id } })).toBe(0)
  })
})

test('an answer of the wrong kind is kept and earns nothing', async () => {
  const room = await runningRound(rounds, me)
  const tab = new Tab(rounds, me, room.id)
  const strange = [
    tab.write(0, 'answer', { as: 'open', text: 'B' }, NOW),
    tab.write(1, 'answer', { as: 'exercise', chosen: { kind: 'number', text: '1' } }, NOW),
    tab.write(2, 'answer', { as: 'exercise', chosen: { kind: 'choice', chosen: [7] } }, NOW),
  ]
  await tab.send(strange, NOW)
  await rounds.submitInterview(me, room.id, NOW + 1)
  const graded = await rounds.getGraded(me, room.id)
  const kinds = room.items.map(({ sheet }) => (sheet?.as === 'exercise' ? sheet.sheet.kind : ''))
  for (const place of [0, 1, 2])
    if (kinds[place] !== 'numeric') expect(graded?.graded[place]?.verdict ?? null).toBeNull()
})

test('rounds are listed with their clocks, the newest first; what has run out is graded', async () => {
  const nobody = await newLearner(rounds)
  const first = await runningRound(rounds, nobody)
  const start = startOf({ blueprint: 'section', topic: 'security' })
  value(await rounds.startInterview(nobody, start, NOW + 1))
  const list = await rounds.listInterviews(nobody, NOW + 60 * MINUTE)
  expect(
    list.map(({ id, title, clock, questions }) => [id, title, clock.state, questions]),
  ).toEqual([
    [start.id, expect.stringMatching(/^Section: /), 'draft', 15],
    [first.id, 'Timed exam', 'graded', 10],
  ])
  expect(list[1]?.score).toBe(0)
})
