import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Verdict } from '@/features/quiz/schema'
import { agreementOf, canMark, ownScore } from './rules'

const finding = (chosen: boolean, right = true) => ({ html: 'x', chosen, right, whyHtml: '' })
const verdict = (...findings: Verdict['findings']): Verdict => ({
  right: false,
  score: 0,
  findings,
  blank: false,
})
const mark = (at: number, holds: boolean) => ({ finding: at, holds, reason: '' })

const heard = verdict(finding(true), finding(false), finding(true, false))

test.each([
  ['nothing marked', [], null],
  ['a point that was said after all', [mark(1, true)], 3 / 4],
  ['a point that was not said', [mark(0, false)], 0],
  ['a wrong claim that was not made', [mark(2, false)], 1 / 4],
  ['all of it', [mark(0, true), mark(1, true), mark(2, false)], 1],
  ['as it was heard', [mark(0, true)], 0],
] as const)('own score: %s', (_, marks, score) => {
  expect(ownScore(heard, marks, [1, 3])).toBe(score)
})

test('an own score lies within 0 and 1 whatever is marked', () => {
  const findings = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 14 })
  const marks = fc.array(
    fc.record({ finding: fc.nat({ max: 20 }), holds: fc.boolean(), reason: fc.constant('') }),
  )
  fc.assert(
    fc.property(
      findings,
      marks,
      fc.array(fc.integer({ min: 1, max: 3 })),
      (list, said, weights) => {
        const score = ownScore(
          verdict(...list.map(([chosen, right]) => finding(chosen, right))),
          said,
          weights,
        )
        if (score === null) return
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('agreement counts marked points alone, and none that is not there', () => {
  expect(
    agreementOf([
      { verdict: heard, marks: [mark(0, true), mark(1, true), mark(9, true)] },
      { verdict: null, marks: [mark(0, true)] },
    ]),
  ).toEqual({ marked: 2, agreed: 1 })
})

test.each([
  ['question', null, heard, true],
  ['follow-up', null, heard, true],
  ['exercise', 'open', heard, true],
  ['exercise', 'single', heard, false],
  ['incident', 'triage', heard, false],
  ['lab', null, heard, false],
  ['question', null, null, false],
  ['question', null, { ...heard, blank: true }, false],
] as const)('%s of kind %s can be marked: %#', (source, kind, given, can) => {
  expect(canMark(source, kind, given)).toBe(can)
})
