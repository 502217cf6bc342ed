import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import {
  anyChosen,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  runningRound,
  SECOND,
  sheetAt,
  Tab,
  value,
  write,
} from '../fixtures/round'
import type { Field, RoomView, Write } from '../schema'

let rounds: Rounds
let me: UserId
beforeAll(async () => {
  rounds = await openRounds()
  me = await newLearner(rounds)
}, 60_000)

const heldAt = async (id: string, place: number, now = NOW) =>
  (await rounds.getRoom(me, id, now))?.items[place]?.held

describe('a register', () => {
  test('takes the highest sequence, in whatever order they come and however often', async () => {
    const { id } = await runningRound(rounds, me)
    const tab = new Tab(rounds, me, id)
    const notes = ['one', 'two', 'three'].map((text) => tab.write(0, 'note', text, NOW))
    const [one, two, three] = notes as [Write, Write, Write]
    await tab.send([three], NOW)
    await tab.send([one, two], NOW + 1)
    await tab.send([two, three, three, one], NOW + 2)
    expect((await heldAt(id, 0))?.note).toBe('three')
    expect(await rounds.db().interviewEntry.count({ where: { interviewId: id } })).toBe(1)
  })

  test('is written once: a copy that comes after the deadline is not kept beside the first', async () => {
    const room = await runningRound(rounds, me)
    const { id } = room
    const tab = new Tab(rounds, me, id)
    const answer = tab.answer(room, 0, NOW)
    await tab.send([answer], NOW)
    const later = (room.clock.deadlineAt ?? NOW) + 60_000
    await tab.send([answer], later)
    const kept = await rounds.db().interviewEntry.findMany({ where: { interviewId: id } })
    expect(kept.map(({ timing }) => timing)).toEqual(['server'])
    const { timedBy } = await rounds.db().interview.findUniqueOrThrow({ where: { id } })
    expect(timedBy).toBe('server')
  })

  test('of two tabs the higher sequence stands, of equal ones one and the same', async () => {
    const { id } = await runningRound(rounds, me)
    const [a, b] = [new Tab(rounds, me, id), new Tab(rounds, me, id)]
    await a.send([a.write(0, 'flag', true, NOW)], NOW)
    await b.send([b.write(0, 'flag', false, NOW)], NOW + 1)
    const winner = a.client > b.client
    expect((await heldAt(id, 0))?.flag).toBe(winner)
    await b.send([write(0, 'flag', !winner, 2, NOW)], NOW + 2)
    expect((await heldAt(id, 0))?.flag).toBe(!winner)
  })

  test('keeps every field of a place by itself, and tells the highest sequence', async () => {
    const room = await runningRound(rounds, me)
    const tab = new Tab(rounds, me, room.id)
    const answer = { as: 'exercise' as const, chosen: anyChosen(sheetAt(room, 3)) }
    const { clock } = await tab.send(
      [
        tab.write(3, 'answer', answer, NOW),
        tab.write(3, 'confidence', 'sure', NOW),
        tab.write(3, 'flag', true, NOW),
        tab.write(3, 'struck', [0, 2], NOW),
        tab.write(3, 'note', 'not the first', NOW),
        tab.write(3, 'spent', 4000, NOW),
      ],
      NOW,
    )
    expect(clock.sequence).toBe(6)
    expect(await heldAt(room.id, 3)).toEqual({
      answer,
      confidence: 'sure',
      flag: true,
      struck: [0, 2],
      note: 'not the first',
      spent: 4000,
    })
  })
})

/** A browser in a bad hour: what it does, and what happens to it. */
const EVENTS = [
  'edit',
  'edit',
  'edit',
  'send',
  'deliver',
  'deliver',
  'deliver twice',
  'lose',
  'lose the reply',
  'reload',
  'close',
  'restart',
] as const
const event = fc.record({
  do: fc.constantFrom(...EVENTS),
  tab: fc.nat({ max: 1 }),
  place: fc.nat({ max: 9 }),
  field: fc.constantFrom<Field>('answer', 'confidence', 'flag', 'struck', 'note', 'spent'),
  dice: fc.nat({ max: 1000 }),
})

interface Queued {
  client: string
  write: Write
}

/** What a field may be set to. */
function fieldValue(room: RoomView, place: number, field: Field, dice: number): Write['value'] {
  switch (field) {
    case 'answer':
      return dice % 5 === 0
        ? null
        : { as: 'exercise', chosen: { kind: 'text', text: `answer ${dice}` } }
    case 'confidence':
      return (['sure', 'think', 'guess', null] as const)[dice % 4] ?? null
    case 'flag':
      return dice % 2 === 0
    case 'struck':
      return [dice % 4]
    case 'note':
      return `note ${dice} on ${sheetAt(room, place).exerciseId}`
    default:
      return dice
  }
}

/** A tab that keeps what was not acknowledged, as IndexedDB would, over reloads and crashes. */
class FaultyTab {
  client = randomUUID()
  sequence = 0
  queue: Queued[] = []
  offset = 0
  constructor(readonly skewMs: number) {}

  hear({ now, sequence }: { now: number; sequence: number }, at: number) {
    this.offset = now - (at + this.skewMs)
    this.sequence = Math.max(this.sequence, sequence)
  }
  edit(place: number, field: Field, to: Write['value'], at: number): Queued {
    this.sequence += 1
    const stampedAt = Math.max(0, at + this.skewMs + this.offset)
    const queued = {
      client: this.client,
      write: write(place, field, to, this.sequence, stampedAt),
    }
    this.queue.push(queued)
    return queued
  }
  acknowledge(sent: Queued[]) {
    this.queue = this.queue.filter((one) => !sent.includes(one))
  }
}

test('a thousand faults lose nothing and double nothing', async () => {
  let faults = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(0, -86_400_000, 86_400_000, 3_600_000), {
        minLength: 2,
        maxLength: 2,
      }),
      fc.array(event, { minLength: 60, maxLength: 90 }),
      async (skews, script) => {
        let now = NOW + SECOND
        const room = await runningRound(rounds, me)
        const tabs = skews.map((skew) => new FaultyTab(skew))
        for (const tab of tabs) tab.hear(room.clock, NOW)
        const wire: { tab: FaultyTab; sent: Queued[] }[] = []
        const highest = new Map<string, Queued>()
        const arrive = async ({ tab, sent }: (typeof wire)[number], isHeard: boolean) => {
          for (const client of new Set(sent.map((one) => one.client))) {
            const writes = sent.filter((one) => one.client === client).map((one) => one.write)
            const all = { interviewId: room.id, client, writes }
            const { taken, refused, clock } = value(await rounds.recordWrites(me, all, now))
            expect(refused).toEqual([])
            expect(taken.every(({ timing }) => timing === 'server')).toBe(true)
            if (isHeard) tab.hear(clock, now)
          }
          if (isHeard) tab.acknowledge(sent)
        }
        for (const one of script) {
          now += one.dice
          const tab = tabs[one.tab] as FaultyTab
          const pick = wire.length > 0 ? one.dice % wire.length : -1
          if (!['edit', 'send', 'deliver'].includes(one.do)) faults += 1
          switch (one.do) {
            case 'edit': {
              const to = fieldValue(room, one.place, one.field, one.dice)
              const queued = tab.edit(one.place, one.field, to, now)
              const name = `${one.place} ${one.field}`
              const before = highest.get(name)
              const isAbove =
                !before ||
                queued.write.sequence > before.write.sequence ||
                (queued.write.sequence === before.write.sequence && queued.client > before.client)
              if (isAbove) highest.set(name, queued)
              break
            }
            case 'send':
              if (tab.queue.length > 0) wire.push({ tab, sent: [...tab.queue] })
              break
            case 'deliver':
              for (const message of wire.splice(pick, pick < 0 ? 0 : 1)) await arrive(message, true)
              break
            case 'deliver twice':
              if (pick >= 0) await arrive(wire[pick] as (typeof wire)[number], true)
              break
            case 'lose':
              wire.splice(pick, pick < 0 ? 0 : 1)
              break
            case 'lose the reply':
              for (const message of wire.splice(pick, pick < 0 ? 0 : 1))
                await arrive(message, false)
              break
            case 'reload':
            case 'close': {
              // Another tab's name, what was queued is there still, the server tells the rest.
              tab.client = randomUUID()
              const view = await rounds.getRoom(me, room.id, now)
              if (view) tab.hear(view.clock, now)
              break
            }
            case 'restart':
              await rounds.db().$disconnect()
              delete (globalThis as { coldstartDb?: unknown }).coldstartDb
          }
        }
        for (const tab of tabs) await arrive({ tab, sent: [...tab.queue] }, true)
        const after = await rounds.getRoom(me, room.id, now)
        for (const [name, { write: last }] of highest) {
          const [place = '', field = ''] = name.split(' ')
          const held = after?.items[Number(place)]?.held as Record<string, unknown> | undefined
          expect(held?.[field]).toEqual(last.value)
        }
        const rows = await rounds.db().interviewEntry.count({ where: { interviewId: room.id } })
        expect(rows).toBe(highest.size)
        expect(tabs.flatMap(({ queue }) => queue)).toEqual([])
      },
    ),
    { numRuns: 30 },
  )
  expect(faults).toBeGreaterThan(1000)
}, 240_000)
