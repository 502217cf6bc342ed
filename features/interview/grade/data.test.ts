import { beforeAll, describe, expect, test, vi } from 'vitest'
import { compareLearner } from '@/features/review/replay/data'
import type { UserId } from '@/lib/auth'
import {
  anyChosen,
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  refusal,
  runningRound,
  SECOND,
  sheetAt,
  startOf,
  Tab,
  value,
} from '../fixtures/round'
import type { RoomView, Timing, Write } from '../schema'

const DAY = 24 * 60 * MINUTE

let rounds: Rounds
beforeAll(async () => {
  rounds = await openRounds()
}, 60_000)

const toldBy = (me: UserId, id: string) =>
  rounds.db().review.findMany({
    where: { learnerId: me, answerId: { startsWith: `${id}.` } },
    orderBy: { seq: 'asc' },
  })
const gradedOf = async (me: UserId, id: string) => {
  const found = await rounds.getGraded(me, id)
  if (!found) throw new Error('it is not graded')
  return found
}

describe('expiry', () => {
  test('500 at once, by as many servers as one likes, end and grade a round once', async () => {
    const me = await newLearner(rounds)
    const room = await runningRound(rounds, me)
    const tab = new Tab(rounds, me, room.id)
    await tab.send(
      room.items.map(({ place }) => tab.answer(room, place, NOW)),
      NOW,
    )
    // The database itself counts how often somebody ended or graded it.
    await rounds.db().$executeRawUnsafe('CREATE TABLE "Turn" ("state" TEXT)')
    await rounds.db().$executeRawUnsafe(
      `CREATE TRIGGER "turns" AFTER UPDATE OF "state" ON "Interview" WHEN old."state" <> new."state"
       BEGIN INSERT INTO "Turn" VALUES (new."state"); END`,
    )
    const later = NOW + 21 * MINUTE
    const servers: Rounds[] = [rounds]
    for (let more = 0; more < 4; more += 1) {
      vi.resetModules()
      servers.push({
        ...rounds,
        ...(await import('./data')),
        ...(await import('../room/data')),
        ...(await import('../sweep/data')),
      })
    }
    await Promise.all(
      Array.from({ length: 500 }, (_, index): Promise<unknown> => {
        const server = servers[index % servers.length] as Rounds
        const asks = [
          () => server.gradeDue(me, room.id, later),
          () => server.getRoom(me, room.id, later),
          () => server.sweepInterviews(later),
          () => server.submitInterview(me, room.id, later),
        ]
        return (asks[index % asks.length] as () => Promise<unknown>)()
      }),
    )
    const turns = await rounds.db().$queryRaw<{ state: string }[]>`SELECT "state" FROM "Turn"`
    expect(turns.map(({ state }) => state)).toEqual(['expired', 'graded'])
    await rounds.db().$executeRawUnsafe('DROP TRIGGER "turns"')
    const events = await toldBy(me, room.id)
    expect(new Set(events.map(({ answerId }) => answerId)).size).toBe(events.length)
    expect((await compareLearner(me)).differences).toEqual([])
  }, 120_000)

  test('a sweep ends what nobody comes back to, and leaves the rest alone', async () => {
    const me = await newLearner(rounds)
    const left = await runningRound(rounds, me)
    const long = await runningRound(rounds, me, { timeFactor: 2 })
    await rounds.sweepInterviews(NOW + 21 * MINUTE)
    const rows = await rounds.db().interview.findMany({ where: { learnerId: me } })
    const stateOf = (id: string) => rows.find((row) => row.id === id)?.state
    expect([stateOf(left.id), stateOf(long.id)]).toEqual(['graded', 'running'])
    expect(await rounds.sweepInterviews(NOW + 21 * MINUTE)).toBe(0)
  })
})

/** An exam of 65 that went offline after it began: what its tab wrote, and when. */
function satOffline(room: RoomView, tab: Tab) {
  const inTime = room.items.slice(0, 60).flatMap(({ place }): Write[] => {
    const at = NOW + (place + 1) * 2 * MINUTE
    return [
      tab.write(place, 'answer', { as: 'exercise', chosen: { kind: 'number', text: 'x' } }, at - 5),
      tab.answer(room, place, at),
      tab.write(place, 'confidence', 'sure', at + SECOND),
    ]
  })
  const late = room.items
    .slice(60)
    .map(({ place }) => tab.answer(room, place, NOW + 131 * MINUTE + place))
  return { inTime, late }
}

describe('a whole exam of 65, sat offline after it began', () => {
  test('is reconciled: in time by its device, late ones marked, none doubled', async () => {
    const me = await newLearner(rounds)
    const room = await runningRound(rounds, me, { size: 65 })
    const tab = new Tab(rounds, me, room.id)
    const { inTime, late } = satOffline(room, tab)
    // Meanwhile the server has given it up.
    await rounds.sweepInterviews(NOW + 140 * MINUTE)
    expect((await gradedOf(me, room.id)).interview).toMatchObject({ score: 0, timedBy: 'server' })
    const back = NOW + 300 * MINUTE
    const timings = new Map<number, Timing>()
    // In pieces, backwards, each twice.
    const pieces = Array.from({ length: 10 }, (_, i) =>
      [...inTime, ...late].filter((_, index) => index % 10 === i),
    )
    for (const piece of [...pieces, ...pieces].reverse()) {
      const { taken, refused } = await tab.send([...piece].reverse(), back)
      expect(refused).toEqual([])
      for (const { sequence, timing } of taken) timings.set(sequence, timing)
    }
    expect(inTime.every(({ sequence }) => timings.get(sequence) === 'device')).toBe(true)
    expect(late.every(({ sequence }) => timings.get(sequence) === 'late')).toBe(true)
    const graded = await gradedOf(me, room.id)
    expect(graded.interview).toMatchObject({ state: 'graded', timedBy: 'device' })
    for (const { place, sheet } of room.items) {
      if (sheet?.as !== 'exercise') throw new Error('no exercise')
      const chosen = { as: 'exercise', chosen: anyChosen(sheet.sheet) }
      expect(graded.standing[place]?.held.answer ?? null).toEqual(place < 60 ? chosen : null)
      expect(graded.standing[place]?.late ?? null).toEqual(place < 60 ? null : chosen)
      expect(graded.graded[place]?.verdict !== null).toBe(place < 60)
    }
    const entries = await rounds.db().interviewEntry.count({ where: { interviewId: room.id } })
    expect(entries).toBe(60 * 2 + 5)
    // What memory was told is told once: no card hears of the same answer twice.
    const events = await toldBy(me, room.id)
    const standing = events.filter(
      ({ answerId, undoes }) =>
        undoes === null && !events.some((other) => other.undoes === answerId),
    )
    const names = standing.map(({ answerId, cardId }) => `${answerId.split('.')[1]} ${cardId}`)
    expect(new Set(names).size).toBe(names.length)
    expect((await compareLearner(me)).differences).toEqual([])
    // Sending it all again changes nothing, and neither does a sweep.
    await tab.send(inTime.slice(0, 100), back + MINUTE)
    await rounds.sweepInterviews(back + 2 * MINUTE)
    const after = await gradedOf(me, room.id)
    expect({ ...after.interview, gradedAt: 0 }).toEqual({ ...graded.interview, gradedAt: 0 })
    expect(after.graded).toEqual(graded.graded)
    expect(await toldBy(me, room.id)).toEqual(events)
  }, 60_000)

  test('what comes after a week is refused, and changes nothing', async () => {
    const me = await newLearner(rounds)
    const room = await runningRound(rounds, me)
    await rounds.sweepInterviews(NOW + 140 * MINUTE)
    const before = await gradedOf(me, room.id)
    const tab = new Tab(rounds, me, room.id)
    const one = tab.answer(room, 0, NOW + MINUTE)
    expect(await tab.sendOne(one, NOW + 8 * DAY)).toMatch(/more than a week/)
    expect(await gradedOf(me, room.id)).toEqual(before)
  })

  test('a server that ended before it graded again is made good by a sweep', async () => {
    const me = await newLearner(rounds)
    const room = await runningRound(rounds, me)
    await rounds.sweepInterviews(NOW + 140 * MINUTE)
    const tab = new Tab(rounds, me, room.id)
    const { place, value: answer } = tab.answer(room, 0, NOW + MINUTE)
    const at = new Date(NOW + 150 * MINUTE)
    const entry = { interviewId: room.id, place, field: 'answer', timing: 'device', sequence: 1 }
    const given = {
      value: JSON.stringify(answer),
      client: tab.client,
      stampedAt: new Date(NOW + 1),
    }
    await rounds.db().interviewEntry.create({ data: { ...entry, ...given, arrivedAt: at } })
    expect(await rounds.sweepInterviews(NOW + 160 * MINUTE)).toBe(1)
    const graded = await gradedOf(me, room.id)
    expect(graded.interview.timedBy).toBe('device')
    expect(graded.graded[0]?.verdict).not.toBeNull()
  })
})

test('writes on their way when the learner hands in count, by the device’s word', async () => {
  const me = await newLearner(rounds)
  const room = await runningRound(rounds, me)
  const tab = new Tab(rounds, me, room.id)
  const onItsWay = tab.answer(room, 0, NOW + MINUTE - 1)
  await rounds.submitInterview(me, room.id, NOW + MINUTE)
  expect(await tab.sendOne(onItsWay, NOW + MINUTE + SECOND)).toBe('device')
  const graded = await gradedOf(me, room.id)
  expect(graded.graded[0]?.verdict).not.toBeNull()
  expect(graded.interview.timedBy).toBe('device')
})

describe('memory', () => {
  test('hears of each answer as in practice: right and sure, wrong, guessed, blank', async () => {
    const me = await newLearner(rounds)
    const room = await runningRound(rounds, me, { size: 40 })
    const tab = new Tab(rounds, me, room.id)
    for (const { place } of room.items.slice(0, 30))
      await tab.send(
        [
          tab.answer(room, place, NOW),
          tab.write(place, 'confidence', place % 2 ? 'sure' : 'guess', NOW),
          tab.write(place, 'spent', 30_000, NOW),
        ],
        NOW,
      )
    await rounds.submitInterview(me, room.id, NOW + MINUTE)
    const { graded, items } = await gradedOf(me, room.id)
    const events = await toldBy(me, room.id)
    const at = (place: number) =>
      events.filter(({ answerId }) => answerId.split('.')[1] === `${place}`)
    for (const { place, verdict } of graded) {
      const told = at(place)
      const guessed = place % 2 === 0
      const isSilent = verdict === null || (verdict.right && guessed)
      if (isSilent) expect(told).toEqual([])
      for (const { grade, source, mode } of told) {
        expect(source).toBe('interview')
        expect(mode).toBe(items[place]?.about?.mode)
        expect(grade).toBe(verdict?.right ? 3 : 1)
      }
      if (!isSilent && !verdict?.right) expect(told.length).toBe(items[place]?.about?.cards.length)
    }
    expect(events.length).toBeGreaterThan(10)
    expect((await compareLearner(me)).differences).toEqual([])
  })

  test('takes back what an answer had told that no longer stands', async () => {
    const me = await newLearner(rounds)
    const room = await runningRound(rounds, me, { size: 20 })
    const place = room.items.findIndex(
      ({ sheet }) => sheet?.as === 'exercise' && sheet.sheet.kind === 'single',
    )
    const tab = new Tab(rounds, me, room.id)
    const choose = (option: number, at: number) =>
      tab.answer(room, place, at, { kind: 'choice', chosen: [option] })
    const options = (sheetAt(room, place).body as { options: string[] }).options.length
    const offline = Array.from({ length: options }, (_, option) => choose(option, NOW + option + 1))
    await tab.send([offline[0] as Write], NOW + 1)
    await rounds.submitInterview(me, room.id, NOW + MINUTE)
    const first = await toldBy(me, room.id)
    for (const one of offline.slice(1))
      expect(await tab.sendOne(one, NOW + 2 * MINUTE)).toBe('device')
    const events = await toldBy(me, room.id)
    const undone = new Set(events.flatMap(({ undoes }) => undoes ?? []))
    expect(first.every(({ answerId }) => undone.has(answerId))).toBe(true)
    const stands = events.filter(({ answerId, undoes }) => !undoes && !undone.has(answerId))
    expect(new Set(stands.map(({ answerId }) => answerId.split('.')[2])).size).toBeLessThanOrEqual(
      1,
    )
    expect((await compareLearner(me)).differences).toEqual([])
  })
})

describe('a paper that is shared', () => {
  const sharedBy = async (me: UserId) => {
    const room = await runningRound(rounds, me, { size: 15 })
    const row = await rounds.db().interview.findUniqueOrThrow({ where: { id: room.id } })
    return { room, sha256: row.paperId, link: rounds.paperLink(row.paperId) }
  }

  test('is sat by another byte for byte, with other places seen by each', async () => {
    const [me, friend] = [await newLearner(rounds), await newLearner(rounds)]
    const { room, link, sha256 } = await sharedBy(me)
    const other = await runningRound(rounds, friend, { paper: link, timeFactor: 2 })
    expect(JSON.stringify(other.items.map(({ sheet }) => sheet))).toBe(
      JSON.stringify(room.items.map(({ sheet }) => sheet)),
    )
    expect(other.allowedMs).toBe(2 * (room.allowedMs ?? 0))
    const row = await rounds.db().interview.findUniqueOrThrow({ where: { id: other.id } })
    expect(row.paperId).toBe(sha256)
    expect(await rounds.db().paper.count({ where: { sha256 } })).toBe(1)
  })

  test('is refused where a letter of its link was changed', async () => {
    const me = await newLearner(rounds)
    const { link, sha256 } = await sharedBy(me)
    const { sha256: another } = await sharedBy(me)
    const edited = [
      `${another}.${link.split('.')[1]}`,
      sha256,
      `${sha256}.`,
      `${link}x`,
      `${link}.x`,
      `${sha256.toUpperCase()}.${link.split('.')[1]}`,
      '',
    ]
    for (const paper of edited)
      expect(refusal(await rounds.startInterview(me, startOf({ paper }), NOW))).toMatch(
        /something in it was changed/,
      )
    const gone = rounds.paperLink('0'.repeat(64))
    expect(refusal(await rounds.startInterview(me, startOf({ paper: gone }), NOW))).toMatch(
      /not on this server/,
    )
  })

  test('is refused where its questions have changed since, and tells which', async () => {
    const me = await newLearner(rounds)
    const { room, link, sha256 } = await sharedBy(me)
    const { items } = await rounds.db().paper.findUniqueOrThrow({ where: { sha256 } })
    const before = JSON.parse(items).map((item: object, place: number) =>
      place === 3 ? { ...item, version: 'older.still' } : item,
    )
    await rounds.db().paper.update({ where: { sha256 }, data: { items: JSON.stringify(before) } })
    const why = refusal(await rounds.startInterview(me, startOf({ paper: link }), NOW))
    expect(why).toMatch(/^1 of the 15 questions of this paper have changed/)
    const title = (await rounds.aboutItem(before[3]))?.title ?? ''
    expect(title.length).toBeGreaterThan(10)
    expect(why).toContain(title.slice(0, 40))
    expect(sheetAt(room, 3).exerciseId).toBe(before[3].ref)
  })
})

test('an answer to what is right otherwise by now is kept and not graded', async () => {
  const me = await newLearner(rounds)
  const room = await runningRound(rounds, me)
  const tab = new Tab(rounds, me, room.id)
  await tab.send([tab.answer(room, 0, NOW), tab.answer(room, 1, NOW)], NOW)
  await rounds.db().interviewItem.update({
    where: { interviewId_place: { interviewId: room.id, place: 0 } },
    data: { version: 'another.key' },
  })
  value(await rounds.submitInterview(me, room.id, NOW + 1))
  const graded = await gradedOf(me, room.id)
  expect(graded.items[0]?.changed).toBe(true)
  expect(graded.held[0]?.answer).not.toBeNull()
  expect([graded.graded[0]?.verdict, graded.graded[1]?.verdict === null]).toEqual([null, false])
})
