import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gradeOpen, MOST_FOLLOW_UPS, nextFollowUp } from './rules'
import type { OpenFollowUp, OpenRubric } from './schema'

const point = (id: string, weight: number, accept: string[]) => ({
  id,
  point: `Says ${id}`,
  weight,
  accept,
  why: `Because of ${id}.`,
})
const points = [
  point('cache', 3, ['the result is cached by the identity source']),
  point('policy', 2, ['the policy covers every method of the caller']),
  point('crash', 1, ['a crash of the authorizer becomes status 500']),
]
const followUp = (id: string, probes: string[]): OpenFollowUp => ({
  ref: `authorizers#${id}`,
  id,
  askHtml: '<p>Why?</p>',
  answerHtml: '<p>So.</p>',
  probes,
  points: [],
  mustNotSay: [],
})
const rubric: OpenRubric = {
  points,
  mustNotSay: [
    {
      id: 'every',
      said: ['the authorizer runs on every request', 'it is called each time'],
      why: 'It is cached.',
      erratum: 'err.every',
      href: '/questions/authorizers#err.every',
    },
  ],
  followUps: [
    followUp('about-cache', ['cache']),
    followUp('about-both', ['policy', 'crash']),
    followUp('about-crash', ['crash']),
    followUp('anything', []),
  ],
}
const grade = (text: string) => gradeOpen(rubric.points, rubric.mustNotSay, text)
const CACHE = 'The result is cached by the identity source.'
const POLICY = 'The policy covers every method of the caller.'
const CRASH = 'A crash of the authorizer becomes status 500.'
const ask = (text: string, asked: string[] = [], seed = 's') =>
  nextFollowUp(rubric, grade(text), asked, seed)?.id ?? null

describe('gradeOpen', () => {
  test('names the sentence of each point, and the reason of one that is missed', () => {
    const { score, findings } = grade(`${CACHE} ${CRASH}`)
    expect(score).toBeCloseTo(4 / 6)
    expect(findings.map(({ chosen, whyHtml }) => [chosen, whyHtml])).toEqual([
      [true, `You said: <q>${CACHE}</q>`],
      [false, 'Because of policy.'],
      [true, `You said: <q>${CRASH}</q>`],
    ])
  })

  test('what is outdated costs a point and leads to its correction', () => {
    const { score, findings } = grade(`${POLICY} The authorizer runs on every request.`)
    expect(score).toBeCloseTo(1 / 6)
    expect(findings.at(-1)).toEqual({
      html: '<q>The authorizer runs on every request.</q>',
      chosen: true,
      right: false,
      whyHtml: 'It is cached. <a href="/questions/authorizers#err.every">The correction</a>',
    })
  })

  test('nothing said earns nothing', () => {
    expect(grade(' \n')).toMatchObject({ blank: true, score: 0, right: false })
  })
})

describe('nextFollowUp', () => {
  test.each<[string, string, string[], string | null]>([
    ['the heaviest point that was missed comes first', CRASH, [], 'about-cache'],
    ['what was said is not probed', CACHE, [], 'about-both'],
    ['more of what was missed comes before less', `${CACHE} and more`, [], 'about-both'],
    ['what another probed already is not probed again', CACHE, ['about-both'], 'anything'],
    ['the next heaviest comes second', 'Well, hm.', ['about-cache'], 'about-both'],
    [
      'nothing missed leaves what anybody may be asked',
      `${CACHE} ${POLICY} ${CRASH}`,
      [],
      'anything',
    ],
    ['no more than two', 'Well, hm.', ['about-cache', 'about-both'], null],
    ['nothing answered is not followed up', '', [], null],
  ])('%s', (_, text, asked, expected) => expect(ask(text, asked)).toBe(expected))

  test('is the same for the same seed, never asked twice, and probes only what was missed', () => {
    const said = fc.subarray([CACHE, POLICY, CRASH, 'I do not know more.'])
    const asked = fc.subarray(rubric.followUps.map(({ id }) => id))
    fc.assert(
      fc.property(said, asked, fc.string(), (sentences, before, seed) => {
        const verdict = grade(sentences.join(' '))
        const next = nextFollowUp(rubric, verdict, before, seed)
        expect(nextFollowUp(rubric, verdict, before, seed)).toEqual(next)
        if (before.length >= MOST_FOLLOW_UPS || verdict.blank) expect(next).toBeNull()
        if (!next) return
        expect(before).not.toContain(next.id)
        const missed = points.filter((_, i) => !verdict.findings[i]?.chosen).map(({ id }) => id)
        if (next.probes.length > 0) expect(next.probes.some((id) => missed.includes(id))).toBe(true)
      }),
    )
  })
})
