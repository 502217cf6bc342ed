import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Figures } from '../schema'
import {
  figureText,
  formsOf,
  hardCoded,
  quantities,
  quantityIndex,
  staleFigures,
  verifiedOn,
} from './rules'

const figures: Figures = {
  verified: '2026-11-01',
  sources: { DOC: { title: 'Handbook', url: 'https://example.com' } },
  figures: {
    timeout: {
      value: 900,
      unit: 's',
      text: '900 seconds',
      forms: { min: '15 minutes' },
      source: 'DOC',
    },
    price: { value: 3.5, unit: 'USD', text: '$3.50', source: 'DOC', verified: '2026-01-01' },
  },
}

test.each([
  ['timeout', '900 seconds'],
  ['timeout:min', '15 minutes'],
  ['timeout:h', null],
  ['memory', null],
  ['constructor', null],
  ['', null],
])('the text of {=%s} is %j', (reference, text) => {
  expect(figureText(figures, reference)).toBe(text)
})

test('a figure knows its forms and when it was verified', () => {
  expect(formsOf(figures, 'timeout')).toBe('{=timeout}, {=timeout:min}')
  expect(verifiedOn(figures, figures.figures.timeout as Figures['figures'][string])).toBe(
    '2026-11-01',
  )
  expect(verifiedOn(figures, figures.figures.price as Figures['figures'][string])).toBe(
    '2026-01-01',
  )
})

test.each([
  ['900 s, 900s, 900 seconds, 15 min, a 15-minute wait, 0.25 h', Array(6).fill('900 s')],
  ['1 KB, 1,024 bytes, 1 KiB', Array(3).fill('1024 B')],
  ['10 GB and 10240 MB', ['10737418240 B', '10737418240 B']],
  ['$3.50, $3.5', ['3.5 $', '3.5 $']],
  ['5M, 5 million', ['5 million', '5 million']],
  ['50% of 6 vCPUs', ['50 %', '6 vCPU']],
  ['10,000 rps, 10,000 requests per second', ['10000 rps', '10000 rps']],
  ['2029-06-30, 30 June 2029, June 30, 2029, Jun 30 2029', Array(4).fill('2029-06-30')],
  ['Python 3.14, Node.js 24.x, .NET 10', ['Python 3.14', 'Node.js 24', '.NET 10']],
  ['three seconds, 29 things, GB-seconds, 400 GB-seconds, 10 Mbit', []],
])('finds the quantities of %j', (text, expected) => {
  expect(quantities(text).map(({ canonical }) => canonical)).toEqual(expected)
})

test('a quantity says where it stands', () => {
  const text = 'from $3.50 to 15 min'
  for (const { at, written } of quantities(text))
    expect(text.slice(at).startsWith(written)).toBe(true)
})

test('what equals a figure is hard-coded, in any of its spellings', () => {
  const index = quantityIndex(figures)
  expect(hardCoded(index, 'It takes 0.25 hours and costs $3.50, not 3.50.')).toEqual([
    { at: 9, written: '0.25 hours', ids: ['timeout'] },
    { at: 30, written: '$3.50', ids: ['price'] },
  ])
  expect(hardCoded(index, '901 seconds')).toEqual([])
})

const SPELLINGS: [string, string][] = [
  [' seconds', 's'],
  [' s', 's'],
  ['-second', 's'],
  [' minutes', 'min'],
  [' ms', 'ms'],
  [' MB', 'MB'],
  [' GB', 'GB'],
  [' KB', 'KB'],
  ['%', '%'],
  [' vCPUs', 'vCPU'],
]

test('a formatted figure is found again, with and without thousands separators', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.constantFrom(...SPELLINGS),
      fc.constantFrom('', 'at most ', '(', '“', 'x, '),
      fc.constantFrom('', '.', ')', ' each', ', y'),
      (amount, [unit], before, after) => {
        const text = `${amount}${unit}`
        const index = quantityIndex({
          ...figures,
          figures: { f: { value: amount, unit, text, source: 'DOC' } },
        })
        const written = `${amount.toLocaleString('en-US')}${unit}`
        expect(hardCoded(index, before + written + after)).toEqual([
          { at: before.length, written, ids: ['f'] },
        ])
      },
    ),
  )
})

test('units of time agree with each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (minutes) => {
      const [inMinutes, inSeconds, inMs] = quantities(
        `${minutes} min, ${minutes * 60} s, ${minutes * 60_000} ms`,
      )
      expect(inMinutes?.canonical).toBe(inSeconds?.canonical)
      expect(inMs?.canonical).toBe(inSeconds?.canonical)
    }),
  )
})

test('reading quantities never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void quantities(text)))
})

test.each([
  ['2026-11-22', 0],
  ['2027-04-30', 0],
  ['2027-05-01', 1],
])('a figure verified on 2026-11-01 is stale 181 days later: %s', (today, count) => {
  const verified = [{ id: 'timeout', verified: '2026-11-01', line: 3 }]
  expect(staleFigures(verified, today)).toHaveLength(count)
})
