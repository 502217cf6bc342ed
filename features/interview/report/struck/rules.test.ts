import { expect, test } from 'vitest'
import type { Verdict } from '@/features/quiz/schema'
import type { ItemSheet } from '../../schema'
import { struckOf } from './rules'

const sheet = {
  as: 'exercise',
  sheet: { body: { kind: 'single', choose: 1, options: ['A', 'B', 'C'] } },
} as ItemSheet
const finding = (html: string, right: boolean) => ({ html, right, chosen: false, whyHtml: '' })
const verdict: Verdict = {
  right: false,
  score: 0,
  blank: false,
  findings: [finding('C', true), finding('A', false), finding('B', false)],
}

test('what was struck out is told by its letter on the sheet, and whether it was right', () => {
  expect(struckOf(sheet, [2, 0, 0, 9], verdict)).toEqual([
    { letter: 'a', html: 'A', right: false },
    { letter: 'c', html: 'C', right: true },
  ])
  expect(struckOf(sheet, [2], null)).toEqual([{ letter: 'c', html: 'C', right: false }])
})

test('where there are no options, nothing was struck out', () => {
  expect(struckOf(null, [0], verdict)).toEqual([])
  const open: ItemSheet = { as: 'open', title: '', promptHtml: '', follows: null }
  expect(struckOf(open, [0], verdict)).toEqual([])
})
