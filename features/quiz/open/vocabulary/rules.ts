import { type Phrase, phraseOf, termOf, type Wanted } from '../phrase/rules'
import type { KeyPoint } from '../schema'
import { readTokens, type Token } from '../words/rules'

/** A point as it is listened for: how people say it, and what each of its words tells. */
export interface Listened {
  phrases: Weighed[]
  /** What is listened for, as a whole and in its parts. */
  itself: Weighed[]
  ways: Wanted[][][][]
  /** What a word of an answer tells of this point; 0 where it is none of its words. */
  weightOf(token: Token): number
}

/** A phrasing with the weight of each of its words. */
export interface Weighed extends Phrase {
  weights: number[]
  all: number
}

/** Weight of a word that every point has, and of one that only one has. */
const COMMON = 0.3
const OWN = 2.5
/** Words of any talk about AWS: they tell little, however few points there are. */
const ANYWHERE = new Set(
  readTokens(
    'lambda function api gateway request call use aws service run work code need make get way time application',
  ).flatMap(({ keys }) => keys.filter((key) => !key.startsWith('~'))),
)

const named = (keys: Iterable<string>) => [...keys].filter((key) => !key.startsWith('~'))
const keysOf = ({ keys, quantity }: Pick<Wanted, 'keys' | 'quantity'>): string[] =>
  quantity ? [`#${quantity.value}`] : named(keys)
const tokenKeys = ({ keys, quantity }: Token): string[] =>
  quantity ? [`#${quantity.value}`] : named(keys)

/** Texts that say a point: itself, its phrasings, and the terms of its ways. */
const textsOf = ({ point, accept, says = [] }: Spelled): string[] => [
  point,
  ...accept,
  ...says.flat().flatMap((group) => group.split('|')),
]

type Spelled = Pick<KeyPoint, 'point' | 'accept' | 'says'>

function build(points: Spelled[]): Listened[] {
  const words = points.map(
    (point) =>
      new Set(
        textsOf(point).flatMap((text) => phraseOf(text).wanted.flatMap((one) => keysOf(one))),
      ),
  )
  const most = Math.log(points.length + 1)
  const weigh = (keys: string[]): number => {
    if (keys.some((key) => ANYWHERE.has(key))) return COMMON
    const having = words.filter((set) => keys.some((key) => set.has(key))).length
    return COMMON + (OWN - COMMON) * (Math.log((points.length + 1) / Math.max(1, having)) / most)
  }
  const weighed = (text: string): Weighed => {
    const phrase = phraseOf(text)
    const weights = phrase.wanted.map((one) => weigh(keysOf(one)))
    return { ...phrase, weights, all: weights.reduce((sum, one) => sum + one, 0) }
  }
  const weights = new Map<string, number>()
  return points.map((point, i) => {
    const parts = point.point.split(/[;,:]/).filter((part) => phraseOf(part).wanted.length > 2)
    return {
      phrases: point.accept.map(weighed),
      itself: [point.point, ...parts].map(weighed),
      ways: (point.says ?? []).map((way) =>
        way.map((group) => group.split('|').map((term) => termOf(term.trim()))),
      ),
      weightOf(token) {
        const mine = tokenKeys(token).filter((key) => words[i]?.has(key))
        if (mine.length === 0) return 0
        const name = mine.join(' ')
        const weight = weights.get(name) ?? weigh(mine)
        weights.set(name, weight)
        return weight
      },
    }
  })
}

const known = new WeakMap<Spelled[], Listened[]>()

/** Reads the points of a rubric against each other: a word that few of them have tells most. */
export function listenedFor(points: Spelled[]): Listened[] {
  const listened = known.get(points) ?? build(points)
  known.set(points, listened)
  return listened
}
