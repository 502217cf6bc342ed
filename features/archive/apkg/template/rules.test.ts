import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Notetype } from '../schema'
import { fillTemplate, renderCard, shapeOf } from './rules'

const type = (templates: [string, string][], more: Partial<Notetype> = {}): Notetype => ({
  name: 'Any',
  cloze: false,
  occlusion: false,
  fields: ['Front', 'Back', 'More'],
  templates: templates.map(([qfmt, afmt]) => ({ name: 'Card', qfmt, afmt })),
  ...more,
})
const BACK = '{{FrontSide}}<hr id=answer>{{Back}}'

describe('a notetype is known by what its templates show', () => {
  test.each<[string, Notetype, object]>([
    [
      'a question',
      type([['{{Front}}', BACK]]),
      { kind: 'basic', front: 'Front', back: 'Back', extra: [] },
    ],
    [
      'with something below the answer',
      type([['<div>{{Front}}</div>', `${BACK}{{#More}}<i>{{More}}</i>{{/More}}`]]),
      { kind: 'basic', extra: ['More'] },
    ],
    [
      'to be typed',
      type([['{{Front}} {{type:Back}}', '{{Front}}{{type:Back}}']]),
      { kind: 'typed' },
    ],
    [
      'both ways',
      type([
        ['{{Front}}', BACK],
        ['{{Back}}', '{{FrontSide}}{{Front}}'],
      ]),
      { kind: 'reverse' },
    ],
    ['words of its own', type([['Capital of {{Front}}?', BACK]]), { kind: 'rendered' }],
    ['two fields asked', type([['{{Front}} {{More}}', BACK]]), { kind: 'rendered' }],
    [
      'clozes',
      type([['{{cloze:Front}}', '{{cloze:Front}}{{More}}']], { cloze: true }),
      { kind: 'cloze', text: 'Front', extra: ['More'] },
    ],
    ['clozes of no field', type([['{{cloze:Text}}', '']], { cloze: true }), { kind: 'none' }],
    ['no templates', type([]), { kind: 'none' }],
  ])('%s', (_, given, shape) => {
    expect(shapeOf(given)).toMatchObject(shape)
  })
})

describe('a template', () => {
  const fields = { Front: 'F', Back: '', More: '<img src=x>' }

  test.each([
    ['{{Front}}{{text:Front}}{{hint:Front}}{{Nothing}}', 'FFF'],
    ['{{#Back}}x{{/Back}}{{^Back}}y{{/Back}}', 'y'],
    ['{{#More}}picture{{/More}}', 'picture'],
    ['{{#Front}}{{#Back}}no{{/Back}}yes{{/Front}}', 'yes'],
    ['{{! a comment }}{{type:Front}}z', 'z'],
    ['{{#Front}}open', null],
    ['{{#Front}}crossed{{/Back}}', null],
    ['{{constructor}}{{__proto__}}{{#toString}}x{{/toString}}', ''],
  ])('%s', (template, text) => {
    expect(fillTemplate(template, fields)).toBe(text)
  })

  test('never grows beyond all measure, never throws', () => {
    expect(fillTemplate('{{Front}}'.repeat(10_000), { Front: 'x'.repeat(1_000) })).toBeNull()
    expect(fillTemplate('{{#Front}}'.repeat(100), { Front: 'x' })).toBeNull()
    const part = fc.constantFrom(
      '{{',
      '}}',
      '#',
      '^',
      '/',
      'Front',
      '{',
      '}',
      ' ',
      'x',
      '{{Front}}',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        fillTemplate(parts.join(''), { Front: 'f' })
      }),
    )
  })

  test('a card without a question or an answer says so', () => {
    const template = { name: '', qfmt: '{{Front}}', afmt: '{{FrontSide}}{{Back}}' }
    expect(renderCard(template, { Front: '', Back: 'b' })).toMatch(/question is empty/)
    expect(renderCard(template, { Front: 'f', Back: '<br>' })).toMatch(/answer is empty/)
    expect(renderCard(template, { Front: 'f', Back: 'b' })).toEqual({ front: 'f', back: 'b' })
  })
})
