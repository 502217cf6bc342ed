import type { Deck, ShownCard } from '@/features/cards/deck/schema'
import { dayOfDate, studyDay } from '@/features/learner/rules'
import { mostGainedFirst } from '../queue/backlog/rules'
import { askedOn, newOn } from '../queue/easy/rules'
import { arrange, withoutSiblings } from '../queue/order/rules'
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
    : [newOn(today, pack.newPerDay, pack.weekLoads), pack.reviewsPerDay]
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
  const interviewDay = pack.interviewOn === null ? today : dayOfDate(pack.interviewOn)
  const latest = interviewDay > today ? interviewDay - 1 : null
  const isDue = (memory: HeldMemory) =>
    memory.state === 'review' &&
    (ids === null ? askedOn(memory, pack.weekLoads, latest) : memory.dueDay) <= today &&
    (memory.dueDay > today || memory.dueAt <= now)
  const later = new Set(pack.later)
  const order = chosen?.cardIds ?? [
    ...pack.own.map(({ id }) => id),
    ...deck.topics.flatMap(({ cardIds }) => cardIds),
  ]
  const answeredToday = [...memories.values()]
    .filter(({ lastDay }) => lastDay === today)
    .flatMap(({ cardId }) => cards.get(cardId) ?? [])
  const apart = (list: ShownCard[], before: ShownCard[]) =>
    pack.siblingsWait ? withoutSiblings(list, before) : list
  const due = apart(
    mostGainedFirst(held.filter(isDue), today, pack.parameters).flatMap(
      ({ cardId }) => cards.get(cardId) ?? [],
    ),
    answeredToday,
  ).slice(0, ids ? undefined : limits.reviews)
  const fresh = apart(
    order
      .filter((id) => isAsked(id) && !memories.has(id) && !later.has(id))
      .flatMap((id) => cards.get(id) ?? []),
    [...answeredToday, ...due],
  ).slice(0, ids ? undefined : limits.fresh)
  const topic = new Map(deck.topics.map(({ slug, title }) => [slug, { title }]))
  const show = (card: ShownCard) => {
    const shown = queueCard({ topic }, card, memories.get(card.id) ?? null, now, schedule)
    return { ...shown, handed: pack.handed, local: true }
  }
  const begun = learning.flatMap(({ cardId }) => cards.get(cardId) ?? [])
  const others = interleave(due.slice(0, BATCH), fresh.slice(0, BATCH)).slice(0, BATCH)
  const arranged = arrange(others, `${pack.learner} ${today}`, begun)
  return {
    cards: [...begun, ...arranged].slice(0, BATCH).map(show),
    counts: { new: fresh.length, learning: learning.length, due: due.length },
  }
}
