import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { KINDS } from '../schema'
import {
  type Candidate,
  type Past,
  pickExercises,
  practiceHref,
  readPractice,
  strengthOf,
} from './rules'
import { MODES, practiceSchema } from './schema'

const all: Candidate[] = Array.from({ length: 60 }, (_, i) => ({
  id: `e${i}`,
  kind: KINDS[i % KINDS.length] ?? 'single',
  topic: `t${i % 4}`,
  level: i % 3 === 0 ? 'screen' : 'mid',
  skill: i % 2 === 0 ? 'apply' : 'recall',
}))
const past = (score: number, lastAt = 1): Past => ({
  times: 3,
  score,
  lastAt,
  lastRight: score === 1,
})
const NONE = new Map<string, Past>()
const pick = (practice: Parameters<typeof pickExercises>[1], pasts = NONE, count = 10) =>
  pickExercises(all, practice, pasts, new Map(), count, 'seed')

describe('what a session asks', () => {
  test('is so many, each once, all of what was asked for, the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES),
        fc.option(fc.constantFrom('t0', 't1', 'nowhere'), { nil: undefined }),
        fc.option(fc.constantFrom('screen' as const, 'senior' as const), { nil: undefined }),
        fc.integer({ min: 0, max: 40 }),
        fc.string(),
        (mode, topic, level, count, seed) => {
          const practice = { mode, ...(topic ? { topic } : {}), ...(level ? { level } : {}) }
          const pasts = new Map(all.slice(0, 30).map(({ id }, i) => [id, past(i % 2)]))
          const ids = pickExercises(all, practice, pasts, new Map(), count, seed)
          expect(ids).toEqual(pickExercises(all, practice, pasts, new Map(), count, seed))
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.length).toBeLessThanOrEqual(count)
          for (const id of ids) {
            const one = all.find((candidate) => candidate.id === id)
            if (topic) expect(one?.topic).toBe(topic)
            if (level) expect(one?.level).toBe(level)
            if (mode === 'mistakes') expect(pasts.get(id)?.lastRight).toBe(false)
          }
        },
      ),
    )
  })

  test('mixed: what is new comes first, neighbours are of other topics and kinds', () => {
    const pasts = new Map(all.slice(0, 50).map(({ id }) => [id, past(1, 5)]))
    const ids = pick({}, pasts)
    expect(ids.every((id) => Number(id.slice(1)) >= 50)).toBe(true)
    const topics = pick({}, NONE, 20).map((id) => Number(id.slice(1)) % 4)
    const same = topics.filter((topic, i) => topic === topics[i - 1]).length
    expect(same).toBeLessThanOrEqual(1)
  })

  test('weakest: wrong answers before topics that are cold, right ones last', () => {
    const pasts = new Map([
      ['e0', past(0)],
      ['e1', past(1)],
    ])
    const topics = new Map([
      ['t0', 0.5],
      ['t1', 0.5],
      ['t2', 0.9],
      ['t3', 0.9],
    ])
    const ids = pickExercises(all, { mode: 'weakest' }, pasts, topics, 60, 'seed')
    expect(ids[0]).toBe('e0')
    const at = (id: string) => ids.indexOf(id)
    expect(at('e4')).toBeLessThan(at('e2'))
    expect(at('e1')).toBeGreaterThan(at('e5'))
  })

  test('strength lies between nothing and everything, and one answer is not all', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (score, topic, times) => {
          const [one] = all
          if (!one) return
          const known = { ...past(score), times }
          const strength = strengthOf(one, known, new Map([['t0', topic]]))
          expect(strength).toBeGreaterThanOrEqual(0)
          expect(strength).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('what was answered in the session is not asked again', () => {
    const pasts = new Map([['e3', past(0, 100)]])
    expect(pick({ exercise: 'e3', since: '50' }, pasts)).toEqual([])
    expect(pick({ exercise: 'e3', since: '200' }, pasts)).toEqual(['e3'])
  })

  test('its choice survives the URL', () => {
    const practice = { mode: 'rapid', topic: 'pricing', size: '20' } as const
    const url = new URL(practiceHref(practice), 'https://example.com')
    const read = readPractice({ ...Object.fromEntries(url.searchParams), level: '', other: 'x' })
    expect(z.parse(practiceSchema, read)).toEqual(practice)
  })
})
