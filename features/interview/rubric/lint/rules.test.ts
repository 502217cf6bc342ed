import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { Compiler, type ContentFiles } from '@/features/cards/compile/rules'
import type { Content, Question } from '@/features/cards/schema'
import { compileRubrics, modelOf } from '../compile/rules'
import type { Rubric } from '../schema'
import { textOf } from './rules'

const FILE = 'content/interviews/questions/caching.yaml'
const sentences = [
  ['ttl', 'Entries live for 300 seconds by default.'],
  ['key', 'Every parameter in the key multiplies the entries.'],
  ['stale', 'Readers may see stale data until an entry expires.'],
  ['price', 'The cache is billed by the hour, even when idle.'],
  ['flush', 'A deployment does not flush what is stored.'],
  ['size', 'Capacity is chosen in gigabytes and resized slowly.'],
] as const
const html = `<h2 id="model-answer">Model answer</h2><p>${sentences.map(([, text]) => text).join(' ')}</p><h2>More</h2><p>Zebras.</p>`
const question = {
  slug: 'caching',
  title: 'How do you cache responses?',
  level: 'mid',
  topics: ['caching'],
  cardIds: ['caching.ttl'],
  html,
  errata: ['err.free'],
  keyPoints: ['It trades freshness for load'],
  followUps: [{ ask: 'How long?', answer: 'Entries live for 300 seconds by default.' }],
} as unknown as Question
const content = {
  questions: [question],
  errata: [{ id: 'err.free', places: ['/topics/caching#err.free'] }],
  figures: { figures: {} },
} as unknown as Content

const good = (): Rubric => ({
  version: 1,
  minutes: 2,
  points: sentences.map(([id, text]) => ({
    id,
    point: text,
    weight: 1,
    accept: [
      text,
      `so I say ${text}`,
      text.replace('.', ' indeed.'),
      `well, ${text}`,
      `and ${text}`,
    ],
    why: `It shows that ${id} is understood.`,
  })),
  mustNotSay: [
    {
      id: 'free',
      said: ['caching is free of charge', 'the cache costs nothing'],
      why: 'It is billed by the hour.',
      erratum: 'err.free',
    },
  ],
  followUps: ['first', 'second'].map((id) => ({
    id,
    number: 1,
    probes: ['ttl'],
    points: [
      {
        id: 'default',
        point: sentences[0][1],
        weight: 1,
        accept: [sentences[0][1], 'five minutes by default', '300 seconds unless it is changed'],
        why: 'It is the figure.',
      },
    ],
  })),
})

function problems(rubric: unknown, of = content): string[] {
  const files: ContentFiles = new Map([
    ['content/figures.yaml', 'verified: 2026-11-22\nsources: {}\nfigures: {}\n'],
    ['content/glossary.yaml', '[]\n'],
    [FILE, stringify(rubric)],
  ])
  const compiler = new Compiler(files, { highlight: () => [], draw: () => '' }, '2026-11-22')
  compileRubrics(compiler, of, true)
  return compiler.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}
const changed = (change: (rubric: Rubric) => unknown) => {
  const rubric = good()
  change(rubric)
  return problems(rubric)
}
const point = (rubric: Rubric, at = 0) => rubric.points[at] as Rubric['points'][number]
const followUp = (rubric: Rubric) => rubric.followUps[0] as Rubric['followUps'][number]

test('a good rubric has no problems', () => expect(problems(good())).toEqual([]))

describe('is caught, with file and line:', () => {
  test.each<[string, (rubric: Rubric) => unknown, RegExp]>([
    ['too few points', (r) => r.points.splice(5), /points: has 5 entries: give at least 6/],
    [
      'an id twice',
      (r) => Object.assign(point(r, 1), { id: 'ttl' }),
      /the id "ttl" is there twice/,
    ],
    ['few phrasings', (r) => point(r).accept.splice(3), /"ttl" has fewer than 5 phrasings/],
    [
      'a phrasing without a word that counts',
      (r) => point(r).accept.push('it is so'),
      /"it is so" is not even heard in itself/,
    ],
    [
      'a figure that no page states',
      (r) => point(r).accept.push('entries live for 400 seconds'),
      /"ttl" says 400 \(400 of time\)/,
    ],
    [
      'an erratum that does not exist',
      (r) => Object.assign(r.mustNotSay[0] ?? {}, { erratum: 'err.gone' }),
      /names the erratum "err.gone"/,
    ],
    [
      'what the page says itself',
      (r) => r.mustNotSay[0]?.said.push('the cache is billed by the hour'),
      /the page itself says what must not be said, "free"/,
    ],
    [
      'a follow-up that is not there',
      (r) => Object.assign(followUp(r), { number: 4 }),
      /no follow-up 4/,
    ],
    [
      'a follow-up with an ask and no answer',
      (r) => Object.assign(followUp(r), { ask: 'Why?' }),
      /"first" needs a number, or both ask and answer/,
    ],
    ['probing nothing', (r) => followUp(r).probes.push('gone'), /probes "gone", which is no point/],
    [
      'a heavy point that is not probed',
      (r) => Object.assign(point(r, 3), { weight: 3 }),
      /"price" weighs 3 and no follow-up probes it/,
    ],
    [
      'a follow-up whose own answer earns nothing',
      (r) => {
        const [own] = followUp(r).points
        if (own)
          Object.assign(own, {
            point: 'Zebras graze',
            accept: ['zebras graze', 'they graze at night', 'grazing zebras'],
          })
      },
      /"first": its own answer earns 0 %/,
    ],
    [
      'points that the page does not make',
      (r) => {
        for (const at of [1, 2])
          Object.assign(point(r, at), {
            point: 'Zebras graze by night',
            accept: [
              'zebras graze by night',
              'a zebra grazes',
              'grazing zebras',
              'night zebras',
              'zebras eat grass',
            ],
          })
      },
      /the page's model answer and key points earn 67 %, less than 80 %; not heard: key, stale/,
    ],
    [
      'points that the title makes',
      (r) => {
        for (const at of [0, 1, 2]) point(r, at).accept.push('how do you cache responses')
      },
      /saying the question again earns 50 %/,
    ],
  ])('%s', (_, change, told) => {
    const found = changed(change)
    expect(found.join('\n')).toMatch(told)
    for (const one of found)
      expect(one).toMatch(/^content\/interviews\/questions\/caching\.yaml:\d+: /)
  })

  test('a rubric of no question, and a question of no rubric', () => {
    const other = { ...content, questions: [{ ...question, slug: 'other' }] } as Content
    expect(problems(good(), other)).toEqual([
      `${FILE}:1: there is no question "caching" for this rubric`,
      expect.stringMatching(/^content\/questions\/other\.md:1: has no rubric/),
    ])
  })
})

test('the model answer is the first section, without the notes beside it', () => {
  const page =
    '<h2 id="m">Model answer <span id="qa.q.1" class="anchor"></span></h2><p>One. <a href="#e" class="mark">1</a> Two &lt; 3.</p><aside class="erratum"><p>Note</p></aside><h2>More</h2><p>Three</p>'
  expect(modelOf(page)).toBe('<p>One. Two &lt; 3.</p>')
  expect(textOf(modelOf(page))).toBe('One. Two < 3.\n')
})
