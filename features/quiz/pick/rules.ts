import { chanceOf } from '../chance/rules'
import type { Exercise, Kind } from '../schema'
import { DEFAULT_SIZE, type Practice, practiceSchema } from './schema'

/** What one chooses among. */
export type Candidate = Pick<Exercise, 'id' | 'kind' | 'topic' | 'level' | 'skill'>

/** What a learner's answers to one exercise come to. */
export interface Past {
  times: number
  /** Mean score of the answers, 0 to 1. */
  score: number
  /** ms since the epoch */
  lastAt: number
  lastRight: boolean
}

/** Kinds that a minute is enough for. */
const QUICK: readonly Kind[] = ['single', 'multiple', 'cloze', 'numeric', 'hotspot', 'matching']

/** What a topic is known by where nothing of it was ever studied, 0 to 1. */
const UNKNOWN_TOPIC = 0.3
/** How much the topic's memory says about an exercise that was never answered. */
const TOPIC_SHARE = 0.4

/** What a page's parameters say, without those that are empty or not about practice. */
export const readPractice = (
  params: Record<string, string | string[] | undefined>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).filter(([key, value]) => key in practiceSchema.shape && value),
  )

/** The path of a session. */
export function practiceHref(practice: Practice): string {
  const params = new URLSearchParams(
    Object.entries(practice).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  const query = params.toString()
  return `/practice/run${query ? `?${query}` : ''}`
}

const MODE_TITLES = {
  mixed: 'Mixed',
  weakest: 'Weakest first',
  mistakes: 'Mistakes',
  rapid: 'Rapid fire',
} as const

/** What a session is called. */
export const titleOf = ({ mode = 'mixed', exercise }: Practice, topic?: string): string =>
  exercise ? 'One question' : [MODE_TITLES[mode], topic].filter(Boolean).join(' · ')

/** How many questions a session has. */
export const sizeOf = ({ size, exercise }: Practice): number =>
  exercise ? 1 : size ? Number(size) : DEFAULT_SIZE

/** Whether an exercise is among what was asked for, the mode left aside. */
const fits = (one: Candidate, { topic, level, kind, skill, exercise }: Practice): boolean =>
  (!exercise || one.id === exercise) &&
  (!topic || one.topic === topic) &&
  (!level || one.level === level) &&
  (!kind || one.kind === kind) &&
  (!skill || one.skill === skill)

/** Neighbours of other topics and kinds where that can be had: the nearest that differs is drawn forward. */
function mixed<T extends Candidate>(list: T[]): T[] {
  const left = [...list]
  const out: T[] = []
  while (left.length > 0) {
    const last = out.at(-1)
    const differs = (one: T) => one.topic !== last?.topic && one.kind !== last?.kind
    const near = left.slice(0, 12).findIndex(differs)
    out.push(...left.splice(Math.max(0, near), 1))
  }
  return out
}

/**
 * How well an exercise is likely to be known, 0 to 1: by its own answers where there are some, by the
 * memory of its topic where there are none.
 */
export function strengthOf(
  one: Candidate,
  past: Past | undefined,
  topics: ReadonlyMap<string, number>,
): number {
  const topic = topics.get(one.topic) ?? UNKNOWN_TOPIC
  if (!past) return topic
  // One answer is a hint, many are knowledge.
  const trust = past.times / (past.times + 1)
  const own = trust * past.score + (1 - trust) * topic
  return TOPIC_SHARE * topic + (1 - TOPIC_SHARE) * own
}

/**
 * Which exercises a session asks, in order. What was answered in it already is left out.
 * @param pasts by exercise
 * @param topics mean recall of each topic's cards, 0 to 1
 * @param count at most so many
 * @param seed decides among equals
 */
export function pickExercises(
  all: readonly Candidate[],
  practice: Practice,
  pasts: ReadonlyMap<string, Past>,
  topics: ReadonlyMap<string, number>,
  count: number,
  seed: string,
): string[] {
  const { mode = 'mixed', since } = practice
  const begun = since ? Number(since) : Number.POSITIVE_INFINITY
  const among = chanceOf(seed)
    .shuffle(all.filter((one) => fits(one, practice)))
    .filter(({ id }) => (pasts.get(id)?.lastAt ?? 0) < begun)
  const take = (list: Candidate[]) => mixed(list.slice(0, count)).map(({ id }) => id)
  // Each sort keeps the order that chance gave to equals.
  const freshFirst = (list: Candidate[]) =>
    [...list].sort((a, b) => (pasts.get(a.id)?.lastAt ?? 0) - (pasts.get(b.id)?.lastAt ?? 0))
  if (practice.exercise) return among.slice(0, count).map(({ id }) => id)
  if (mode === 'mistakes')
    return take(freshFirst(among.filter(({ id }) => pasts.get(id)?.lastRight === false)))
  if (mode === 'rapid') return take(freshFirst(among.filter(({ kind }) => QUICK.includes(kind))))
  if (mode === 'weakest')
    return among
      .map((one) => ({ one, strength: strengthOf(one, pasts.get(one.id), topics) }))
      .sort((a, b) => a.strength - b.strength)
      .slice(0, count)
      .map(({ one }) => one.id)
  return take(freshFirst(among))
}
