import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Scope, scopeSchema } from '../../schema'
import { isChosen, isOldCram, readScope, scopeHref, scopeTitle, sourceOf } from './rules'

const SET = '0b9ad3f6-6a4e-4cc1-9f3d-0d2f8f1f9d11'
const NOW = Date.UTC(2026, 10, 22, 12)

describe('a scope', () => {
  test.each([
    [{}, 'due', 'Everything due'],
    [{ study: 'due' }, 'due', 'Everything due'],
    [{ topic: 'pricing' }, 'topic', 'Named'],
    [{ path: 'week' }, 'path', 'Named'],
    [{ set: SET }, 'set', 'Named'],
    [{ ahead: '1' }, 'ahead', 'Due in the next day'],
    [{ ahead: '7' }, 'ahead', 'Due in the next 7 days'],
    [{ forgotten: '7' }, 'forgotten', 'Forgotten in the last 7 days'],
    [{ q: 'is:due' }, 'search', 'Search: is:due'],
    [{ q: 'is:own' }, 'search', 'Your own cards'],
    [{ cards: 'a.b,c.d' }, 'search', 'Cards you selected'],
    [{ cram: '1' }, 'due', 'Everything you have begun · cramming, nothing is rescheduled'],
  ] as [Scope, string, string][])('%j', (scope, source, title) => {
    expect(z.parse(scopeSchema, scope)).toEqual(scope)
    expect(sourceOf(scope)).toBe(source)
    const isNamed = Boolean(scope.topic ?? scope.path ?? scope.set)
    expect(scopeTitle(scope, isNamed ? 'Named' : null)).toBe(title)
    const url = new URL(scopeHref(scope), 'http://localhost')
    expect(readScope(Object.fromEntries(url.searchParams))).toEqual(scope)
  })

  test.each([
    { topic: 'a', path: 'b' },
    { ahead: '31' },
    { ahead: '0' },
    { forgotten: '-1' },
    { set: 'mine' },
    { study: 'everything' },
    { cram: 'yes' },
    { q: 'x'.repeat(301) },
    { other: '1' },
  ])('%j is none', (wrong) => {
    expect(z.safeParse(scopeSchema, wrong).success).toBe(false)
  })

  test('is read from what a URL says, whatever else it says', () => {
    expect(readScope({ topic: ['a', 'b'], utm: 'x', path: undefined, q: '' })).toEqual({
      topic: 'a',
    })
    expect(isChosen({})).toBe(false)
    expect(isChosen({ ahead: '1' })).toBe(true)
  })

  test.each([
    [{}, false],
    [{ cram: '1' }, true],
    [{ cram: String(NOW - 3_600_000) }, false],
    [{ cram: String(NOW - 13 * 3_600_000) }, true],
    [{ cram: String(NOW + 1) }, true],
  ])('%j begins anew: %s', (scope, old) => {
    expect(isOldCram(scope, NOW)).toBe(old)
  })
})
