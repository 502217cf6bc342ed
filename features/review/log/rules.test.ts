import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOfDay, studyDay } from '@/features/learner/rules'
import { DEFAULT_PARAMETERS, type Parameters } from '../fsrs/rules'
import { candidates } from '../rules'
import { GRADES, type Grade, type Memory } from '../schema'
import {
  addDays,
  dayChanges,
  foldMemory,
  type LogEvent,
  liveAnswers,
  NOTHING,
  replayCard,
  scheduleOf,
} from './rules'

const MINUTE = 60_000
const DAY = 86_400_000
const START = Date.UTC(2026, 10, 2, 9)
const CARD = 'lambda-basics.x'
const ZONES = ['UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Niue', 'America/New_York']

const VERSIONS: Record<number, Parameters> = {
  1: DEFAULT_PARAMETERS,
  2: { ...DEFAULT_PARAMETERS, version: 2, retention: 0.85 },
  3: {
    ...DEFAULT_PARAMETERS,
    version: 3,
    weights: DEFAULT_PARAMETERS.weights.map((weight, index) => (index < 4 ? weight / 2 : weight)),
  },
}
const parametersOf = (version: number) => VERSIONS[version] ?? DEFAULT_PARAMETERS

function event(id: string, change: Partial<LogEvent> & { answeredAt: number }): LogEvent {
  const { timeZone = 'Asia/Tokyo', rolloverHour = 4, answeredAt } = change
  return {
    kind: 'answer',
    answerId: id,
    grade: null,
    arrivedAt: null,
    parametersVersion: 1,
    interviewOn: null,
    undoes: null,
    timeZone,
    rolloverHour,
    day: studyDay(answeredAt, { timeZone, rolloverHour }),
    ...change,
  }
}
const answer = (id: string, grade: Grade, days: number, change: Partial<LogEvent> = {}) =>
  event(id, { ...change, grade, answeredAt: START + days * DAY })
const tombstone = (id: string, undoes: string) =>
  event(id, { kind: 'undo', undoes, answeredAt: START })
const cram = (id: string, grade: Grade, days: number) =>
  event(id, { kind: 'cram', grade, answeredAt: START + days * DAY })
const reset = (id: string, days = 0) => event(id, { kind: 'reset', answeredAt: START + days * DAY })
const fold = (events: LogEvent[]) => foldMemory(CARD, events, parametersOf)

describe('memory', () => {
  test('is the fold over the answers', () => {
    const events = [answer('1', 3, 0), answer('2', 3, 1), answer('3', 1, 9)]
    let memory: Memory | null = null
    for (const one of events)
      memory = candidates(CARD, memory, one.answeredAt, scheduleOf(one, parametersOf))[
        one.grade as Grade
      ]
    expect(fold(events)).toEqual(memory)
  })

  test('an undone answer never was, at any depth', () => {
    const undone = [answer('1', 3, 0), answer('2', 1, 1), answer('3', 4, 2), tombstone('4', '2')]
    expect(fold(undone)).toEqual(fold([answer('1', 3, 0), answer('3', 4, 2)]))
  })

  test('a reset begins anew; undoing everything leaves a new card', () => {
    const events = [answer('1', 3, 0), reset('r'), answer('2', 3, 1)]
    expect(liveAnswers(events).map(({ answerId }) => answerId)).toEqual(['2'])
    expect(fold([answer('1', 3, 0), reset('r')])).toBeNull()
    expect(fold([answer('1', 3, 0), tombstone('2', '1')])).toBeNull()
  })

  test('an answer while cramming is kept and changes nothing, wherever it stands', () => {
    const answers = [answer('1', 3, 0), answer('2', 3, 1), answer('3', 1, 9)]
    const crammed = [
      cram('a', 1, 0),
      ...answers.flatMap((one) => [one, cram(`${one.answerId}c`, 1, 5)]),
    ]
    expect(fold(crammed)).toEqual(fold(answers))
    expect(replayCard(CARD, crammed, parametersOf)).toEqual(replayCard(CARD, answers, parametersOf))
    expect(fold([cram('a', 4, 0)])).toBeNull()
    expect(fold([...answers, cram('c', 1, 10), tombstone('u', 'c')])).toEqual(fold(answers))
  })

  test('folds with the parameters and the calendar of the time, not with later ones', () => {
    const old = { timeZone: 'Asia/Tokyo', parametersVersion: 1 }
    const now = { timeZone: 'America/New_York', rolloverHour: 0, parametersVersion: 2 }
    const events = [answer('1', 4, 0, old), answer('2', 3, 9, old), answer('3', 3, 30, now)]
    const before = fold(events.slice(0, 2))
    expect(before).toEqual(fold([answer('1', 4, 0), answer('2', 3, 9)]))
    const last = events[2] as LogEvent
    expect(fold(events)).toEqual(
      candidates(CARD, before, last.answeredAt, scheduleOf(last, parametersOf))[3],
    )
    expect(fold(events)).not.toEqual(fold(events.map((one) => ({ ...one, ...old }))))
  })

  test('takes the day from the event, whatever zone rules say today', () => {
    const first = answer('1', 4, 0)
    const moved = { ...answer('2', 3, 5), day: first.day + 6 }
    expect(fold([first, moved])?.lastDay).toBe(first.day + 6)
  })
})

/** Whatever a learner may do to one card: answer, undo, reset, move, get other parameters. */
const operations = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        grade: fc.constantFrom(...GRADES),
        waitMs: fc.oneof(
          fc.integer({ min: 0, max: 40 * MINUTE }),
          fc.integer({ min: 0, max: 50 * DAY }),
          fc.integer({ min: -DAY, max: 0 }),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat({ max: 20 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        timeZone: fc.constantFrom(...ZONES),
        rolloverHour: fc.integer({ min: 0, max: 23 }),
        version: fc.constantFrom(1, 2, 3),
        interviewIn: fc.option(fc.integer({ min: -3, max: 40 }), { nil: null }),
      }),
    },
  ),
  { maxLength: 14 },
)

test('replay equals what was stored step by step, for 10,000 random histories', () => {
  fc.assert(
    fc.property(operations, (list) => {
      const events: LogEvent[] = []
      let now = START
      let settings = {
        timeZone: 'Europe/Berlin',
        rolloverHour: 4,
        parametersVersion: 1,
        interviewOn: null as string | null,
      }
      let stored = null as (Memory & { version: number }) | null
      for (const operation of list) {
        const id = String(events.length)
        if (operation.kind === 'move') {
          const { timeZone, rolloverHour, version, interviewIn } = operation
          const interviewOn =
            interviewIn === null ? null : dateOfDay(Math.floor(now / DAY) + interviewIn)
          settings = { timeZone, rolloverHour, parametersVersion: version, interviewOn }
        } else if (operation.kind === 'answer') {
          now += operation.waitMs
          const one = event(id, { ...settings, grade: operation.grade, answeredAt: now })
          const plan = scheduleOf(one, parametersOf)
          const after: Memory = candidates(CARD, stored, now, plan)[operation.grade]
          stored = { ...after, version: (stored?.version ?? 0) + 1 }
          events.push(one)
        } else {
          const target = operation.kind === 'undo' ? liveAnswers(events)[operation.which] : null
          if (operation.kind === 'undo' && target?.kind !== 'answer') continue
          if (operation.kind === 'reset' && !stored) continue
          const undoes = target?.answerId ?? null
          events.push(event(id, { ...settings, kind: operation.kind, undoes, answeredAt: now }))
          const folded = fold(events)
          stored = folded && { ...folded, version: events.length }
        }
      }
      expect(replayCard(CARD, events, parametersOf)).toEqual(stored)
    }),
    { numRuns: 10_000 },
  )
}, 120_000)

describe('days', () => {
  const totals = (events: LogEvent[]) =>
    addDays(
      new Map(),
      events.map((one) => ({ ...one, durationMs: 1000 })),
    )

  test('count what stands: answers, recalled ones, first ones, time', () => {
    const [first, second] = [answer('1', 1, 0), answer('2', 2, 1)]
    expect(totals([first, second])).toEqual(
      new Map([
        [first.day, { ...NOTHING, answers: 1, newCards: 1, durationMs: 1000 }],
        // Hard is a pass: whoever presses it remembered.
        [
          second.day,
          { ...NOTHING, answers: 1, recalled: 1, durationMs: 1000, reviews: 1, retained: 1 },
        ],
      ]),
    )
  })

  test('the next answer is the first one where the first is undone, and after a reset', () => {
    const [first, second] = [answer('1', 3, 0), answer('2', 3, 1)]
    expect(totals([first, second, tombstone('u', '1')]).get(second.day)?.newCards).toBe(1)
    expect(totals([first, reset('r', 1), second]).get(second.day)?.newCards).toBe(1)
  })

  test('pitfall 6: at most one answer a day to a card feeds true retention, the first', () => {
    const MINUTES = 1 / 1440
    const events = [
      answer('new', 3, 0),
      answer('again the same day', 1, 10 * MINUTES),
      answer('forgotten', 1, 5),
      answer('relearned', 3, 5 + 10 * MINUTES),
      cram('crammed', 4, 5 + 20 * MINUTES),
      answer('known', 3, 6),
    ]
    const days = [...totals(events).values()]
    expect(days.map(({ reviews, retained }) => [reviews, retained])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ])
    expect(days[1]).toMatchObject({ answers: 2, recalled: 1, crammed: 1 })
    const undone = totals([...events, tombstone('u', 'forgotten')])
    expect([...undone.values()][1]).toMatchObject({ reviews: 1, retained: 1, answers: 1 })
  })

  test('pitfall 6: for any history no card feeds true retention twice a day, nor when new', () => {
    const steps = fc.array(
      fc.record({
        grade: fc.constantFrom(...GRADES),
        days: fc.constantFrom(0, 0.001, 0.01, 1, 3),
        kind: fc.constantFrom('answer', 'answer', 'cram'),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(steps, (list) => {
        let at = 0
        const events = list.map(({ grade, days, kind }, index) => {
          at += days
          return { ...answer(String(index), grade, at), kind }
        })
        const days = totals(events)
        const later = new Set(events.filter(({ kind }) => kind === 'answer').map(({ day }) => day))
        const reviews = [...days.values()].map((day) => day.reviews)
        expect(reviews.every((count) => count <= 1)).toBe(true)
        expect(reviews.reduce((sum, count) => sum + count, 0)).toBe(Math.max(0, later.size - 1))
        expect([...days.values()].every((day) => day.retained <= day.reviews)).toBe(true)
      }),
    )
  })

  test('changes are what the days were told before to what they are now', () => {
    const events = [answer('1', 3, 0), answer('2', 3, 1)].map((one) => ({ ...one, durationMs: 10 }))
    const after = [...events, { ...tombstone('u', '1'), durationMs: 0 }]
    const [first, second] = events.map(({ day }) => day) as [number, number]
    expect(dayChanges(events, after)).toEqual(
      new Map([
        [second, { ...NOTHING, newCards: 1, reviews: -1, retained: -1 }],
        [first, { ...NOTHING, answers: -1, recalled: -1, newCards: -1, durationMs: -10 }],
      ]),
    )
    expect(dayChanges(after, after)).toEqual(new Map())
  })
})
