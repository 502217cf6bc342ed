import { expect, test } from 'vitest'
import type { State } from '../schema'
import { suggestionOf } from './rules'

const DAY = 86_400_000
const NOW = 100 * DAY
const last = (state: State, days: number) => ({
  id: 'x',
  state,
  title: 'Timed exam',
  blueprint: 'exam',
  createdAt: NOW - days * DAY,
})

test.each([
  ['a newcomer is left to study', null, 10, null],
  ['who has studied some tries a short one', null, 40, '/interviews?round=exam&size=10'],
  ['what runs comes first', last('running', 0), 0, '/interviews/x'],
  ['what is paused comes first', last('paused', 30), 0, '/interviews/x'],
  ['what is being graded', last('expired', 0), 0, '/interviews/x'],
  ['a report that waits', last('graded', 0), 0, '/interviews/x/report'],
  ['just reviewed', last('reviewed', 1), 900, null],
  ['reviewed some days ago', last('reviewed', 6), 900, '/interviews?round=exam'],
  ['a draft is no round yet', last('draft', 0), 900, null],
] as const)('%s', (_, round, answers, href) => {
  expect(suggestionOf(round, answers, NOW)?.href ?? null).toBe(href)
})
