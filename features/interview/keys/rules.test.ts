import { expect, test } from 'vitest'
import type { Sheet, SheetBody } from '@/features/quiz/schema'
import type { ItemSheet } from '../schema'
import { deedOf, keyList, type Looks, lettered } from './rules'

const looks = (some: Partial<Looks> = {}): Looks => ({
  options: 4,
  strikes: true,
  striking: false,
  practice: false,
  ...some,
})

test.each([
  ['a', {}, { do: 'choose', option: 0 }],
  ['D', {}, { do: 'choose', option: 3 }],
  ['e', {}, null],
  ['f', {}, { do: 'flag' }],
  ['f', { options: 6 }, { do: 'choose', option: 5 }],
  ['F', { options: 6 }, { do: 'flag' }],
  ['s', {}, { do: 'begin striking' }],
  ['s', { options: 0, strikes: false }, null],
  ['b', { striking: true }, { do: 'strike', option: 1 }],
  ['Escape', { striking: true }, { do: 'end striking' }],
  ['f', { striking: true }, { do: 'end striking' }],
  ['1', {}, { do: 'confide', confidence: 0 }],
  ['4', {}, null],
  ['Enter', {}, { do: 'next' }],
  ['ArrowLeft', {}, { do: 'previous' }],
  ['K', {}, { do: 'previous' }],
  ['p', {}, null],
  ['p', { practice: true }, { do: 'pause' }],
  ['?', {}, { do: 'keys' }],
  ['Tab', {}, null],
] as const)('%s with %o', (key, some, deed) => {
  expect(deedOf(key, looks(some))).toEqual(deed)
})

test('letters are those of what can be chosen', () => {
  const sheet = (body: SheetBody): ItemSheet => ({ as: 'exercise', sheet: { body } as Sheet })
  const options = ['a', 'b', 'c']
  expect(lettered(sheet({ kind: 'single', choose: 1, options }))).toEqual({
    options: 3,
    strikes: true,
  })
  const spots = [{ node: 'n', label: 'N' }]
  expect(lettered(sheet({ kind: 'hotspot', svg: '', choose: 1, spots }))).toEqual({
    options: 1,
    strikes: false,
  })
  expect(lettered(sheet({ kind: 'open' })).options).toBe(0)
  expect(lettered(null)).toEqual({ options: 0, strikes: false })
})

test('every key that is listed does something, and pausing is listed where one can', () => {
  const plain = looks({ practice: true })
  for (const [keys] of keyList({ practice: true })) {
    const key = keys.at(-1) === 'then its letter' ? 'S' : (keys[0] as string)
    if (['Esc', 'Ctrl'].includes(key)) continue
    expect(deedOf(key, plain)).not.toBeNull()
  }
  const told = (practice: boolean) => keyList({ practice }).some(([, deed]) => deed === 'Pause')
  expect([told(true), told(false)]).toEqual([true, false])
})
