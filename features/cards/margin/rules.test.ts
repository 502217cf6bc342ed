import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bothVersions, titleOf } from './rules'

const pages = {
  topic: new Map([['pricing', { title: 'Pricing' }]]),
  question: new Map([['what-is-lambda', { title: 'What is Lambda?' }]]),
  path: new Map([['first-week', { title: 'First week' }]]),
}

it.each([
  ['/topics/pricing', 'Pricing'],
  ['/questions/what-is-lambda', 'What is Lambda?'],
  ['/paths/first-week', 'First week'],
  ['/topics/what-is-lambda', null],
  ['/topics/pricing/cards', null],
  ['/topics', null],
  ['/glossary/pricing', null],
  ['', null],
])('the title of %j is %j', (path, title) => {
  expect(titleOf(pages, path)).toBe(title)
})

describe('two versions of a note', () => {
  it('are one where one holds the other', () => {
    expect(bothVersions('one', 'one two')).toBe('one two')
    expect(bothVersions('one two', 'one')).toBe('one two')
  })
  it('follow one another where they differ', () => {
    expect(bothVersions('phone\n', 'desk')).toBe('phone\n\ndesk')
  })
  it('lose nothing but space at the seam', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (saved, mine) => {
        const both = bothVersions(saved, mine)
        expect(both).toContain(saved.trim())
        expect(both).toContain(mine.trim())
      }),
    )
  })
})
