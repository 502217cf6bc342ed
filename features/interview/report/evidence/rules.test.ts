import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gradeOpen } from '../../rubric/rules'
import { evidenceOf } from './rules'

const point = (id: string, accept: string[]) => ({ id, point: id, weight: 1, accept, why: 'why' })
const POINTS = [
  point('ttl', ['the default TTL is 300 seconds']),
  point('stage', ['the cache belongs to a stage']),
  point('never', ['billed by the hour']),
]
const NOT = [{ id: 'old', said: ['an HTTP API caches responses'], why: 'It has no cache.' }]
const cut = (text: string) => evidenceOf(text, gradeOpen(POINTS, NOT, text).findings)

describe('the evidence of an answer', () => {
  test('each sentence knows the points that it earned, and what it cost', () => {
    const text =
      'Well. The default TTL is 300 seconds. The "cache" belongs to a <stage>!\nAn HTTP API caches responses. Bye.'
    const found = cut(text).filter(({ findings }) => findings.length > 0)
    expect(found.map(({ text, findings, wrong }) => [text.trim(), findings, wrong])).toEqual([
      ['The default TTL is 300 seconds.', [0], false],
      ['The "cache" belongs to a <stage>!', [1], false],
      ['An HTTP API caches responses.', [3], true],
    ])
  })

  test('is the answer itself, whatever was written', () => {
    const words = fc.constantFrom('the default TTL is 300 seconds', '<q>', '&amp;', '. ', 'x', '\n')
    const texts = fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 20 })
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join(' ')
        expect(
          cut(text)
            .map((one) => one.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
