import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Compiler } from '@/features/cards/compile/rules'
import { linkProblems } from '@/features/cards/links/rules'
import { type CompiledContent, compileContent } from '@/features/cards/rules'
import { compileDesigns } from '@/features/interview/design/compile/rules'
import { engines } from '../content/engines'
import { fixture } from '../content/fixture'

const FILE = 'content/interviews/designs/tea-house.yaml'
const TODAY = '2026-11-22'
const TEA = readFileSync(join(import.meta.dirname, 'fixtures/tea-house.yaml'), 'utf8')

let drawing: Awaited<ReturnType<typeof engines>>
let around: CompiledContent
beforeAll(async () => {
  drawing = await engines()
  around = compileContent(fixture(), drawing, TODAY)
})

/** Compiles designs, by their files, against the content around them. */
function compileAll(texts: Record<string, string>) {
  const files = new Map([...fixture(), ...Object.entries(texts)])
  const compiler = new Compiler(files, drawing, TODAY)
  const before = compiler.problems.length
  const designs = compileDesigns(compiler, around.content)
  const links = linkProblems(compiler.links, around.anchors)
  return { designs, problems: [...compiler.problems.slice(before), ...links] }
}

/** Compiles the tea house with each change made in it, which must be there once. */
function compiled(...changes: [from: string, to: string][]) {
  const text = changes.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`"${from}" is not there once`)
    return before.replace(from, () => to)
  }, TEA)
  return { ...compileAll({ [FILE]: text }), text }
}
const lineOf = (text: string, part: string) => text.split(part)[0]?.split('\n').length

type Defect = [kind: string, from: string, to: string, says: RegExp]

const OF_FORM: Defect[] = [
  ['a field that nobody knows', 'level: screen', 'level: screen\ncolour: red', /no field "colour"/],
  ['a level that nobody knows', 'level: screen', 'level: hard', /level: is "hard"/],
  ['no version', 'version: 1\n', '', /version: is missing/],
  [
    'a group that nobody knows',
    'group: edge, label: "A vase',
    'group: hall, label: "A vase',
    /group/,
  ],
  ['a role that nobody knows', 'role: harmless', 'role: pretty', /role/],
  [
    'a component without a reason',
    ', why: "It looks nice and changes nothing about how fast the tea comes to the table."',
    '',
    /why: is missing/,
  ],
  [
    'two options only',
    '      - { id: seated, text: "When they sit down", worth: fair, why: "It is friendly and quick, and says nothing about the order itself yet." }\n',
    '',
    /options: /,
  ],
  ['a topic that is not there', 'topic: teapots', 'topic: cups', /names no topic by "cups"/],
  ['a card that is not there', 'teapots.lid', 'teapots.handle', /the card "teapots.handle"/],
  ['a page that is not there', '/topics/teapots#pouring', '/topics/cups', /leads to no page/],
  ['an anchor that is not there', 'teapots#pouring', 'teapots#spilling', /no anchor #spilling/],
  ['a diagram that cannot be drawn', 'guest -> book }', 'guest -> ', /cannot be drawn/],
]
const OF_KEY: Defect[] = [
  [
    'two best options',
    'worth: fair, why: "It is friendly',
    'worth: best, why: "It is friendly',
    /has 2 best options for "when"/,
  ],
  [
    'no best option',
    'worth: best, why: "One sees',
    'worth: fair, why: "One sees',
    /has 0 best options for "which"/,
  ],
  [
    'no poor option',
    'worth: poor, why: "Water does',
    'worth: fair, why: "Water does',
    /no poor option for "noon"/,
  ],
  ['the same option twice', 'id: hurry', 'id: wait', /the id "wait" twice/],
  ['the same component twice', 'id: vase', 'id: sign', /the id "sign" twice/],
  [
    'too few that are needed',
    'group: data, label: "A book of what was ordered", role: needed',
    'group: data, label: "A book of what was ordered", role: good',
    /has 3 needed components/,
  ],
  ['nothing that is harmless', 'role: harmless', 'role: good', /has 0 harmless components/],
  [
    'too few components',
    '  - { id: oven, group: compute, label: "An oven", role: wrong, why: "It heats the room and not the water, and alone costs more than the day brings in." }\n',
    '',
    /has 11 components/,
  ],
  [
    'a reason that is none',
    'It looks nice and changes nothing about how fast the tea comes to the table.',
    'Not needed.',
    /gives "Not needed." for a reason/,
  ],
  [
    'a reason that points at another',
    'It keeps the tea hot for longest',
    'Better than the first option, it keeps the tea hot',
    /points at another option/,
  ],
  [
    'a brief without a load',
    '20 orders a minute, 90 before noon',
    'many orders a minute, more before noon',
    /has 2 numbers in its brief/,
  ],
  [
    'an argument that misses a point',
    'first, and only then the guest is told. Orders wait on the rail',
    'first, and only then the guest is told. Guests are patient',
    /"Orders wait on the rail .*" is not heard/,
  ],
  [
    'an argument that must not be said',
    'which says how many we need',
    'since the water boils faster',
    /says what must not be said/,
  ],
  [
    'a figure that is written out',
    'It is friendly and quick, and',
    'It is friendly for 90 seconds, and',
    /"90 seconds" is a figure/,
  ],
]

describe('a design', () => {
  test('is compiled without a problem, and holds its key apart from what is shown', () => {
    const { designs, problems } = compiled()
    expect(problems).toEqual([])
    const [design] = designs
    expect(design).toMatchObject({
      ref: 'tea-house',
      href: '/topics/teapots#pouring',
      topic: 'teapots',
    })
    expect(design?.modelHtml).toContain('<figure class="diagram"><svg')
    expect(design?.modelHtml).toContain('<li>Of glass. <em>Best here.</em> One sees')
    expect(design?.briefHtml).toContain('300 seconds')
  })

  test('keeps its key when a reason or a phrasing changes, and not when what is right does', () => {
    const key = (...changes: [string, string][]) => compiled(...changes).designs[0]?.keyHash
    const before = key()
    expect(key(['It looks nice and', 'It looks fine and'])).toBe(before)
    expect(key(['orders queue on the rail', 'orders stand on the rail'])).toBe(before)
    expect(key(['role: harmless', 'role: wrong'])).not.toBe(before)
    expect(key(['worth: fair, why: "It is f', 'worth: poor, why: "It is f'])).not.toBe(before)
    expect(key(['version: 1', 'version: 2'])).not.toBe(before)
  })

  test.each([...OF_FORM, ...OF_KEY])('is refused with %s', (_kind, from, to, says) => {
    const { problems } = compiled([from, to])
    const found = problems.filter(({ message }) => says.test(message))
    expect(problems.map(({ message }) => message)).toEqual(found.map(({ message }) => message))
    expect(found.length).toBeGreaterThan(0)
    for (const { file, severity } of problems) expect([file, severity]).toEqual([FILE, 'error'])
  })

  test('is refused where its points are heard in what is said of other systems', () => {
    const other = FILE.replace('house', 'room')
    const { problems } = compileAll({ [FILE]: TEA, [other]: TEA })
    expect(problems.map(({ file }) => file)).toEqual([FILE, other])
    for (const { message } of problems)
      expect(message).toMatch(/gives 100 % of its argument's part to arguments for other systems/)
  })

  test('says where its fault stands', () => {
    const { problems, text } = compiled([
      'worth: fair, why: "It is friendly',
      'worth: best, why: "It is friendly',
    ])
    expect(problems.map(({ line }) => line)).toEqual([
      lineOf(text, 'options:\n      - { id: noted') ?? 0,
    ])
  })
})
