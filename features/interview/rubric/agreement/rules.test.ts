import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type OpenRubric, rubricSchema, sampleAnswersSchema } from '../schema'
import { kappa, kappaInterval, type Pair, pairsOf, precisionAndRecall } from './rules'

/** Agreement below this, and the grader or a rubric got worse. */
const FLOOR = 0.88

const times = (count: number, person: boolean, grader: boolean): Pair[] =>
  Array.from({ length: count }, () => ({ person, grader }))

test.each([
  // Worked by hand: seen 0.7, by chance 0.5.
  ['some agreement', [20, 5, 10, 15], 0.4],
  ['all agreement', [10, 0, 0, 10], 1],
  ['chance alone', [10, 10, 10, 10], 0],
  ['all disagreement', [0, 10, 10, 0], -1],
])('κ of %s', (_, [both = 0, person = 0, grader = 0, neither = 0], expected) => {
  const pairs = [
    ...times(both, true, true),
    ...times(person, true, false),
    ...times(grader, false, true),
    ...times(neither, false, false),
  ]
  expect(kappa(pairs)).toBeCloseTo(expected)
})

test('the interval holds κ, is the same for the same seed, and narrows with more answers', () => {
  const answer = [...times(4, true, true), ...times(1, true, false), ...times(3, false, false)]
  const other = [...times(2, true, true), ...times(1, false, true), ...times(4, false, false)]
  const few = [answer, other, answer, other]
  const many = Array.from({ length: 10 }, () => few).flat()
  const [low, high] = kappaInterval(few, 'a', 400)
  expect(kappaInterval(few, 'a', 400)).toEqual([low, high])
  expect(low).toBeLessThanOrEqual(kappa(few.flat()))
  expect(high).toBeGreaterThanOrEqual(kappa(few.flat()))
  const [least, most] = kappaInterval(many, 'a', 400)
  expect(most - least).toBeLessThan(high - low)
})

test('grader and people agree on the answers that the grader was tuned on', () => {
  const folder = 'features/interview/rubric/fixtures/develop'
  const pairs = readdirSync(folder).flatMap((name) => {
    const answers = sampleAnswersSchema.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
    const file = `content/interviews/questions/${name.replace('.json', '.yaml')}`
    const rubric = rubricSchema.parse(parse(readFileSync(file, 'utf8')))
    const open: OpenRubric = { points: rubric.points, mustNotSay: [], followUps: [] }
    for (const { id, marks } of answers)
      expect([id, ...Object.keys(marks).sort()]).toEqual([
        id,
        ...rubric.points.map((point) => point.id).sort(),
      ])
    const nots = rubric.mustNotSay.map((not) => ({ ...not, href: null }))
    return answers.flatMap((answer) => pairsOf({ ...open, mustNotSay: nots }, answer))
  })
  expect(pairs.length).toBeGreaterThan(2000)
  expect(kappa(pairs)).toBeGreaterThan(FLOOR)
  expect(precisionAndRecall(pairs).precision).toBeGreaterThan(FLOOR)
}, 60_000)
