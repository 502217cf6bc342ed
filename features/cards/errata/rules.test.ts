import { toString as plainText } from 'hast-util-to-string'
import { expect, test } from 'vitest'
import type { Erratum } from '../schema'
import { erratumNote, sinceText } from './rules'

test.each([
  ['2025-08-01', '1 August 2025'],
  ['2020-12', 'December 2020'],
  ['2019', '2019'],
  ['the second edition', 'the second edition'],
])('since %s is said as %s', (since, said) => {
  expect(sinceText(since)).toBe(said)
})

const erratum: Erratum = {
  id: 'err.a',
  about: ['guide.a'],
  verdict: 'outdated',
  claim: 'c',
  now: 'n',
  since: '2020-12',
  source: { title: 'Q&A <notes>', url: 'https://example.com' },
  say: 's',
}

test('a note says what was claimed, what holds, since when, by whom, and what to say', () => {
  const note = erratumNote(erratum, 'was', 'is', 'so')
  expect(note.properties).toMatchObject({ id: 'err.a', className: ['erratum'] })
  expect(plainText(note).replace(/\s+/g, ' ').trim()).toBe(
    'Outdated was is Since December 2020. Q&A <notes> Say so',
  )
})

test('a note without a date says none', () => {
  expect(plainText(erratumNote({ ...erratum, since: null }, 'was', 'is', 'so'))).not.toContain(
    'Since',
  )
})
