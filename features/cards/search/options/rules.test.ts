import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packIndex } from '../pack/rules'
import { Search } from '../rules'
import type { SearchDocument } from '../schema'
import { fallbackOptions, firstOf, firstOptions, optionsFor } from './rules'

const DOCUMENTS: SearchDocument[] = [
  { kind: 'topic', title: 'Cold starts', text: 'A wait.', href: '/topics/cold-starts' },
  {
    kind: 'card',
    title: 'What does a cold start cost?',
    text: 'Some time.',
    href: '/topics/cold-starts/cards#cost',
    place: 'Cold starts',
  },
]
const search = new Search(packIndex(DOCUMENTS, []))
const texts = DOCUMENTS.map(({ text }) => text)
const labels = (query: string, index: Search | null = search) =>
  optionsFor(query, index, texts).map(({ label }) => label)

describe('for a query', () => {
  test('groups stand by their best result, commands last', () => {
    expect(labels('cold')).toEqual(['Topics', 'Cards', 'Commands'])
  })

  test('a command that is meant stands first', () => {
    expect(labels('review')).toEqual(['Commands'])
    expect(labels('review: cold')[0]).toBe('Commands')
  })

  test('commands are there before the index is', () => {
    expect(labels('theme', null)).toEqual(['Commands'])
  })

  test('a result has its place and its snippet', () => {
    const [, cards] = optionsFor('cold', search, texts)
    expect(cards?.options[0]).toMatchObject({
      href: '/topics/cold-starts/cards#cost',
      place: 'Cold starts',
      snippet: [{ text: 'Some time.', hit: false }],
    })
  })

  test('snippets are empty until the texts are loaded', () => {
    const [topics] = optionsFor('cold', search, null)
    expect(topics?.options[0]?.snippet).toEqual([{ text: '', hit: false }])
  })
})

test('before anything is typed there are commands, and places gone to lately first', () => {
  expect(firstOptions([]).map(({ label }) => label)).toEqual(['Do', 'Go to'])
  const [recent] = firstOptions([{ title: 'Layers', href: '/glossary#layer' }])
  expect(recent).toMatchObject({ label: 'Recent', options: [{ href: '/glossary#layer' }] })
})

test('where nothing is found there are places to look', () => {
  expect(fallbackOptions().options.map(({ href }) => href)).toContain('/glossary')
})

test('the first options are the beginning of all, in their groups, none empty', () => {
  const group = (label: string, size: number) => ({
    label,
    options: Array.from({ length: size }, (_, at) => ({
      key: `${label}${at}`,
      name: '',
      title: [],
    })),
  })
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 })), fc.nat(20), (sizes, count) => {
      const groups = sizes.map((size, at) => group(`${at} `, size))
      const first = firstOf(groups, count)
      const all = groups.flatMap(({ options }) => options)
      expect(first.flatMap(({ options }) => options)).toEqual(all.slice(0, count))
      expect(first.every(({ options }) => options.length > 0)).toBe(true)
      expect(first.map(({ label }) => label)).toEqual(
        groups.slice(0, first.length).map(({ label }) => label),
      )
    }),
  )
})
