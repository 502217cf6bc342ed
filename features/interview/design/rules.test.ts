import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentScore, type DesignAnswer, designSheet, gradeDesign, PARTS } from './rules'
import type { Design, Role, Worth } from './schema'

const component = (id: string, role: Role, group: Design['components'][number]['group']) => ({
  id,
  group,
  role,
  label: `${id} & co`,
  whyHtml: `secret reason of ${id}`,
})
const option = (id: string, worth: Worth) => ({
  id,
  worth,
  text: `text of ${id}`,
  whyHtml: `secret reason of ${id}`,
})
const point = (id: string, said: string) => ({
  id,
  point: `secret point ${id}`,
  weight: 1,
  accept: [said, `${said} indeed`, `really ${said}`],
  why: `secret why ${id}`,
})

const DESIGN: Design = {
  ref: 'tea',
  title: 'Tea',
  level: 'mid',
  topic: 'teapots',
  minutes: 20,
  cards: [],
  href: '/topics/teapots',
  source: { title: '', url: '' },
  keyHash: 'secret hash',
  briefHtml: '<p>Make tea.</p>',
  components: [
    component('kettle', 'needed', 'compute'),
    component('book', 'needed', 'data'),
    component('timer', 'good', 'operations'),
    component('sign', 'good', 'edge'),
    component('vase', 'harmless', 'edge'),
    component('oven', 'wrong', 'compute'),
    component('urn', 'wrong', 'compute'),
  ],
  decisions: [
    {
      id: 'when',
      askHtml: 'When?',
      options: [option('noted', 'best'), option('seated', 'fair'), option('poured', 'poor')],
    },
    {
      id: 'noon',
      askHtml: 'At noon?',
      options: [option('hurry', 'poor'), option('wait', 'best'), option('refuse', 'fair')],
    },
  ],
  arguesHtml: '<p>Argue.</p>',
  points: [
    point('book', 'the order is written in the book'),
    point('rail', 'orders wait on the rail'),
  ],
  mustNotSay: [{ id: 'faster', said: ['water boils faster at noon'], why: 'secret why faster' }],
  modelHtml: 'secret model',
  explainHtml: 'secret sums',
}
const BEST: DesignAnswer = {
  as: 'design',
  components: ['kettle', 'book', 'timer', 'sign'],
  decisions: { when: 'noted', noon: 'wait' },
  text: 'The order is written in the book. Orders wait on the rail.',
}
const answer = (more: Partial<DesignAnswer>): DesignAnswer => ({ ...BEST, ...more })

describe('what is shown of a design', () => {
  it('is the same for a seed, in another order for another, by groups from the edge on', () => {
    const sheet = designSheet(DESIGN, 'one')
    expect(designSheet(DESIGN, 'one')).toEqual(sheet)
    expect(sheet.components.map(({ group }) => group)).toEqual([
      ...['edge', 'edge', 'compute', 'compute', 'compute', 'data', 'operations'],
    ])
    const orders = new Set(
      Array.from({ length: 20 }, (_, seed) =>
        JSON.stringify(designSheet(DESIGN, `${seed}`).decisions.map((one) => one.options)),
      ),
    )
    expect(orders.size).toBeGreaterThan(10)
  })

  it('holds nothing of its key, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const sheet = designSheet(DESIGN, seed)
        expect(JSON.stringify(sheet)).not.toMatch(/secret|worth|role|needed|harmless|best/)
        const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort()
        expect(ids(sheet.components)).toEqual(ids(DESIGN.components))
      }),
    )
  })
})

describe('a design looked at', () => {
  it.each<[string, Partial<DesignAnswer>, number, boolean]>([
    ['everything right', {}, 1, true],
    ['what is harmless changes nothing', { components: [...BEST.components, 'vase'] }, 1, true],
    ['a good one missing', { components: ['kettle', 'book', 'timer'] }, 1 - 0.4 / 6, true],
    ['a needed one missing', { components: ['kettle', 'timer', 'sign'] }, 1 - 0.8 / 6, false],
    ['half of what is wrong', { components: [...BEST.components, 'oven'] }, 0.8, true],
    ['everything ticked', { components: DESIGN.components.map(({ id }) => id) }, 0.6, false],
    ['a choice that can be defended', { decisions: { when: 'seated', noon: 'wait' } }, 0.925, true],
    ['a poor choice', { decisions: { when: 'poured', noon: 'wait' } }, 0.85, true],
    ['nothing decided', { decisions: {} }, 0.7, false],
    ['half an argument', { text: 'The order is written in the book.' }, 0.85, true],
    ['no argument', { text: ' ' }, 0.7, false],
    ['an unknown component', { components: [...BEST.components, 'laser'] }, 1, true],
    ['an unknown decision', { decisions: { ...BEST.decisions, colour: 'red' } }, 1, true],
    ['an unknown option', { decisions: { when: 'never', noon: 'wait' } }, 0.85, true],
  ])('%s', (_what, more, score, right) => {
    const verdict = gradeDesign(DESIGN, answer(more))
    expect(verdict.score).toBeCloseTo(score, 10)
    expect(verdict.right).toBe(right)
    expect(verdict.blank).toBe(false)
  })

  it('is blank where nothing was chosen, decided or said', () => {
    const nothing = answer({ components: [], decisions: {}, text: '' })
    expect(gradeDesign(DESIGN, nothing)).toMatchObject({ blank: true, score: 0, right: false })
    const unknown = answer({ components: ['laser'], decisions: { when: 'never' }, text: '' })
    expect(gradeDesign(DESIGN, unknown).blank).toBe(true)
  })

  it('tells of each component that was chosen or missed, each decision, each point', () => {
    const { findings } = gradeDesign(
      DESIGN,
      answer({
        components: ['kettle', 'vase', 'oven'],
        decisions: { when: 'seated' },
        text: 'Orders wait on the rail. The water boils faster at noon.',
      }),
    )
    const told = findings.map(({ html, chosen, right }) => [
      html.replace(/<[^>]+>/g, ''),
      chosen,
      right,
    ])
    expect(told).toEqual([
      ['kettle &amp; co', true, true],
      ['book &amp; co', false, false],
      ['timer &amp; co', false, false],
      ['sign &amp; co', false, false],
      ['vase &amp; co', true, true],
      ['oven &amp; co', true, false],
      ['urn &amp; co', false, true],
      ['When? text of seated', true, false],
      ['At noon? Not decided.', false, false],
      ['Argument: secret point book', false, false],
      ['Argument: secret point rail', true, true],
      ['The water boils faster at noon.', true, false],
    ])
    expect(findings[1]?.whyHtml).toBe('<strong>Needed, and missing.</strong> secret reason of book')
    expect(findings[9]?.whyHtml).toBe('<strong>Not heard.</strong> secret why book')
    expect(findings[5]?.whyHtml).toBe('<strong>Wrong here.</strong> secret reason of oven')
    expect(findings[7]).toMatchObject({
      whyHtml: '<strong>Can be defended, for half.</strong> secret reason of seated',
      keyHtml: 'text of noted. secret reason of noted',
    })
    expect(findings[10]?.whyHtml).toContain('Orders wait on the rail.')
  })

  it('never rises by what is wrong, and stays between nothing and all', () => {
    const ids = DESIGN.components.map(({ id }) => id)
    fc.assert(
      fc.property(fc.subarray(ids), (chosen) => {
        const score = componentScore(DESIGN, chosen)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        for (const id of ['oven', 'urn', 'vase'])
          expect(componentScore(DESIGN, [...new Set([...chosen, id])])).toBeLessThanOrEqual(score)
        for (const id of ['kettle', 'timer'])
          expect(componentScore(DESIGN, [...new Set([...chosen, id])])).toBeGreaterThanOrEqual(
            score,
          )
      }),
    )
  })

  it('has parts that make one', () => {
    expect(Object.values(PARTS).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1)
  })
})
