import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import type { SearchDocument } from '../schema'
import { INDEX_OPTIONS, packIndex, unpackIndex } from './rules'

const word = fc.constantFrom('cold', 'start', 'queue', 'retry', 'lambda', 'gateway', 'memory')
const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '))
const documents = fc.array(
  fc.record({ title: text, text, also: text }).map(
    ({ title, text, also }): SearchDocument => ({
      kind: 'card',
      title,
      text,
      also: [also],
      href: '/topics/x/cards#y',
      place: 'X',
    }),
  ),
  { minLength: 1, maxLength: 80 },
)

test('a packed index finds what the index finds, with the same scores', () => {
  fc.assert(
    fc.property(documents, word, (all, query) => {
      const plain = new MiniSearch(INDEX_OPTIONS)
      plain.addAll(
        all.map(({ title, text, also = [] }, id) => ({ id, title, text, also: also[0] })),
      )
      const packed = unpackIndex(JSON.parse(JSON.stringify(packIndex(all, []))))
      const seen = (engine: MiniSearch) =>
        engine.search(query).map(({ id, score }) => [id, Math.round(score * 1e6)])
      expect(seen(packed)).toEqual(seen(plain))
    }),
    { numRuns: 60 },
  )
})

test('what a page says is written once', () => {
  const index = packIndex(
    [
      { kind: 'topic', title: 'Cold starts', text: '', href: '/topics/cold-starts' },
      {
        kind: 'topic',
        title: 'Remedies',
        text: '',
        href: '/topics/cold-starts#remedies',
        place: 'Cold starts',
      },
    ],
    [],
  )
  expect(index.pages).toEqual([['/topics/cold-starts', 'Cold starts']])
  expect(index.documents).toEqual([
    [1, 0, '', 'Cold starts'],
    [1, 0, 'remedies', 'Remedies'],
  ])
})
