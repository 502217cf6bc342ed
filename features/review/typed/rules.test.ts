import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesText, diffTyped, verdictText } from './diff/rules'
import { suggestedGrade, tidy, usualTypingMs, verdictOf } from './rules'

describe('a typed answer', () => {
  test.each([
    ['', 'lambda', 'nothing'],
    ['  ', 'lambda', 'nothing'],
    ['lambda', 'lambda', 'right'],
    [' 15   minutes ', '15 minutes', 'right'],
    ['Cafe\u0301', 'Café', 'right'],
    ['LAMBDA', 'lambda', 'close'],
    ['cafe', 'Café', 'close'],
    ['strasse', 'Straße', 'close'],
    ['lamda', 'lambda', 'wrong'],
    ['15 min', '15 minutes', 'wrong'],
  ])('%j for %j is %s', (typed, answer, verdict) => {
    expect(verdictOf(typed, answer)).toBe(verdict)
  })

  test.each([
    ['lamda', 3_000, 1],
    ['lambda', 3_000, 3],
    ['Lambda', 3_000, 3],
    ['lambda', 60_000, 2],
    ['lamda', 60_000, 1],
    ['', 3_000, null],
  ])('%j after %i ms suggests %s', (typed, ms, grade) => {
    expect(suggestedGrade(typed, 'lambda', ms)).toBe(grade)
  })

  test('a long answer may take as long as typing it takes', () => {
    const answer = 'arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/prod/GET/orders'
    expect(suggestedGrade(answer, answer, 2 * usualTypingMs(answer))).toBe(3)
    expect(suggestedGrade(answer, answer, 2 * usualTypingMs(answer) + 1)).toBe(2)
  })
})

describe('the differences', () => {
  test('are told letter by letter, in words too', () => {
    const parts = diffTyped('lamda functon!', 'lambda function')
    const same = (text: string) => ({ kind: 'same', typed: text, answer: text })
    expect(parts).toEqual([
      same('lam'),
      { kind: 'missing', typed: '', answer: 'b' },
      same('da funct'),
      { kind: 'missing', typed: '', answer: 'i' },
      same('on'),
      { kind: 'extra', typed: '!', answer: '' },
    ])
    expect(differencesText(parts)).toBe(
      '“b” is missing after “lam”; “i” is missing after “da funct”; “!” is too much after “on”.',
    )
  })

  test('capitals are told where nothing else differs', () => {
    expect(differencesText(diffTyped('aws lamda!', 'AWS Lambda'))).toBe(
      '“b” is missing after “aws lam”; “!” is too much after “da”.',
    )
    expect(diffTyped('aWS', 'AWS').map(({ kind }) => kind)).toEqual(['extra', 'missing', 'same'])
  })

  test('many are summed up, a blank is named', () => {
    const parts = diffTyped('abcdefgh', 'a-b-c-d-e-f-gh')
    expect(differencesText(parts)).toMatch(/; and 2 more\.$/)
    expect(differencesText(diffTyped('ab', 'a b'))).toBe('a blank is missing after “a”.')
    expect(differencesText(diffTyped('b', 'ab'))).toBe('“a” is missing at the beginning.')
  })

  test.each([
    ['', 'a', 'You typed nothing.'],
    ['a', 'a', 'Right, letter by letter.'],
    ['A', 'a', 'Right, apart from capitals or accents.'],
  ])('%j for %j: %s', (typed, answer, text) => {
    expect(verdictText(typed, answer, diffTyped(typed, answer))).toBe(text)
  })

  test('the parts make up what was typed and the answer', () => {
    const text = fc.string({ maxLength: 60, unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, (typed, answer) => {
        const parts = diffTyped(typed, answer)
        expect(parts.map((part) => part.typed).join('')).toBe(tidy(typed))
        expect(parts.map((part) => part.answer).join('')).toBe(tidy(answer))
      }),
    )
  })

  test('long texts with little in common are not picked apart', () => {
    const before = process.cpuUsage()
    const parts = diffTyped('ab'.repeat(4_000), 'cd'.repeat(4_000))
    expect(parts.map(({ kind }) => kind)).toEqual(['extra', 'missing'])
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000)
  })
})
