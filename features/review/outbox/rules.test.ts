import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { studyDay } from '@/features/learner/rules'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import { foldMemory, inOrder, type LogEvent, replayCard } from '../log/rules'
import { GRADES, type Grade } from '../schema'
import { stands, timeOf } from './rules'
import type { WaitingAnswer } from './schema'

const NOW = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const CARD = 'lambda-basics.x'
const ZONE = { timeZone: 'Europe/Berlin', rolloverHour: 4 }
const parametersOf = () => DEFAULT_PARAMETERS
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function event(id: string, answeredAt: number, change: Partial<LogEvent> = {}): LogEvent {
  return {
    ...ZONE,
    kind: 'answer',
    answerId: id,
    grade: 3,
    answeredAt,
    arrivedAt: null,
    day: studyDay(answeredAt, ZONE),
    parametersVersion: 1,
    interviewOn: null,
    undoes: null,
    ...change,
  }
}

function waiting(at: number, change: Partial<WaitingAnswer> = {}, grade: Grade = 3): WaitingAnswer {
  return {
    kind: 'answer',
    offsetMs: 0,
    ...change,
    answer: {
      answerId: uuid(1),
      cardId: CARD,
      grade,
      version: 0,
      intervalDays: 0,
      durationMs: 4000,
      clientAt: new Date(at).toISOString(),
      source: 'due',
    },
  }
}

describe('when an answer that waited was given', () => {
  const handed = NOW - 5 * HOUR
  test.each([
    ['as its browser says', waiting(NOW - HOUR), NOW - HOUR],
    [
      'by the last known difference of the clocks',
      waiting(NOW + DAY, { offsetMs: -DAY - HOUR }),
      NOW - HOUR,
    ],
    ['never after it came in', waiting(NOW + 400 * DAY), NOW],
    ['never before its card was handed out', waiting(NOW - 400 * DAY), handed],
    ['whatever difference it claims', waiting(NOW, { offsetMs: Number.MIN_SAFE_INTEGER }), handed],
  ])('%s', (_, answer, at) => {
    expect(timeOf(answer, handed, [], NOW)).toBe(at)
  })

  test('never before the answer its browser gave to the card just before', () => {
    const known = [event('a', NOW - 2 * HOUR, { answerId: uuid(7) }), event('b', NOW - HOUR)]
    expect(timeOf(waiting(NOW - 3 * HOUR, { after: uuid(7) }), handed, known, NOW)).toBe(
      NOW - 2 * HOUR,
    )
    expect(timeOf(waiting(NOW - 3 * HOUR), handed, known, NOW)).toBe(NOW - 3 * HOUR)
  })

  test('without the server’s word: after all that the log has, or as it comes in', () => {
    expect(timeOf(waiting(0), null, [event('a', NOW - HOUR)], NOW)).toBe(NOW - HOUR)
    expect(timeOf(waiting(0), null, [], NOW)).toBe(NOW)
    expect(timeOf(waiting(0), NOW + DAY, [], NOW)).toBe(NOW)
  })
})

describe('the order in which events count', () => {
  test('what the server timed stays as the log has it, even where its clock was set back', () => {
    const events = [event('a', NOW), event('b', NOW - DAY), event('c', NOW + HOUR)]
    expect(inOrder(events)).toEqual(events)
  })

  test('an answer that waited takes the place of its time; of two at once the first to come', () => {
    const late = (id: string, at: number) => event(id, at, { arrivedAt: NOW + DAY })
    const events = [event('a', NOW), event('b', NOW + HOUR), late('c', NOW + 1), late('d', NOW)]
    expect(inOrder(events).map(({ answerId }) => answerId)).toEqual(['a', 'd', 'c', 'b'])
  })

  test('one from before a reset changes nothing that came after it', () => {
    const events = [event('a', NOW), event('r', NOW + DAY, { kind: 'reset', grade: null })]
    const late = event('l', NOW + HOUR, { arrivedAt: NOW + 2 * DAY })
    expect(foldMemory(CARD, [...events, late], parametersOf)).toBeNull()
    expect(stands([...events, late], 'l')).toBe(false)
  })
})

interface Sent {
  id: string
  at: number
  grade: Grade
  undoes: string | null
}

/** What two browsers gave to one card, each in its order, at instants of their own. */
const devices = fc
  .uniqueArray(
    fc.record({
      minute: fc.integer({ min: 0, max: 60 * 24 * 40 }),
      device: fc.constantFrom(0, 1),
      grade: fc.constantFrom(...GRADES),
      undone: fc.boolean(),
    }),
    { selector: ({ minute }) => minute, maxLength: 10 },
  )
  .map((list) =>
    [...list]
      .sort((a, b) => a.minute - b.minute)
      .map(({ minute, device, grade, undone }, index) => ({
        device,
        sent: [
          { id: `a${index}`, at: NOW + minute * 60_000, grade, undoes: null },
          ...(undone
            ? [{ id: `u${index}`, at: NOW + minute * 60_000, grade, undoes: `a${index}` }]
            : []),
        ] satisfies Sent[],
      })),
  )

/** The log after these came in, in this order; what came before is recognised. */
function logOf(sent: Sent[], arrivedAt: number): LogEvent[] {
  const log: LogEvent[] = []
  for (const { id, at, grade, undoes } of sent) {
    if (log.some(({ answerId }) => answerId === id)) continue
    const answeredAt = timeOf(waiting(at, {}, grade), NOW, log, arrivedAt)
    if (undoes === null) log.push(event(id, answeredAt, { grade, arrivedAt }))
    else if (stands(log, undoes))
      log.push(event(id, arrivedAt, { kind: 'undo', grade: null, arrivedAt, undoes }))
  }
  return log
}

test('two browsers, any interleaving, duplicates: one memory, and it is what replay says', () => {
  const arrivedAt = NOW + 60 * DAY
  fc.assert(
    fc.property(devices, fc.infiniteStream(fc.nat({ max: 99 })), (list, dice) => {
      const queues = [0, 1].map((device) =>
        list.filter((entry) => entry.device === device).flatMap(({ sent }) => sent),
      )
      const order: Sent[] = []
      const rest = queues.map((queue) => [...queue])
      while (rest.some((queue) => queue.length > 0)) {
        const throwOf = dice.next().value ?? 0
        const queue = rest[throwOf % 2]?.length ? rest[throwOf % 2] : rest[(throwOf + 1) % 2]
        const next = queue?.shift()
        if (next) order.push(next)
        // The reply was lost, and a browser sends all it has again.
        if (throwOf > 90) order.push(...order.filter((_, index) => index % 2 === throwOf % 2))
      }
      const log = logOf(order, arrivedAt)
      const sorted = logOf(
        list.flatMap(({ sent }) => sent),
        arrivedAt,
      )
      const memory = foldMemory(CARD, log, parametersOf)
      expect(memory).toEqual(foldMemory(CARD, sorted, parametersOf))
      const replayed = replayCard(CARD, log, parametersOf)
      expect(replayed && { ...replayed, version: 0 }).toEqual(memory && { ...memory, version: 0 })
      expect(new Set(log.map(({ answerId }) => answerId)).size).toBe(log.length)
      for (const { sent } of list)
        expect(log.some(({ answerId }) => answerId === sent[0]?.id)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
