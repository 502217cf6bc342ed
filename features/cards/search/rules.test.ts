import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packIndex } from './pack/rules'
import { Search } from './rules'
import type { SearchDocument } from './schema'

const DOCUMENTS: SearchDocument[] = [
  {
    kind: 'glossary',
    title: 'Dead-letter queue',
    also: ['DLQ'],
    text: 'Receives events that could not be processed.',
    href: '/glossary#dlq',
    place: 'Glossary',
  },
  {
    kind: 'glossary',
    title: 'Lambda',
    text: 'Runs your code on demand.',
    href: '/glossary#lambda',
    place: 'Glossary',
  },
  {
    kind: 'topic',
    title: 'Cold starts',
    text: 'What a cold start costs, and what provisioned concurrency does.',
    href: '/topics/cold-starts',
  },
  {
    kind: 'topic',
    title: 'Where a failed event goes',
    text: 'A dead-letter queue or a destination takes it.',
    href: '/topics/errors#dlq',
    place: 'Errors',
  },
  {
    kind: 'topic',
    title: 'Throttling',
    text: 'API Gateway answers 429 to a request too many.',
    href: '/topics/traffic#throttling',
    place: 'Traffic',
  },
  {
    kind: 'question',
    title: 'How does Lambda scale?',
    text: 'By making environments, up to the concurrency quota.',
    href: '/questions/scale',
  },
  {
    kind: 'card',
    title: 'How large can /tmp be?',
    text: '10,240 MB.',
    href: '/topics/basics/cards#tmp',
    place: 'Basics',
  },
  ...Array.from(
    { length: 9 },
    (_, number): SearchDocument => ({
      kind: 'card',
      title: `Card ${number} about layers`,
      text: '',
      href: `/topics/basics/cards#layer-${number}`,
      place: 'Basics',
    }),
  ),
]
const search = new Search(
  packIndex(DOCUMENTS, [
    ['dead letter queue', 'dlq'],
    ['api gateway', 'apigw'],
  ]),
)
const found = (query: string) => search.find(query).map(({ href }) => href)

describe('finding', () => {
  test.each([
    ['by an abbreviation', 'dlq', ['/glossary#dlq', '/topics/errors#dlq']],
    ['by a name written out', 'dead letter queue', ['/glossary#dlq', '/topics/errors#dlq']],
    ['by a synonym of two words', 'apigw throttling', ['/topics/traffic#throttling']],
    ['by a beginning', 'provis', ['/topics/cold-starts']],
    ['by a plural', 'throttlings', ['/topics/traffic#throttling']],
    ['in spite of a typo', 'concurency provisioned', ['/topics/cold-starts']],
    ['in spite of two typos', 'provisionned concurency', ['/topics/cold-starts']],
    ['without words that say nothing', 'what is a cold start', ['/topics/cold-starts']],
    ['by a number as one types it', '10240MB', ['/topics/basics/cards#tmp']],
    ['while one letter more is typed', 'cold start p', ['/topics/cold-starts']],
    ['by the words one asks with', 'how does', ['/questions/scale']],
    ['by a letter that a name begins with', 'c', ['/topics/cold-starts']],
  ])('%s: %s', (_, query, expected) => {
    expect(found(query)).toEqual(expected)
  })

  test('puts the entry or page that has the name first', () => {
    expect(found('lambda')[0]).toBe('/glossary#lambda')
  })

  test('falls back on the rarest words', () => {
    expect(found('provisioned concurrency banana')).toContain('/topics/cold-starts')
  })

  test('keeps one kind from drowning the others', () => {
    expect(found('layers')).toHaveLength(2)
  })

  test('names the page of a passage, and no page of a page', () => {
    const [passage] = search.find('throttling')
    const [page] = search.find('cold starts')
    expect(passage).toMatchObject({ title: 'Throttling', place: 'Traffic', kind: 'topic' })
    expect(page).toMatchObject({ title: 'Cold starts', place: '' })
  })

  test('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        expect(search.find(query).length).toBeLessThanOrEqual(17)
      }),
    )
  })
})

test('lists the pages below a path', () => {
  expect(search.pagesBelow('/questions/')).toEqual([
    { path: '/questions/scale', title: 'How does Lambda scale?' },
  ])
})
