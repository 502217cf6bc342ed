import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Stamped } from '../room/rules'
import type { Clock, RoomView, Write } from '../schema'
import {
  inOrder,
  nextParcel,
  replaces,
  retryAfter,
  stampedOf,
  syncText,
  told,
  withTaken,
} from './rules'
import type { Entry, KeptRoom, SyncState } from './schema'

const [A, B] = ['a', 'b'].map((name) => `${name.repeat(8)}-0000-4000-8000-000000000000`) as [
  string,
  string,
]
const ROUND = '11111111-0000-4000-8000-000000000000'

const entry = (sequence: number, some: Partial<Stamped> = {}, client = A): Entry => {
  const write = { place: 0, field: 'note', value: `n${sequence}`, sequence, stampedAt: 0, ...some }
  return {
    interviewId: ROUND,
    learner: 'learner',
    client,
    sequence,
    write: write as Write,
    refused: null,
  }
}
const stamped = (sequence: number, some: Partial<Stamped> = {}) => stampedOf(entry(sequence, some))

describe('a write makes an earlier one needless', () => {
  test.each([
    ['the same field, later', stamped(2), stamped(1), null, true],
    ['the same field, earlier', stamped(1), stamped(2), null, false],
    ['another field', stamped(2, { field: 'flag', value: true }), stamped(1), null, false],
    ['another place', stamped(2, { place: 1 }), stamped(1), null, false],
    ['another tab’s', { ...stamped(2), client: B }, stamped(1), null, false],
    ['both in time', stamped(2, { stampedAt: 9 }), stamped(1), 10, true],
    ['only the earlier in time', stamped(2, { stampedAt: 11 }), stamped(1), 10, false],
    ['both too late', stamped(2, { stampedAt: 12 }), stamped(1, { stampedAt: 11 }), 10, true],
  ])('%s', (_, newer, older, deadlineAt, needless) => {
    expect(replaces(newer, older, deadlineAt)).toBe(needless)
  })
})

describe('what is sent', () => {
  test('goes in order, one tab’s at a time, each once', () => {
    const entries = [entry(3), entry(1), entry(2, {}, B), entry(1)]
    expect(inOrder(entries).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    const parcel = nextParcel(entries)
    expect(parcel?.client).toBe(A)
    expect(parcel?.writes.map(({ sequence }) => sequence)).toEqual([1, 3])
  })

  test('what was refused is not sent again', () => {
    expect(nextParcel([{ ...entry(1), refused: 'It is closed.' }])).toBeNull()
    expect(nextParcel([])).toBeNull()
  })

  test('is bounded in number and in size, but one always goes', () => {
    const many = Array.from({ length: 250 }, (_, i) => entry(i + 1))
    expect(nextParcel(many)?.writes).toHaveLength(100)
    expect(nextParcel(many, 1)?.writes).toHaveLength(1)
    const long = Array.from({ length: 5 }, (_, i) => entry(i + 1, { value: 'x'.repeat(20_000) }))
    expect(nextParcel(long)?.writes).toHaveLength(2)
    expect(nextParcel([entry(1, { value: 'x'.repeat(60_000) })])?.writes).toHaveLength(1)
  })

  test('all of it goes out, however it lies, and nothing twice', () => {
    const some = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 400 }), fc.boolean(), fc.nat(9_000)),
      { selector: ([sequence, isA]) => `${sequence}/${isA}`, maxLength: 150 },
    )
    fc.assert(
      fc.property(some, (writes) => {
        let left = writes.map(([sequence, isA, size]) =>
          entry(sequence, { value: 'x'.repeat(size) }, isA ? A : B),
        )
        const sent: string[] = []
        for (let parcel = nextParcel(left); parcel; parcel = nextParcel(left)) {
          const { client, writes: gone } = parcel
          const sequences = new Set(gone.map(({ sequence }) => sequence))
          sent.push(...[...sequences].map((sequence) => `${client}/${sequence}`))
          left = left.filter((one) => one.client !== client || !sequences.has(one.sequence))
        }
        const wanted = writes.map(([sequence, isA]) => `${isA ? A : B}/${sequence}`)
        expect(sent.sort()).toEqual(wanted.sort())
      }),
    )
  })
})

const CLOCK: Clock = {
  state: 'running',
  now: 0,
  startedAt: 0,
  deadlineAt: null,
  leftMs: null,
  sequence: 0,
}

test('a reply speaks of what was sent, and of nothing else', () => {
  const parcel = nextParcel([entry(1), entry(2, { place: 1 }), entry(3, { place: 2 })])
  if (!parcel) throw new Error('there is something to send')
  const reply = {
    taken: [
      { sequence: 1, timing: 'server' as const },
      { sequence: 2, timing: 'late' as const },
      { sequence: 77, timing: 'server' as const },
    ],
    refused: [{ sequence: 3, why: 'It is closed.' }],
    clock: CLOCK,
  }
  expect(told(parcel, reply)).toEqual({
    taken: [1, 2],
    refused: [{ sequence: 3, why: 'It is closed.' }],
    late: 1,
  })
})

const kept: KeptRoom = {
  id: ROUND,
  format: 1,
  learner: 'learner',
  stood: {},
  at: 0,
  sequence: 0,
  changedAt: 0,
  clock: { ahead: 0, at: 0 },
  handedIn: false,
  view: {
    disclosure: 'all',
    at: null,
    clock: CLOCK,
    items: [0, 1].map((place) => ({
      place,
      closed: false,
      deadlineAt: null,
      topic: '',
      sheet: null,
      held: { answer: null, confidence: null, flag: false, struck: [], note: '', spent: 0 },
    })),
  } as unknown as RoomView,
}

test('what is kept holds of each field the highest that was taken, in whatever order that was told', () => {
  const writes = fc.uniqueArray(
    fc.record({ sequence: fc.integer({ min: 1, max: 30 }), place: fc.nat(1) }),
    { selector: ({ sequence }) => sequence, maxLength: 12 },
  )
  fc.assert(
    fc.property(
      writes.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([all, shuffled]) => {
        const one = withTaken(
          kept,
          all.map(({ sequence, place }) => stamped(sequence, { place })),
        )
        const two = shuffled.reduce(
          (room, { sequence, place }) => withTaken(room, [stamped(sequence, { place })]),
          kept,
        )
        expect(two.view.items.map(({ held }) => held)).toEqual(
          one.view.items.map(({ held }) => held),
        )
        for (const place of [0, 1]) {
          const top = Math.max(
            0,
            ...all.filter((write) => write.place === place).map(({ sequence }) => sequence),
          )
          expect(one.view.items[place]?.held.note).toBe(top === 0 ? '' : `n${top}`)
        }
      },
    ),
  )
})

test('the server is tried ever less often, up to twice a minute', () => {
  expect([1, 2, 3, 6, 60].map(retryAfter)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000])
})

test.each<[Partial<SyncState>, string]>([
  [{}, 'Saved'],
  [{ waiting: 1, phase: 'sending' }, 'Saving…'],
  [{ phase: 'unreachable' }, 'Offline. All you did is saved.'],
  [
    { waiting: 1, phase: 'unreachable' },
    'Offline. 1 change kept in this browser; it goes out when the server is back.',
  ],
  [{ waiting: 2, phase: 'refused', trouble: 'It ended.' }, '2 changes not sent: It ended.'],
  [
    { waiting: 2, phase: 'rest', storage: 'tab' },
    '2 changes in this tab only: this browser keeps nothing for the site. Leave it open.',
  ],
])('%o reads: %s', (some, text) => {
  const state: SyncState = { waiting: 0, storage: 'kept', phase: 'rest', trouble: null, ...some }
  expect(syncText(state)).toBe(text)
})
