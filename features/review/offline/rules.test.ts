import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  claim,
  clockOffset,
  counted,
  idOf,
  localAnswers,
  pendingCards,
  refuseAll,
  retryAfter,
  settle,
  syncText,
  takeBack,
  toRetry,
  withEntry,
  withoutSaved,
} from './rules'
import type { Entry, SyncState } from './schema'

const NOW = Date.UTC(2026, 10, 22, 12)
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const answer = (n: number, cardId: string, change: Partial<Entry> = {}): Omit<Entry, 'seq'> => ({
  learner: 'me',
  at: NOW,
  tried: false,
  local: false,
  saved: false,
  refused: null,
  waiting: {
    kind: 'answer',
    offsetMs: 0,
    answer: {
      answerId: uuid(n),
      cardId,
      grade: 3,
      version: 0,
      intervalDays: 0,
      durationMs: 1,
      clientAt: new Date(NOW).toISOString(),
      source: 'due',
    },
  },
  ...change,
})
const undoOf = (n: number, undoes: number) => ({
  ...answer(n, ''),
  waiting: { kind: 'undo' as const, answerId: uuid(n), undoes: uuid(undoes) },
})
const all = (...given: Omit<Entry, 'seq'>[]) => given.reduce<Entry[]>(withEntry, [])

describe('what is sent next', () => {
  test('fresh answers go the online way, together', () => {
    const { entries, value } = claim(all(answer(1, 'a'), answer(2, 'b')), NOW + 9_000)
    expect(value).toMatchObject({ parcel: { route: 'answers' }, ids: [uuid(1), uuid(2)] })
    expect(entries.every(({ tried }) => tried)).toBe(true)
  })

  test.each([
    ['tried before', { tried: true }],
    ['too old', { at: NOW - 11_000 }],
    ['from a clock that was set back', { at: NOW + 60_000 }],
    ['given on buttons of this browser', { local: true }],
  ])('one %s goes as an outbox, and what is fresh waits behind it', (_, change) => {
    const entries = all(answer(1, 'a', change), answer(2, 'b'))
    const first = claim(entries, NOW)
    expect(first.value).toMatchObject({ parcel: { route: 'outbox' }, ids: [uuid(1)] })
    const rest = settle(first.entries, [{ answerId: uuid(1), status: 'saved' }], false)
    expect(claim(rest, NOW).value).toMatchObject({ parcel: { route: 'answers' } })
  })

  test('an answer names the one to its card before it', () => {
    const [, , third] = all(answer(1, 'a'), answer(2, 'b'), answer(3, 'a'))
    expect(third?.waiting).toMatchObject({ after: uuid(1) })
  })

  test('whatever fails on the way, each is delivered once and in order', () => {
    const steps = fc.array(fc.constantFrom('give', 'lost', 'unheard', 'heard', 'undo'), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (list, most) => {
        let entries: Entry[] = []
        const [given, taken]: [string[], string[]] = [[], []]
        const server: string[] = []
        const deliver = (ids: string[]) => server.push(...ids.filter((id) => !server.includes(id)))
        list.forEach((step, index) => {
          if (step === 'give') {
            entries = withEntry(entries, answer(index, `c${index}`))
            given.push(uuid(index))
          } else if (step === 'undo') {
            const last = entries.findLast(({ waiting }) => waiting.kind === 'answer')
            if (last?.waiting.kind !== 'answer') return
            const back = takeBack(entries, {
              ...undoOf(1000 + index, 0),
              waiting: { kind: 'undo', answerId: uuid(1000 + index), undoes: idOf(last) },
            })
            entries = back.entries
            if (back.value === 'removed') taken.push(idOf(last))
          } else {
            const { entries: claimed, value } = claim(entries, NOW, most)
            entries = claimed
            if (!value || step === 'lost') return
            deliver(value.ids)
            if (step === 'heard')
              entries = settle(
                entries,
                value.ids.map((answerId) => ({ answerId, status: 'saved' })),
                false,
              )
          }
        })
        for (let parcel = claim(entries, NOW); parcel.value; parcel = claim(entries, NOW)) {
          deliver(parcel.value.ids)
          const results = parcel.value.ids.map((answerId) => ({
            answerId,
            status: 'already' as const,
          }))
          entries = settle(parcel.entries, results, false)
        }
        expect(entries).toEqual([])
        const answers = server.filter((id) => given.includes(id))
        expect(answers).toEqual(given.filter((id) => !taken.includes(id)))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('taking back', () => {
  test('what was never sent is gone; what may have arrived gets a tombstone', () => {
    const entries = all(answer(1, 'a'))
    expect(takeBack(entries, undoOf(2, 1))).toEqual({ entries: [], value: 'removed' })
    const sent = claim(entries, NOW).entries
    expect(takeBack(sent, undoOf(2, 1))).toMatchObject({
      value: 'queued',
      entries: [{ tried: true }, { waiting: { kind: 'undo', undoes: uuid(1) } }],
    })
    expect(takeBack([], undoOf(2, 1)).value).toBe('queued')
    expect(counted(takeBack(sent, undoOf(2, 1)).entries).waiting).toBe(1)
  })
})

describe('the server’s word', () => {
  test('saved ones go or stay for the pack, stale ones go, unknown ones are kept as refused', () => {
    const entries = all(answer(1, 'a'), answer(2, 'b'), answer(3, 'c'))
    const results = [
      { answerId: uuid(1), status: 'saved' as const },
      { answerId: uuid(2), status: 'unknown' as const, error: 'gone' },
    ]
    expect(settle(entries, results, false).map(idOf)).toEqual([uuid(2), uuid(3)])
    const kept = settle(entries, results, true)
    expect(counted(kept)).toEqual({ waiting: 1, refused: { count: 1, reason: 'gone' } })
    expect(withoutSaved(kept).map(idOf)).toEqual([uuid(2), uuid(3)])
    expect(pendingCards(kept)).toEqual(['c'])
    expect(pendingCards(toRetry(kept))).toEqual(['b', 'c'])
    expect(localAnswers(kept).map(({ cardId }) => cardId)).toEqual(['a', 'c'])
    expect(localAnswers(withEntry(kept, undoOf(9, 1))).map(({ cardId }) => cardId)).toEqual(['c'])
    expect(counted(refuseAll(entries, [uuid(3)], 'no')).waiting).toBe(2)
  })
})

test('the clocks’ difference comes from the reply’s date, or stays unknown', () => {
  expect(clockOffset('Sun, 22 Nov 2026 12:00:00 GMT', NOW - 3_600_000, NOW - 3_599_000)).toBe(
    3_600_000,
  )
  expect(clockOffset(null, 0, 0)).toBeNull()
  expect([1, 2, 3, 9].map(retryAfter)).toEqual([3_000, 6_000, 12_000, 60_000])
})

describe('the state in words', () => {
  const state = (change: Partial<SyncState>): SyncState => ({
    waiting: 0,
    refused: { count: 0, reason: null },
    storage: 'kept',
    phase: 'rest',
    trouble: null,
    since: null,
    ...change,
  })
  test.each<[string, Partial<SyncState>]>([
    ['Saved', {}],
    ['Saving…', { waiting: 2, phase: 'sending' }],
    ['Offline since 12:00.', { phase: 'unreachable', since: NOW }],
    [
      'Offline since 12:00. 1 answer waits here and is sent when the server is back.',
      { waiting: 1, phase: 'unreachable', since: NOW },
    ],
    [
      '3 answers could not be sent: Sign in.',
      { waiting: 3, phase: 'refused', trouble: 'Sign in.' },
    ],
    ['1 answer could not be saved: gone', { refused: { count: 1, reason: 'gone' } }],
    [
      '2 answers wait in this tab only, because this browser keeps nothing for the site. Leave it open.',
      { waiting: 2, storage: 'tab', phase: 'unreachable' },
    ],
  ])('%s', (text, change) => {
    expect(syncText(state(change), () => '12:00')).toBe(text)
  })
})
