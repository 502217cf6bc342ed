import type { Deck, ShownCard } from '@/features/cards/deck/schema'
import { studyDay } from '@/features/learner/rules'
import { inOrderOfNeed, interleave, LEARN_AHEAD_MS, queueCard } from '../queue/rules'
import { answered, type Schedule } from '../rules'
import type { Queue, Scope } from '../schema'
import type { HeldMemory, LocalAnswer, Pack } from './schema'

/** Cards shown at a time; the session asks again when it runs low. */
const BATCH = 20

const scheduleOf = ({ calendar, interviewOn, parameters }: Pack): Schedule => ({
  calendar,
  interviewOn,
  parameters,
})

/**
 * What a browser knows of each card: the memories it was handed, and its own answers folded onto
 * them by the server's own rule. `answers` are those the server had not counted in, in order.
 */
export function localMemories(pack: Pack, answers: LocalAnswer[]): Map<string, HeldMemory> {
  const schedule = scheduleOf(pack)
  const memories = new Map(pack.memories.map((memory) => [memory.cardId, memory]))
  for (const { cardId, at, grade } of answers) {
    const before = memories.get(cardId) ?? null
    const day = studyDay(at, pack.calendar)
    const after = answered(cardId, before, { at, day, grade }, schedule)
    memories.set(cardId, { ...after, cardId, version: (before?.version ?? 0) + 1 })
  }
  return memories
}

/** How much of a day's limits is left after a browser's own answers. */
function left(pack: Pack, answers: LocalAnswer[], today: number) {
  const known = new Set([...pack.later, ...pack.memories.map(({ cardId }) => cardId)])
  let [fresh, reviews] = [0, 0]
  for (const { cardId, at } of answers) {
    const isNew = !known.has(cardId)
    known.add(cardId)
    if (studyDay(at, pack.calendar) !== today) continue
    if (isNew) fresh += 1
    else reviews += 1
  }
  const isSameDay = today === pack.today
  const [most, mostReviews] = isSameDay
    ? [pack.newLeft, pack.reviewsLeft]
    : [pack.newPerDay, pack.reviewsPerDay]
  return { fresh: Math.max(0, most - fresh), reviews: Math.max(0, mostReviews - reviews) }
}

/** Which scopes a browser can serve by itself. */
export const isLocalScope = ({ study: _, topic: __, path: ___, ...rest }: Scope): boolean =>
  Object.values(rest).every((value) => value === undefined)

/**
 * What to study now without the server: learning cards by need, then what is due with new cards
 * mixed in, as online. A topic or path chosen by hand keeps to no daily limits.
 * @param now ms since the epoch, by the server's clock as far as the browser knows
 */
export function localQueue(
  deck: Deck,
  pack: Pack,
  answers: LocalAnswer[],
  scope: Scope,
  now: number,
): Queue {
  const schedule = scheduleOf(pack)
  const today = studyDay(now, pack.calendar)
  const memories = localMemories(pack, answers)
  const chosen =
    scope.topic === undefined
      ? deck.paths.find(({ slug }) => slug === scope.path)
      : deck.topics.find(({ slug }) => slug === scope.topic)
  const cards = new Map([...pack.own, ...deck.cards].map((card) => [card.id, card]))
  const ids = chosen ? new Set(chosen.cardIds) : null
  const aside = new Set(pack.aside)
  const isAsked = (id: string) => cards.has(id) && !aside.has(id) && (ids === null || ids.has(id))
  const limits = left(pack, answers, today)
  const held = [...memories.values()].filter(({ cardId }) => isAsked(cardId))
  const learning = inOrderOfNeed(
    held.filter(({ state, dueAt }) => state !== 'review' && dueAt <= now + LEARN_AHEAD_MS),
    now,
    schedule,
  )
  const due = held
    .filter(({ state, dueDay, dueAt }) => state === 'review' && dueDay <= today && dueAt <= now)
    .sort((a, b) => a.dueDay - b.dueDay || a.dueAt - b.dueAt)
    .slice(0, ids ? undefined : limits.reviews)
  const later = new Set(pack.later)
  const order = chosen?.cardIds ?? [
    ...pack.own.map(({ id }) => id),
    ...deck.topics.flatMap(({ cardIds }) => cardIds),
  ]
  const fresh = order
    .filter((id) => isAsked(id) && !memories.has(id) && !later.has(id))
    .slice(0, ids ? undefined : limits.fresh)
  const topic = new Map(deck.topics.map(({ slug, title }) => [slug, { title }]))
  const show = (id: string) => {
    const card = cards.get(id) as ShownCard
    const shown = queueCard({ topic }, card, memories.get(id) ?? null, now, schedule)
    return { ...shown, handed: pack.handed, local: true }
  }
  const mixed = interleave(
    due.map(({ cardId }) => cardId),
    fresh,
  )
  return {
    cards: [...learning.map(({ cardId }) => cardId), ...mixed].slice(0, BATCH).map(show),
    counts: { new: fresh.length, learning: learning.length, due: due.length },
  }
}
