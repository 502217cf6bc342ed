import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segments } from './rules'

test.each([
  ['plain', [{ kind: 'text', text: 'plain', at: 0 }]],
  ['', []],
  [
    'needs {=a.b:min} now',
    [
      { kind: 'text', text: 'needs ', at: 0 },
      { kind: 'figure', reference: 'a.b:min', at: 6 },
      { kind: 'text', text: ' now', at: 16 },
    ],
  ],
  ['{#a #b.c}', [{ kind: 'anchor', ids: ['a', 'b.c'], at: 0 }]],
  ['{!err.a}', [{ kind: 'erratum', id: 'err.a', at: 0 }]],
  ['{^29 s :: a wait}', [{ kind: 'exempt', text: '29 s', reason: 'a wait', at: 0 }]],
  ['a set {1, 2} and {name}', [{ kind: 'text', text: 'a set {1, 2} and {name}', at: 0 }]],
])('reads %j', (text, expected) => {
  expect(segments(text)).toEqual(expected)
})

test.each([
  ['{^29 s}', /\{\^text :: reason\}/],
  ['{^ :: reason}', /\{\^text :: reason\}/],
  ['{^29 s :: }', /\{\^text :: reason\}/],
  ['{=a.b', /not closed/],
  ['a {^b {c} :: d}', /not closed/],
  ['{#}', /\{#first\}/],
  ['{##a}', /\{#first\}/],
  ['{#a b}', /\{#first #second\}/],
])('calls %j broken', (text, why) => {
  const broken = segments(text).filter(({ kind }) => kind === 'broken')
  expect(broken).toMatchObject([{ why: expect.stringMatching(why) }])
})

const anything = fc.string({
  unit: fc.constantFrom('{', '}', '#', '=', '^', '!', ':', ':: ', 'a', ' ', '\n', 'é', '29 s'),
})

test('never throws, and every segment begins where it says, in reading order', () => {
  fc.assert(
    fc.property(anything, (text) => {
      let end = 0
      for (const segment of segments(text)) {
        expect(segment.at).toBeGreaterThanOrEqual(end)
        end = segment.at
        if (segment.kind !== 'text') continue
        expect(text.startsWith(segment.text, segment.at)).toBe(true)
        end += segment.text.length
      }
    }),
  )
})

const mark = fc.constantFrom('{=a.b}', '{#a}', '{!err.a}', '{^29 s :: a wait}')
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '}', '#', '='), minLength: 1 })

test('loses no plain text between marks', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(words, mark)), words, (pairs, last) => {
      const text = pairs.flat().join('') + last
      const plain = segments(text).flatMap((part) => (part.kind === 'text' ? [part.text] : []))
      expect(plain).toEqual([...pairs.map(([word]) => word), last])
      expect(segments(text)).toHaveLength(pairs.length * 2 + 1)
    }),
  )
})
