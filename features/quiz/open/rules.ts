import { stemmer } from 'stemmer'
import { escapeHtml } from '@/features/cards/html/rules'
import { isStopWord, wordsOf } from '@/features/cards/search/words/rules'
import type { Verdict } from '../schema'
import type { KeyPoint, MustNotSay } from './schema'

/** Of the words of a phrasing, how many a sentence must hold to say the same. */
const ENOUGH = 0.75
/** Phrasings this short must be said whole. */
const SHORT = 3
/** An answer is right from this share of its points' weight on, and nothing outdated in it. */
export const RIGHT_FROM = 0.6
/** A word that denies stands at most this many words from what it denies. */
const NEAR = 3

const DENIES = new Set(['not', 'no', 'never', 'without', 'cannot', 'nor', 'neither', 'none'])
const SHORTENED = /\b(\w+)n[’']t\b/gi

/** Other spellings of a unit or a number, brought to one. */
const SAME: Record<string, string> = {
  secs: 's',
  sec: 's',
  seconds: 's',
  second: 's',
  milliseconds: 'ms',
  millisecond: 'ms',
  minutes: 'min',
  minute: 'min',
  mins: 'min',
  hours: 'h',
  hour: 'h',
  megabytes: 'mb',
  megabyte: 'mb',
  gigabytes: 'gb',
  gigabyte: 'gb',
  percent: '%',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  ten: '10',
}

interface Word {
  stem: string
  /** Whether it is one of those that deny. */
  denies: boolean
  /** Whether a phrasing may be said without it. */
  light: boolean
}

function read(text: string): Word[] {
  const plain = text.replace(SHORTENED, '$1 not').replace(/%/g, ' percent')
  return wordsOf(plain).map((word) => {
    const lower = word.toLowerCase()
    const same = SAME[lower]
    const denies = DENIES.has(lower)
    return { stem: same ?? stemmer(lower), denies, light: !denies && !same && isStopWord(lower) }
  })
}

/** The sentences of an answer, as they were written. */
export function sentencesOf(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)
  return [...segments]
    .flatMap(({ segment }) => segment.split(/[;\n]+/))
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

const isNumber = (stem: string) => /\d/.test(stem)

/** Whether a sentence says a phrasing: enough of its words, all of its numbers, and no denial more or less. */
function says(sentence: Word[], phrasing: Word[], enough: number): boolean {
  const wanted = phrasing.filter(({ light, denies }) => !light && !denies)
  if (wanted.length === 0) return false
  const places = wanted.map(({ stem }) => sentence.findIndex((word) => word.stem === stem))
  if (wanted.some(({ stem }, i) => isNumber(stem) && places[i] === -1)) return false
  const found = places.filter((place) => place >= 0)
  const share = found.length / wanted.length
  if (share < (wanted.length <= SHORT ? 1 : enough)) return false
  const near = found.filter((place) =>
    sentence.slice(Math.max(0, place - NEAR), place + NEAR + 1).some(({ denies }) => denies),
  )
  const denied = near.length * 2 >= found.length
  return denied === phrasing.some(({ denies }) => denies)
}

/**
 * The first sentence that says one of several phrasings; null where none does.
 * @param enough share of a phrasing's words that a sentence must hold, 0 to 1
 */
export function sentenceSaying(
  sentences: string[],
  phrasings: string[],
  enough = ENOUGH,
): string | null {
  const wanted = phrasings.map(read)
  for (const sentence of sentences) {
    const words = read(sentence)
    if (wanted.some((phrasing) => says(words, phrasing, enough))) return sentence
  }
  return null
}

/**
 * An answer in one's own words, held against its points. Each point that is heard names the
 * sentence that earned it; what must not be said takes the weight of one point away, and is named.
 * @returns score: the share of the points' weight, 0 to 1; right from `RIGHT_FROM` on with nothing
 * outdated said
 */
export function heard(points: KeyPoint[], mustNotSay: MustNotSay[], text: string): Verdict {
  const sentences = sentencesOf(text)
  const blank = sentences.length === 0
  const found = points.map(({ accept }) => sentenceSaying(sentences, accept))
  // Points are earned by the drift of a sentence, and lost only by what was really said.
  const wrong = mustNotSay.flatMap((one) => {
    const sentence = sentenceSaying(sentences, one.said, 1)
    return sentence === null ? [] : [{ sentence, why: one.why }]
  })
  const all = points.reduce((sum, { weight }) => sum + weight, 0)
  const earned = points.reduce((sum, { weight }, i) => sum + (found[i] == null ? 0 : weight), 0)
  const score = blank ? 0 : Math.max(0, earned - wrong.length) / Math.max(1, all)
  const quoted = (sentence: string) => `<q>${escapeHtml(sentence)}</q>`
  return {
    blank,
    score,
    right: !blank && score >= RIGHT_FROM && wrong.length === 0,
    findings: [
      ...points.map(({ point, why }, i) => {
        const sentence = found[i] ?? null
        return {
          html: escapeHtml(point),
          chosen: sentence !== null,
          right: true,
          whyHtml: sentence === null ? escapeHtml(why) : `You said: ${quoted(sentence)}`,
        }
      }),
      ...wrong.map(({ sentence, why }) => ({
        html: quoted(sentence),
        chosen: true,
        right: false,
        whyHtml: escapeHtml(why),
      })),
    ],
  }
}
