import { expect, test } from 'vitest'
import { COMMANDS, matchCommands, reviewCommands } from './rules'

const commands = [
  ...COMMANDS,
  ...reviewCommands([
    { path: '/topics/cold-starts', title: 'Cold starts' },
    { path: '/paths/design-patterns', title: 'Design patterns' },
  ]),
]
const ids = (query: string) => matchCommands(commands, query, 3).map(({ id }) => id)

test.each([
  ['theme', ['theme']],
  ['toggle th', ['theme']],
  ['keys', ['keys']],
  ['shortcuts', ['keys']],
  ['start review', ['review', 'review-topic-cold-starts', 'review-path-design-patterns']],
  ['review cold', ['review-topic-cold-starts']],
  ['go to sett', ['settings']],
  ['zzz', []],
  ['', []],
])('%s finds %j', (query, expected) => {
  expect(ids(query)).toEqual(expected)
})

test('commands that begin with the query come first', () => {
  expect(ids('s')).toEqual(['paths', 'saved', 'settings'])
})

test('a review knows its scope', () => {
  expect(commands.at(-2)?.href).toBe('/review?topic=cold-starts')
  expect(commands.at(-1)?.href).toBe('/review?path=design-patterns')
})
