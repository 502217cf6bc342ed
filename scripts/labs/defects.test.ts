import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Content } from '@/features/cards/schema'
import { figuresFor } from '@/features/sandbox/figures/rules'
import { compileLabs } from '@/features/sandbox/labs/compile/rules'
import { readContentFiles } from '../content/files'
import { checkLabs } from './check'

const SLUG = 'first-handler'
const FILE = `content/labs/${SLUG}.yaml`
const whole = readContentFiles(process.cwd())
const SOURCE = whole.get(FILE) ?? ''
const figures = figuresFor(parse(readFileSync('content/figures.yaml', 'utf8')))
const engines = { highlight: (code: string) => [[{ text: code, kind: null }]], draw: () => '' }
const CARDS = [
  'create-a-function.null-query',
  'request-flow-and-integrations.object-body',
  'build-a-rest-api.null-map',
]
const content = {
  topics: [{ slug: 'create-a-function', title: 'Create a function' }],
  cards: CARDS.map((id) => ({ id })),
} as unknown as Pick<Content, 'topics' | 'cards'>

/** The lab with one text changed, compiled alone. */
function compiled(from = '', to = '') {
  if (from !== '' && !SOURCE.includes(from)) throw new Error(`"${from}" is not in the lab`)
  const others = [...whole].filter(([file]) => !file.startsWith('content/labs/'))
  return compileLabs(
    new Map([...others, [FILE, SOURCE.replace(from, () => to)]]),
    engines,
    '2026-11-22',
    content,
  )
}
const lineOf = (text: string) => SOURCE.slice(0, SOURCE.indexOf(text)).split('\n').length

describe('a lab that is written wrong', () => {
  test('nothing is said of one that is right', () => {
    expect(compiled().problems).toEqual([])
  })

  test.each<[string, string, string, string, RegExp]>([
    ['YAML syntax', 'level: screen', 'level: [screen', 'order: 1', /^YAML: /],
    ['a field nobody knows', 'order: 1', 'order: 1\ncolour: red', 'topic:', /no field "colour"/],
    ['a bad level', 'level: screen', 'level: hard', 'level:', /write one of screen, mid, senior/],
    [
      'an unknown topic',
      'topic: create',
      'topic: recreate',
      'topic:',
      /there is no topic "recreate/,
    ],
    [
      'an unknown card',
      'null-query,',
      'none,',
      'cards:',
      /there is no card "create-a-function.none"/,
    ],
    [
      'a mark without numbers',
      '«fallback»"}` for',
      '«unknown»"}` for',
      'Answer 200',
      /«unknown» is not among the numbers/,
    ],
    [
      'numbers that never change',
      '[Hello, Welcome, Good day]\n  fallback: [en, de, fr]\n  resource: [people, guests, members]',
      '[Hello, Hello]\n  fallback: [en, en]\n  resource: [people, people]',
      'numbers:',
      /hardly changes with its seed/,
    ],
    [
      'a function that is not there',
      'function: greet }\nstarter',
      'function: meet }\nstarter',
      'answer:',
      /no function "meet"/,
    ],
    [
      'two checks of one id',
      'id: another-name',
      'id: greets',
      'id: another-name',
      /greets is there twice/,
    ],
    ['no check that is hidden', '    hidden: true\n', '', 'checks:', /no check is hidden/],
    [
      'a check that nothing fails',
      'fails: [another-name]',
      'fails: [greets]',
      'id: another-name',
      /no wrong solution fails another-name/,
    ],
    [
      'a change that cannot be made',
      'from: "?.lang"',
      'from: "?.long"',
      'from: "?.lang"',
      /is not once in the solution/,
    ],
    [
      'a check nobody knows',
      'fails: [greets]',
      'fails: [meets]',
      'fails: [greets]',
      /there is no check "meets"/,
    ],
    [
      'a hard-coded figure',
      'Answer 200 with',
      'Within 29 seconds answer with',
      'prompt:',
      /"29 seconds" is a figure/,
    ],
    [
      'a dead link',
      'Say `Content-Type',
      'See [x](/topics/none) and say `Content-Type',
      'prompt:',
      /leads to no topic/,
    ],
  ])('%s', (_, from, to, at, says) => {
    const { problems } = compiled(from, to)
    const found = problems.filter(({ message }) => says.test(message))
    expect(problems.map(({ message }) => message).join('\n')).toMatch(says)
    expect(found.every(({ file, severity }) => file === FILE && severity === 'error')).toBe(true)
    if (!to.includes('\ncolour') && at !== 'prompt:' && !from.includes('\n'))
      expect(Math.abs((found[0]?.line ?? 0) - lineOf(at))).toBeLessThanOrEqual(3)
  })
})

describe('a lab that does not do what it says', () => {
  const said = async (from: string, to: string) => {
    const { files, problems } = compiled(from, to)
    expect(problems).toEqual([])
    return (await checkLabs(files, figures)).map(({ message }) => message)
  }

  test('is told from one that does, in both languages', { timeout: 120_000 }, async () => {
    expect(await said('', '')).toEqual([])
    const wrong = await said(
      'is: { message: "«greeting», Ada", language: it }',
      'is: { message: "Bye" }',
    )
    for (const language of ['python', 'javascript'])
      expect(wrong.join('\n')).toMatch(
        new RegExp(`the solution in ${language} fails greets with seed 1: expected json: .*Bye`),
      )
    expect(
      (await said('{ from: "?.lang", to: ".lang" }', '{ from: "?.lang", to: "?.lang " }')).join(
        '\n',
      ),
    ).toMatch(/the wrong solution passes no-query: sharpen the check/)
  })
})
