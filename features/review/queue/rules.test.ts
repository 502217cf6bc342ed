import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import { candidates, recallAt, type Schedule } from '../rules'
import { GRADES, type Memory } from '../schema'
import { inOrderOfNeed, interleave } from './rules'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 22, 12)
const plan: Schedule = {
  calendar: { timeZone: 'UTC', rolloverHour: 4 },
  parameters: DEFAULT_PARAMETERS,
  interviewOn: null,
}
const learned = (minutesAgo: number, grade: 1 | 2 | 3) =>
  candidates('a.b', null, NOW - minutesAgo * MINUTE, plan)[grade]

describe('learning cards', () => {
  test('whose wait is over come least remembered first, early ones last, by when they are due', () => {
    const [forgotten, shaky, fresh] = [learned(60, 1), learned(30, 2), learned(15, 3)]
    const [soon, later] = [learned(8, 3), learned(2, 3)]
    expect(inOrderOfNeed([later, fresh, soon, shaky, forgotten], NOW, plan)).toEqual([
      forgotten,
      shaky,
      fresh,
      soon,
      later,
    ])
  })

  test('keep all, and never put a better remembered one before a worse', () => {
    const memory = fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom(...GRADES.slice(0, 3)))
      .map(([minutes, grade]) => learned(minutes, grade as 1 | 2 | 3))
    fc.assert(
      fc.property(fc.array(memory, { maxLength: 20 }), (learning) => {
        const ordered = inOrderOfNeed(learning, NOW, plan)
        expect(new Set(ordered)).toEqual(new Set(learning))
        const waiting = ordered.filter(({ dueAt }) => dueAt <= NOW)
        expect(ordered.slice(0, waiting.length)).toEqual(waiting)
        const recalls = waiting.map((one: Memory) => recallAt(one, NOW, plan))
        expect(recalls).toEqual([...recalls].sort((a, b) => a - b))
      }),
    )
  })
})

test('new cards are mixed evenly among the due ones, each in its own order', () => {
  expect(interleave(['a', 'b', 'c', 'd'], ['1', '2'])).toEqual(['a', 'b', '1', 'c', 'd', '2'])
  expect(interleave([], ['1'])).toEqual(['1'])
  expect(interleave(['a'], [])).toEqual(['a'])
})
