import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Compiler } from '@/features/cards/compile/rules'
import type { Problem } from '@/features/cards/schema'
import {
  BLUEPRINTS_FILE,
  compileBlueprints,
  type Drawable,
  publishVersions,
  VERSIONS_FILE,
} from './rules'

const TEXT = readFileSync(BLUEPRINTS_FILE, 'utf8')
const VERSIONS = readFileSync(VERSIONS_FILE, 'utf8')
const content = JSON.parse(readFileSync('.generated/content.json', 'utf8'))
const DRAWABLE: Drawable = {
  topics: content.topics.map(({ slug }: { slug: string }) => slug),
  exercises: JSON.parse(readFileSync('.generated/quiz.json', 'utf8')),
}

function compiled(text: string, versions = VERSIONS) {
  const files = new Map([
    [BLUEPRINTS_FILE, text],
    [VERSIONS_FILE, versions],
  ])
  const engines = { highlight: () => [], draw: () => '' } as never
  const compiler = new Compiler(files, engines, '2026-11-22')
  const before = compiler.problems.length
  const blueprints = compileBlueprints(compiler, DRAWABLE)
  return { blueprints, problems: compiler.problems.slice(before) as Problem[] }
}

test('ours are without a fault, one for each round', () => {
  const { blueprints, problems } = compiled(TEXT)
  expect(problems).toEqual([])
  expect(new Set(blueprints.map(({ round }) => round)).size).toBe(9)
})

describe('a defect is told with its place', () => {
  test.each([
    [
      'a topic that there is not',
      'cold-starts: 6',
      'cold-start: 6',
      /"cold-start", which does not/,
    ],
    ['a size that cannot be had', 'most: 25,', 'most: 90,', /may have 90 questions, but there are/],
    ['a usual size outside', 'usual: 65,', 'usual: 4,', /not between 5 and 100/],
    ['an offer outside', 'offered: [10, 20, 40, 65]', 'offered: [10, 120]', /offered/],
    ['no time', '  seconds: 120\n', '', /has no time/],
    ['a mix of follow-ups', 'source: design', 'source: follow-up', /follow from answers/],
    [
      'kinds of what has none',
      'source: lab, share: 1',
      'source: lab, share: 1, kinds: [fix]',
      /none/,
    ],
    ['the same name twice', 'slug: rapid', 'slug: exam', /is there twice/],
    ['a round that there is not', 'round: rapid', 'round: marathon', /round/],
    ['a field that there is not', 'draws: unseen', 'draws: unseen\n  shuffle: true', /shuffle/],
  ])('%s', (_, from, to, says) => {
    expect(TEXT).toContain(from)
    const { problems } = compiled(TEXT.replace(from, to))
    const told = problems.find(({ message }) => says.test(message))
    expect(told?.severity).toBe('error')
    expect(told?.file).toBe(BLUEPRINTS_FILE)
    expect(told?.line).toBeGreaterThan(1)
  })

  test('a change of what is drawn under the same version', () => {
    const { problems } = compiled(TEXT.replace('share: 55', 'share: 45'))
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^exam draws something else .* make it version 2/),
    ])
  })

  test('not another wording of it, and not another order of its sizes', () => {
    const text = TEXT.replace('title: Timed exam', 'title: Exam').replace(
      'offered: [10, 20, 40, 65]',
      'offered: [65, 10]',
    )
    expect(compiled(text).problems).toEqual([])
  })

  test('a blueprint that was published and is gone', () => {
    const { problems } = compiled(TEXT, `${VERSIONS}gone 1 abc\n`)
    expect(problems.map(({ message }) => message)).toEqual([
      'the blueprint gone was published and is gone: bring it back',
    ])
  })
})

test('publishing adds versions and changes none', () => {
  const { blueprints } = compiled(TEXT)
  expect(publishVersions(VERSIONS, blueprints)).toBe(VERSIONS)
  const next = blueprints.map((one) => ({ ...one, version: 2, counts: 'one' as const }))
  const text = publishVersions(VERSIONS, next)
  expect(text.split('\n').filter((line) => VERSIONS.includes(line))).toHaveLength(
    VERSIONS.split('\n').length,
  )
  expect(text).toMatch(/^exam 2 /m)
  expect(publishVersions('exam 1 older', blueprints)).toMatch(/^exam 1 older$/m)
})
