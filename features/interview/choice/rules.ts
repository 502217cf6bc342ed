import { LEVELS, type Level } from '@/features/cards/schema'
import type { TimeFactor } from '../schema'
import type { Before, Choice, Offer } from './schema'

const LEVEL_NAMES: Record<Level, string> = {
  screen: 'screening level',
  mid: 'mid level',
  senior: 'senior level',
}

const within = ({ least, usual, most }: Offer['size'], size: number | undefined): number =>
  size !== undefined && Number.isInteger(size) && size >= least && size <= most ? size : usual

/** How many questions or minutes a round of `seconds` had, by what its blueprint counts. */
function sizeOf({ counts, seconds }: Offer, allowed: number): number {
  if (counts === 'minutes') return allowed / 60
  return counts === 'one' || !seconds ? 1 : allowed / seconds
}

/** A round as it is first offered. */
const usual = (offer: Offer): Choice => ({
  blueprint: offer.slug,
  level: 'mid',
  size: offer.size.usual,
  topic: '',
  ref: '',
  timeFactor: 1,
  practice: false,
})

/** The same wishes for another round, as far as it can have them. */
export function choose(offer: Offer, { level, topic, timeFactor, practice }: Choice): Choice {
  return {
    ...usual(offer),
    level,
    timeFactor,
    practice,
    topic: offer.cases.length > 0 ? '' : topic,
  }
}

/**
 * What is chosen when the page opens: what its address asks for, else as the last time, else the
 * first round as it is usually sat.
 * @param asked parameters of the address; whatever they do not say rightly is left aside
 */
export function firstChoice(
  offers: readonly Offer[],
  topics: readonly string[],
  before: Before | null,
  asked: Readonly<Record<string, string | undefined>>,
): Choice | null {
  const named = offers.find(({ slug }) => slug === asked.round)
  const last = offers.find(({ slug }) => slug === before?.blueprint)
  const offer = named ?? last ?? offers[0]
  if (!offer) return null
  const isLast = before !== null && offer === last
  const level = LEVELS.find((one) => one === asked.level) ?? before?.level ?? 'mid'
  const topic = asked.topic ?? (isLast ? (before.topic ?? '') : '')
  return {
    ...usual(offer),
    level,
    size: within(
      offer.size,
      asked.size ? Number(asked.size) : isLast ? sizeOf(offer, before.seconds) : undefined,
    ),
    topic: topics.includes(topic) ? topic : '',
    ref: offer.cases.some(({ ref }) => ref === asked.case) ? (asked.case ?? '') : '',
    timeFactor: before?.timeFactor ?? 1,
    practice: before?.practice ?? false,
  }
}

/** Time allowed, in s; null without a clock. */
export function secondsOf(
  { counts, seconds = 0 }: Pick<Offer, 'counts' | 'seconds'>,
  size: number,
  factor: TimeFactor,
): number | null {
  if (factor === 0) return null
  const plain = counts === 'minutes' ? size * 60 : counts === 'one' ? seconds : seconds * size
  return plain * factor
}

/** A span of s in words: 45 minutes, 2 h 10 min. */
export function spanText(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`
}

/** What will be sat, in a sentence. */
export function choiceText(offer: Offer, choice: Choice, topicTitle: string | null): string {
  const { size, level, timeFactor, practice, ref } = choice
  const seconds = secondsOf(offer, size, timeFactor)
  const found = offer.cases.find((one) => one.ref === ref)
  return [
    offer.counts === 'questions' ? (size === 1 ? '1 question' : `${size} questions`) : null,
    seconds === null ? 'no clock' : spanText(seconds),
    found ? found.title : LEVEL_NAMES[level],
    topicTitle,
    practice ? 'practice conditions' : 'exam conditions',
  ]
    .filter(Boolean)
    .join(', ')
}

/** What a choice lacks to be sat, and the field where it is chosen; null where it lacks nothing. */
export function lacking(
  { oneTopic, counts, size: { least, most } }: Offer,
  { topic, size }: Choice,
): { field: 'topic' | 'size'; text: string } | null {
  if (counts !== 'one' && (size < least || size > most))
    return { field: 'size', text: `Choose ${least} to ${most} ${counts}.` }
  return oneTopic && topic === ''
    ? { field: 'topic', text: 'Choose the topic of this round.' }
    : null
}
