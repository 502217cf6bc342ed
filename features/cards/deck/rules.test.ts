import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CardSource } from '../schema'
import { compileCard, textHash } from './rules'

const inline = (text: string) => ({ html: text, text })
const base = { id: 'kettles.x', teaches: 'boiling' }
const compile = (source: Partial<CardSource>) =>
  compileCard({ ...base, ...source }, 'kettles', '/topics/kettles#boiling', inline)

test('a front and a back make a card, a reverse says so', () => {
  const card = { topic: 'kettles', href: '/topics/kettles#boiling', frontText: 'Q', backText: 'A' }
  expect(compile({ front: 'Q', back: 'A' })).toMatchObject({
    ...card,
    kind: 'basic',
    noteHtml: null,
  })
  expect(compile({ front: 'Q', back: 'A', note: 'N', reverseOf: 'kettles.y' })).toMatchObject({
    ...card,
    kind: 'reverse',
    noteHtml: 'N',
  })
})

test('a cloze hides its answer in front and shows it behind', () => {
  expect(compile({ cloze: 'It boils in [[90 s]], always.' })).toMatchObject({
    kind: 'cloze',
    frontHtml: expect.stringContaining('<span class="blank">[…]</span>'),
    backHtml: 'It boils in **90 s**, always.',
    backText: '90 s',
  })
})

test.each([
  [{ cloze: 'a [[b]] c [[d]]' }, /hides exactly one part/],
  [{ cloze: 'a b' }, /hides exactly one part/],
  [{ cloze: 'a [[]]' }, /hides exactly one part/],
  [{ cloze: 'a [[b]]', front: 'c' }, /either a cloze or/],
  [{ cloze: 'a [[b]]', back: 'c' }, /either a cloze or/],
  [{ cloze: 'a [[b]]', reverseOf: 'kettles.y' }, /no cloze/],
  [{ front: 'a' }, /needs a front and a back/],
  [{ back: 'a' }, /needs a front and a back/],
  [{}, /needs a front and a back/],
])('%j is no card', (source, why) => {
  expect(compile(source)).toMatch(why)
})

test('a hash is the same whenever it is taken, and changes with the text', () => {
  // Stored beside memories: these must never change.
  expect([textHash(''), textHash('After 15 minutes.')]).toEqual(['0wvjl67o803', '0g2w260nnvg'])
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(textHash(a)).toMatch(/^[0-9a-z]{11}$/)
      expect(textHash(a) === textHash(b)).toBe(a === b)
    }),
  )
})
