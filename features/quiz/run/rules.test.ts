import { describe, expect, test } from 'vitest'
import type { Told } from '../attempt/schema'
import { blankChosen, emptyChosen, missing, moved, toggled } from '../draft/rules'
import type { Chosen, Sheet, SheetBody } from '../schema'
import { begin, effectText, step, verdictText } from './rules'

const body: SheetBody = { kind: 'single', choose: 1, options: ['a', 'b', 'c'] }
const sheet = (sheetId: string): Sheet => ({
  sheetId,
  exerciseId: 'e',
  kind: 'single',
  topic: 't',
  topicTitle: 'T',
  level: 'mid',
  skill: 'apply',
  stemHtml: '',
  evidence: [],
  body,
})
const told = (right: boolean, more: Partial<Told['verdict']> = {}): Told => ({
  verdict: { right, score: right ? 1 : 0, findings: [], blank: false, ...more },
  explainHtml: '',
  source: { title: '', url: '' },
  href: '',
  modelHtml: null,
  cards: [],
  statistics: null,
})
const chosen: Chosen = { kind: 'choice', chosen: [1] }

describe('a session', () => {
  const first = begin({ sheets: [sheet('1'), sheet('2')], done: 0, right: 0 })

  test('goes from question to verdict to the next', () => {
    let run = step(first, { do: 'choose', chosen })
    run = step(run, { do: 'confide', confidence: 'sure' })
    run = step(run, { do: 'send' })
    expect(step(run, { do: 'choose', chosen: { kind: 'choice', chosen: [2] } })).toBe(run)
    expect(step(run, { do: 'send' })).toBe(run)
    expect(step(run, { do: 'next' })).toBe(run)
    run = step(run, { do: 'told', sheetId: '1', told: told(true) })
    expect(run).toMatchObject({ phase: 'told', right: 1 })
    expect(step(run, { do: 'told', sheetId: '1', told: told(true) })).toBe(run)
    run = step(run, { do: 'next' })
    expect(run).toMatchObject({ at: 1, phase: 'asking', confidence: null, told: null })
    expect(run.chosen).toEqual({ kind: 'choice', chosen: [] })
  })

  test('keeps what was chosen when it could not be sent, and hears no verdict of another sheet', () => {
    const sending = step(step(first, { do: 'choose', chosen }), { do: 'send' })
    const failed = step(sending, { do: 'trouble', text: 'offline' })
    expect(failed).toMatchObject({ phase: 'asking', chosen, trouble: 'offline' })
    expect(step(sending, { do: 'told', sheetId: '2', told: told(true) })).toBe(sending)
    expect(step(failed, { do: 'choose', chosen }).trouble).toBeNull()
  })

  test('says its verdict and its effects in words', () => {
    expect(verdictText(told(true))).toBe('Right')
    expect(verdictText(told(false))).toBe('Wrong')
    expect(verdictText(told(false, { score: 0.5 }))).toBe('Partly right: 50 %')
    expect(verdictText(told(false, { blank: true }))).toBe('Not answered')
    const card = { id: 'c', text: '', href: '' }
    expect(effectText({ ...card, grade: 1, intervalDays: 0 })).toBe('comes again today')
    expect(effectText({ ...card, grade: 3, intervalDays: 1 })).toBe('comes again tomorrow')
    expect(effectText({ ...card, grade: 3, intervalDays: 9 })).toBe('comes again in 9 days')
    expect(effectText({ ...card, grade: 3, intervalDays: null })).toBe('noted as recognised')
  })
})

describe('a draft', () => {
  const bodies: SheetBody[] = [
    body,
    { kind: 'multiple', choose: 2, options: ['a', 'b', 'c'] },
    { kind: 'matching', lefts: ['a', 'b'], rights: ['c', 'd'] },
    { kind: 'cloze', code: false, texts: ['a', 'b'], names: ['x'] },
    { kind: 'numeric', unit: 's' },
    { kind: 'hotspot', svg: '', choose: 1, spots: [] },
    { kind: 'predict', parts: ['status'] },
    { kind: 'fix', format: 'json', broken: '{}', asks: [] },
    { kind: 'open' },
  ]
  test('that is empty lacks something, of whatever kind but an order', () => {
    for (const one of bodies) expect(missing(one, emptyChosen(one))).toMatch(/\.$/)
    const order: SheetBody = { kind: 'ordering', steps: ['a', 'b'] }
    expect(missing(order, emptyChosen(order))).toBeNull()
    expect(blankChosen(order)).toEqual({ kind: 'order', order: [] })
    expect(blankChosen({ kind: 'fix', format: 'json', broken: '{}', asks: [] })).toEqual({
      kind: 'text',
      text: '',
    })
  })
  test('with one partner twice is not ready', () => {
    const pairs: SheetBody = { kind: 'matching', lefts: ['a', 'b'], rights: ['c', 'd'] }
    expect(missing(pairs, { kind: 'pairs', pairs: [1, 1] })).toMatch(/stands twice/)
    expect(missing(pairs, { kind: 'pairs', pairs: [1, 0] })).toBeNull()
  })
  test('takes one more, one less, or another', () => {
    expect(toggled([0], 1, 1)).toEqual([1])
    expect(toggled([1], 1, 1)).toEqual([])
    expect(toggled([0], 1, 2)).toEqual([0, 1])
    expect(toggled([0, 1], 2, 2)).toEqual([0, 1])
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  })
})
