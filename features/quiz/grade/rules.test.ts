import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Body, Chosen } from '../schema'
import { sheetBody, shownOrder } from '../sheet/rules'
import { grade, readNumber } from './rules'

type Choosing = Extract<Body, { options: unknown }>

const option = (text: string, key = false) => ({ html: text, text, whyHtml: `why ${text}`, key })
const single: Choosing = {
  kind: 'single',
  choose: 1,
  options: [option('a'), option('b', true), option('c'), option('d')],
}
const multiple: Choosing = {
  kind: 'multiple',
  choose: 2,
  options: [option('a', true), option('b'), option('c', true), option('d'), option('e')],
}
const ordering: Body = {
  kind: 'ordering',
  steps: ['one', 'two', 'three', 'four'].map((html) => ({ html, whyHtml: '' })),
}
const matching: Body = {
  kind: 'matching',
  lefts: ['l0', 'l1', 'l2'],
  rights: ['r0', 'r1', 'r2', 'spare'].map((html) => ({ html, whyHtml: `why ${html}` })),
}
const cloze = (code: boolean): Body => ({
  kind: 'cloze',
  code,
  texts: ['say ', ' and ', ''],
  names: ['x', 'y'],
  blanks: {
    x: {
      accept: ['Hello World', 'hi'],
      lures: [{ answer: 'bye', whyHtml: 'too late' }],
      whyHtml: 'greets',
    },
    y: { accept: ['42'], lures: [], whyHtml: 'the answer' },
  },
})
const numeric: Body = {
  kind: 'numeric',
  answer: 2_048,
  unit: 'MB',
  tolerance: 8,
  lures: [{ answer: 2_000, whyHtml: 'a megabyte is not a thousand' }],
}
const hotspot: Body = {
  kind: 'hotspot',
  svg: '<svg/>',
  choose: 1,
  spots: [
    { node: 'client', label: 'Client', whyHtml: 'no', key: false },
    { node: 'gateway', label: 'API Gateway', whyHtml: 'yes', key: true },
    { node: 'fn', label: 'Function', whyHtml: 'no', key: false },
  ],
}
const predict: Body = {
  kind: 'predict',
  parts: [
    { part: 'status', key: '502', lures: [{ answer: '500', whyHtml: 'that is the HTTP API' }] },
    { part: 'body', key: '{"message": "Internal server error"}', lures: [] },
  ],
}

const places = (body: { length: number }, seed: string, what: string, indices: number[]) => {
  const order = shownOrder(body.length, seed, what, what === 'steps')
  return indices.map((index) => order.indexOf(index))
}
const choose = (body: Choosing, seed: string, ...indices: number[]) =>
  grade(body, { kind: 'choice', chosen: places(body.options, seed, 'options', indices) }, seed)

describe('grade', () => {
  test('one key: right, wrong with its reason, blank', () => {
    expect(choose(single, 's', 1)).toMatchObject({ right: true, score: 1, blank: false })
    const wrong = choose(single, 's', 0)
    expect(wrong).toMatchObject({ right: false, score: 0 })
    expect(wrong?.findings).toContainEqual({
      html: 'a',
      chosen: true,
      right: false,
      whyHtml: 'why a',
    })
    expect(choose(single, 's')).toMatchObject({ right: false, score: 0, blank: true })
  })

  test.each([
    [[0, 2], true, 1],
    [[0], false, 0.5],
    [[0, 1], false, 0],
    [[1, 3], false, 0],
  ])('two keys, chosen %j: right %j, part %d', (indices, right, score) => {
    expect(choose(multiple, 'seed', ...indices)).toMatchObject({ right, score })
  })

  test('whatever the seed, what is shown is what is graded', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const sheet = sheetBody(single, seed)
        if (sheet.kind !== 'single') throw new Error('another kind')
        const key = sheet.options.indexOf('b')
        expect(grade(single, { kind: 'choice', chosen: [key] }, seed)?.right).toBe(true)
        const steps = sheetBody(ordering, seed)
        if (steps.kind !== 'ordering') throw new Error('another kind')
        expect(steps.steps).not.toEqual(['one', 'two', 'three', 'four'])
        const order = ['one', 'two', 'three', 'four'].map((step) => steps.steps.indexOf(step))
        expect(grade(ordering, { kind: 'order', order }, seed)?.right).toBe(true)
        const pairs = sheetBody(matching, seed)
        if (pairs.kind !== 'matching') throw new Error('another kind')
        const right = pairs.lefts.map((left) => pairs.rights.indexOf(left.replace('l', 'r')))
        expect(grade(matching, { kind: 'pairs', pairs: right }, seed)).toMatchObject({
          right: true,
          score: 1,
        })
      }),
    )
  })

  test('steps out of order count by the places that hold', () => {
    const order = places(Array(4), 's', 'steps', [0, 1, 3, 2])
    expect(grade(ordering, { kind: 'order', order }, 's')).toMatchObject({
      right: false,
      score: 0.5,
    })
  })

  test('a wrong pair tells the right one', () => {
    const rights = places(Array(4), 's', 'rights', [0, 3, 2])
    const lefts = shownOrder(3, 's', 'lefts')
    const pairs = lefts.map((left) => rights[left] ?? null)
    const verdict = grade(matching, { kind: 'pairs', pairs }, 's')
    expect(verdict?.score).toBeCloseTo(2 / 3)
    expect(verdict?.findings[1]).toMatchObject({ html: 'l1 → spare', keyHtml: 'r1', right: false })
    expect(grade(matching, { kind: 'pairs', pairs: [null, null, null] }, 's')?.blank).toBe(true)
  })

  test.each([
    [false, ' hello   WORLD ', true],
    [false, 'hello', false],
    [true, 'hello world', false],
    [true, ' Hello World ', true],
    [true, 'hi', true],
  ])('blanks (code %j): %j is %j', (code, x, right) => {
    expect(grade(cloze(code), { kind: 'blanks', blanks: { x, y: '42' } }, 's')?.right).toBe(right)
  })

  test('a known slip has its own reason, a missing blank is none', () => {
    const verdict = grade(cloze(false), { kind: 'blanks', blanks: { x: 'bye' } }, 's')
    expect(verdict?.findings[0]?.whyHtml).toBe('too late greets')
    expect(verdict?.findings[1]).toMatchObject({ html: '–', chosen: false, right: false })
    expect(verdict?.score).toBe(0)
  })

  test.each([
    ['2048', true],
    ['2,048 MB', true],
    ['2 056', true],
    ['2057', false],
    ['2e3', false],
    ['about two', false],
  ])('the number %j is %j', (text, right) => {
    expect(grade(numeric, { kind: 'number', text }, 's')?.right).toBe(right)
  })

  test('a number by a known slip has its reason', () => {
    expect(grade(numeric, { kind: 'number', text: '2000' }, 's')?.findings[0]?.whyHtml).toBe(
      'a megabyte is not a thousand',
    )
  })

  test('a spot of a diagram', () => {
    expect(grade(hotspot, { kind: 'spots', spots: ['gateway'] }, 's')?.right).toBe(true)
    expect(grade(hotspot, { kind: 'spots', spots: ['fn'] }, 's')?.right).toBe(false)
  })

  test('a response: status and body, JSON in any spelling', () => {
    const verdict = grade(
      predict,
      { kind: 'parts', parts: { status: ' 502', body: '{ "message":"Internal server error" }' } },
      's',
    )
    expect(verdict?.right).toBe(true)
    expect(
      grade(predict, { kind: 'parts', parts: { status: '500' } }, 's')?.findings[0],
    ).toMatchObject({
      whyHtml: 'that is the HTTP API',
      keyHtml: '<code>502</code>',
    })
  })

  test.each<[string, Body, Chosen]>([
    ['another kind', single, { kind: 'text', text: 'b' }],
    ['a place that is not there', single, { kind: 'choice', chosen: [7] }],
    ['the same place twice', multiple, { kind: 'choice', chosen: [1, 1] }],
    ['more than may be chosen', single, { kind: 'choice', chosen: [0, 1] }],
    ['half an order', ordering, { kind: 'order', order: [0, 1] }],
    ['a step twice', ordering, { kind: 'order', order: [0, 1, 2, 2] }],
    ['too few pairs', matching, { kind: 'pairs', pairs: [0] }],
    ['a right side that is not there', matching, { kind: 'pairs', pairs: [0, 1, 9] }],
    ['a blank that is not there', cloze(true), { kind: 'blanks', blanks: { z: '1' } }],
    ['a node that is not there', hotspot, { kind: 'spots', spots: ['moon'] }],
    ['a part that is not asked', predict, { kind: 'parts', parts: { cookie: 'x' } }],
  ])('no verdict on %s', (_what, body, chosen) => {
    expect(grade(body, chosen, 's')).toBeNull()
  })

  test('nothing that is typed reaches the page as HTML', () => {
    const text = '<img src=x onerror=alert(1)>'
    for (const verdict of [
      grade(cloze(true), { kind: 'blanks', blanks: { x: text, y: text } }, 's'),
      grade(numeric, { kind: 'number', text }, 's'),
      grade(predict, { kind: 'parts', parts: { status: text, body: text } }, 's'),
    ])
      expect(JSON.stringify(verdict)).not.toContain('<img')
  })
})

test.each([
  ['1,024', 1024],
  ['$0.20', 0.2],
  ['-3', -3],
  ['.5', 0.5],
  ['29 s', 29],
  ['1 000 000', 1_000_000],
  ['12 GB-seconds', 12],
  ['', null],
  ['MB', null],
  ['1.2.3', null],
  ['0x10', null],
  ['1,2', null],
])('readNumber(%j) is %j', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

test('a sheet holds neither keys nor reasons', () => {
  for (const body of [
    single,
    multiple,
    ordering,
    matching,
    cloze(true),
    numeric,
    hotspot,
    predict,
  ]) {
    const sheet = JSON.stringify(sheetBody(body, 's'))
    expect(sheet).not.toMatch(/why|"key"|accept|lures|answer|2048|502|too late/)
  }
})
