import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Level } from '@/features/cards/schema'
import type { Kind } from '@/features/quiz/schema'
import type { Blueprint } from '../blueprint/schema'
import { drawPaper, quotas } from './rules'
import type { Asked, Drawn, DrawnPaper, Known } from './schema'

const TOPICS = ['basics', 'security', 'pricing']
const KINDS: Kind[] = ['single', 'multiple', 'triage']
const LEVELS: Level[] = ['screen', 'mid', 'senior']

const POOL: Drawn[] = Array.from({ length: 180 }, (_, index) => ({
  source: 'exercise',
  ref: `quiz.${TOPICS[index % 3]}.q${index}`,
  topic: TOPICS[index % 3] ?? '',
  level: LEVELS[Math.floor(index / 3) % 3] ?? 'mid',
  kind: KINDS[Math.floor(index / 9) % 3] ?? 'single',
  seconds: null,
}))
const EXAM: Blueprint = {
  slug: 'exam',
  version: 1,
  round: 'exam',
  title: 'Exam',
  summary: 'All topics.',
  counts: 'questions',
  size: { usual: 20, least: 5, most: 60, offered: [20] },
  seconds: 120,
  draws: 'any',
  mix: [
    { source: 'exercise', share: 70, kinds: ['single'] },
    { source: 'exercise', share: 30, kinds: ['multiple', 'triage'] },
  ],
  levels: {
    screen: { screen: 70, mid: 30 },
    mid: { screen: 20, mid: 60, senior: 20 },
    senior: { senior: 100 },
  },
  topics: { basics: 50, security: 30, pricing: 20 },
}
const ASKED: Asked = { seed: 'a seed', level: 'mid', size: 20, topic: null, ref: null }
const NOBODY: Known = { answered: new Set(), wrong: [] }

const drawn = (
  blueprint: Partial<Blueprint> = {},
  asked: Partial<Asked> = {},
  pool = POOL,
  known = NOBODY,
): DrawnPaper => {
  const paper = drawPaper({ ...EXAM, ...blueprint }, { ...ASKED, ...asked }, pool, known)
  if ('why' in paper) throw new Error(paper.why)
  return paper
}
const refs = ({ items }: DrawnPaper) => items.map(({ ref }) => ref)
const count = <T>(list: T[], value: T) => list.filter((one) => one === value).length
const found = (ref: string) => POOL.find((one) => one.ref === ref)

describe('a paper', () => {
  test('is the same for the same seed, in whatever order the pool comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 5, max: 60 }), (seed, size) => {
        const paper = drawn({}, { seed, size })
        expect(paper).toEqual(drawn({}, { seed, size }, [...POOL].reverse()))
        expect(new Set(refs(paper)).size).toBe(size)
        expect(paper.seconds).toBe(size * 120)
      }),
      { numRuns: 40 },
    )
  })

  test('is another one for another seed', () => {
    expect(refs(drawn({}, { seed: 'one' }))).not.toEqual(refs(drawn({}, { seed: 'two' })))
  })

  test('gives topics and kinds their shares', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { items } = drawn({}, { seed })
        const topics = items.map(({ topic }) => topic)
        expect(TOPICS.map((topic) => count(topics, topic))).toEqual([10, 6, 4])
        const kinds = items.map(({ ref }) => found(ref)?.kind)
        expect(count(kinds, 'single')).toBe(14)
      }),
      { numRuns: 40 },
    )
  })

  test('draws levels by their shares, and none that has no share', () => {
    const levels = Array.from({ length: 40 }, (_, i) => refs(drawn({}, { seed: `${i}` })))
      .flat()
      .map((ref) => found(ref)?.level)
    expect(count(levels, 'mid')).toBeGreaterThan(count(levels, 'senior'))
    const screen = refs(drawn({}, { level: 'screen' })).map((ref) => found(ref)?.level)
    expect(count(screen, 'senior')).toBe(0)
  })

  test('is about one topic where one is asked for', () => {
    const { items } = drawn({ oneTopic: true }, { topic: 'security', size: 10 })
    expect(items.map(({ topic }) => topic)).toEqual(Array.from({ length: 10 }, () => 'security'))
  })

  test('begins with what was never answered', () => {
    const answered = new Set(POOL.slice(0, 120).map(({ ref }) => ref))
    const paper = drawn({ draws: 'unseen' }, { size: 30 }, POOL, { answered, wrong: [] })
    expect(refs(paper).filter((ref) => answered.has(ref))).toEqual([])
  })

  test('of mistakes holds them alone, the oldest first where there are too many', () => {
    const wrong = POOL.slice(10, 25).map(({ ref }) => ref)
    const known = { answered: new Set<string>(), wrong }
    const paper = drawn({ draws: 'mistakes' }, { size: 5 }, POOL, known)
    expect([...refs(paper)].sort()).toEqual(wrong.slice(0, 5).sort())
    expect(refs(drawn({ draws: 'mistakes' }, { size: 60 }, POOL, known))).toHaveLength(15)
  })

  test('gives each place its own seed, and a time of its own where the blueprint says so', () => {
    const { items } = drawn({ placeSeconds: 60 })
    expect(new Set(items.map(({ seed }) => seed)).size).toBe(20)
    expect(items.every(({ seconds }) => seconds === 60)).toBe(true)
  })

  test('fills its minutes with questions and room for follow-ups', () => {
    const pool = POOL.slice(0, 30).map(
      (one): Drawn => ({
        ...one,
        source: 'question',
        kind: null,
        seconds: 240,
      }),
    )
    const blueprint: Partial<Blueprint> = {
      counts: 'minutes',
      size: { usual: 30, least: 15, most: 60, offered: [30] },
      mix: [{ source: 'question', share: 1 }],
    }
    const lengths = [15, 30, 45, 60].map((size) => drawn(blueprint, { size }, pool).items.length)
    expect(lengths).toEqual([2, 5, 7, 10])
    expect(drawn(blueprint, { size: 30 }, pool).seconds).toBe(1800)
  })

  test('of an incident holds its stages in their order, about the same happening', () => {
    const pool = ['a#triage', 'a#fix', 'b#triage', 'b#cause', 'b#fix'].map(
      (ref): Drawn => ({
        source: 'incident',
        ref,
        topic: 'basics',
        level: 'mid',
        kind: null,
        seconds: null,
      }),
    )
    const one: Partial<Blueprint> = {
      counts: 'one',
      seconds: 1500,
      mix: [{ source: 'incident', share: 1 }],
      topics: undefined,
    }
    const paper = drawn(one, { ref: 'b', size: 1 }, pool)
    expect(refs(paper)).toEqual(['b#triage', 'b#cause', 'b#fix'])
    expect(new Set(paper.items.map(({ seed }) => seed)).size).toBe(1)
    expect(paper.seconds).toBe(1500)
    const any = refs(drawn(one, { size: 1 }, pool))
    expect([
      ['a#triage', 'a#fix'],
      ['b#triage', 'b#cause', 'b#fix'],
    ]).toContainEqual(any)
  })

  test.each([
    ['a size it does not have', {}, { size: 61 }, NOBODY, /5 to 60 questions/],
    ['no topic where one is needed', { oneTopic: true }, {}, NOBODY, /topic/],
    ['no mistakes yet', { draws: 'mistakes' as const }, {}, NOBODY, /nothing to repeat/],
    ['a topic that nothing is about', {}, { topic: 'moon' }, NOBODY, /Choose another topic/],
  ] as const)('says why there is none: %s', (_, blueprint, asked, known, why) => {
    const paper = drawPaper({ ...EXAM, ...blueprint }, { ...ASKED, ...asked }, POOL, known)
    expect(paper).toEqual({ why: expect.stringMatching(why) })
  })
})

test('quotas add up, and none is off by one or more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 14 }),
      fc.nat({ max: 100 }),
      (shares, size) => {
        const sum = shares.reduce((total, share) => total + share, 0)
        const found = quotas(shares, size)
        expect(found.reduce((total, one) => total + one, 0)).toBe(size)
        for (const [index, one] of found.entries())
          expect(Math.abs(one - (size * (shares[index] ?? 0)) / sum)).toBeLessThan(1)
      },
    ),
  )
})
