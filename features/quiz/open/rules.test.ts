import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hear, heard } from './rules'
import { sentencesOf } from './sentences/rules'

const points = [
  {
    point: 'Measure cold starts first',
    weight: 1,
    accept: ['count init duration in the logs', 'measure before optimising'],
    why: 'Share and length are different problems.',
  },
  {
    point: 'No SnapStart for Node.js',
    weight: 2,
    accept: ['Node.js has no SnapStart', 'SnapStart is not available for Node.js'],
    why: 'It covers Java, Python and .NET.',
  },
  {
    point: 'The limit is 15 minutes',
    weight: 3,
    accept: ['runs for at most 15 minutes', 'the maximum timeout is 15 minutes'],
    why: 'A function ends there.',
  },
]
const mustNotSay = [
  { said: ['the limit is 5 minutes', 'timeout of 5 minutes'], why: 'It was, until 2018.' },
]
const verdictOn = (text: string) => heard(points, mustNotSay, text)
const told = (text: string) => verdictOn(text).findings.map(({ chosen }) => chosen)

describe('heard', () => {
  test.each<[string, boolean[]]>([
    ['I would count Init Duration in the log lines.', [true, false, false]],
    ['First measuring, before we optimise anything!', [true, false, false]],
    ['There is no SnapStart for Node.js.', [false, true, false]],
    ["SnapStart isn't available for Node.js", [false, true, false]],
    ['SnapStart is available for Node.js', [false, false, false]],
    ['A function runs at most 15 min.', [false, false, true]],
    ['A function runs at most 10 min.', [false, false, false]],
    ['The maximum timeout is fifteen minutes, I think', [false, false, true]],
    ['Weather is fine', [false, false, false]],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected)
  })

  test('everything said is right, and each point names its sentence', () => {
    const verdict = verdictOn(
      'I measure before I optimise. Node.js has no SnapStart; the maximum timeout is 15 minutes.',
    )
    expect(verdict).toMatchObject({ right: true, score: 1, blank: false })
    expect(verdict.findings.map(({ whyHtml }) => whyHtml)).toEqual([
      'You said: <q>I measure before I optimise.</q>',
      'You said: <q>Node.js has no SnapStart</q>',
      'You said: <q>the maximum timeout is 15 minutes.</q>',
    ])
  })

  test('what was true once costs a point and is named', () => {
    const verdict = verdictOn('The maximum timeout is 15 minutes. The limit is 5 minutes.')
    expect(verdict).toMatchObject({ right: false, score: 2 / 6 })
    expect(verdict.findings.at(-1)).toEqual({
      html: '<q>The limit is 5 minutes.</q>',
      chosen: true,
      right: false,
      whyHtml: 'It was, until 2018.',
    })
  })

  test.each(['', '   ', '\n;\n'])('nothing said is blank: %j', (text) => {
    expect(verdictOn(text)).toMatchObject({ blank: true, right: false, score: 0 })
  })

  test('any text has a verdict between nothing and everything, and none of it becomes HTML', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const { score, findings } = verdictOn(`${text} <b>15</b>`)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(JSON.stringify(findings)).not.toContain('<b>')
      }),
    )
  })

  test('more sentences never lose a point', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(points.flatMap(({ accept }) => accept)), (said) => {
        const before = told(said.join('. '))
        const after = told([...said, 'And that is all there is'].join('. '))
        expect(after.map((one, i) => one || !before[i])).toEqual(after.map(() => true))
      }),
    )
  })
})

test('sentences end at points, semicolons and lines', () => {
  expect(sentencesOf('One. Two; three\nfour?')).toEqual(['One.', 'Two', 'three', 'four?'])
})

test('every accepted phrasing is heard in itself', () => {
  for (const { point, accept } of points)
    for (const phrasing of accept)
      expect(hear([{ point, accept }], [], phrasing).points).toEqual([phrasing])
})
