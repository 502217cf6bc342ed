import type { ShownCard } from '@/features/cards/deck/schema'
import { OWN_TOPIC } from '@/features/cards/own/schema'
import type { Topic } from '@/features/cards/schema'
import { previews, recallAt, type Schedule } from '../rules'
import type { Memory, QueueCard } from '../schema'

/** Learning cards that fall due within this time are shown now rather than waited for, in ms. */
export const LEARN_AHEAD_MS = 20 * 60_000

/** What a queue needs of the content: the title of a card's topic. */
export interface Topics {
  topic: Map<string, Pick<Topic, 'title'>>
}

/** Where a card belongs: a topic's page, or the learner's own cards. */
const placeOf = (topic: Pick<Topic, 'title'> | undefined, slug: string) =>
  slug === OWN_TOPIC
    ? { topicTitle: 'Your own cards', topicHref: '/cards/own' }
    : { topicTitle: topic?.title ?? slug, topicHref: `/topics/${slug}` }

/** A card ready to be shown, with what each button does at `now`. */
export function queueCard(
  { topic }: Topics,
  card: ShownCard,
  memory: (Memory & { version: number }) | null,
  now: number,
  schedule: Schedule,
): Omit<QueueCard, 'handed'> {
  return {
    id: card.id,
    topic: card.topic,
    ...placeOf(topic.get(card.topic), card.topic),
    group: card.group,
    kind: card.kind,
    frontHtml: card.frontHtml,
    backHtml: card.backHtml,
    noteHtml: card.noteHtml,
    typed: card.kind === 'typed' ? card.backText : null,
    href: card.href,
    state: memory?.state ?? 'new',
    version: memory?.version ?? 0,
    previews: previews(card.id, memory, now, schedule),
  }
}

/**
 * Learning cards in the order of need: those whose wait is over, the least remembered first by the
 * same-day curve; then those that are a little early, by when they fall due.
 */
export function inOrderOfNeed<M extends Memory>(
  learning: M[],
  now: number,
  schedule: Schedule,
): M[] {
  const early = learning.filter(({ dueAt }) => dueAt > now)
  return [
    ...learning
      .filter(({ dueAt }) => dueAt <= now)
      .map((memory) => ({ memory, recall: recallAt(memory, now, schedule) }))
      .sort((a, b) => a.recall - b.recall || a.memory.dueAt - b.memory.dueAt)
      .map(({ memory }) => memory),
    ...early.sort((a, b) => a.dueAt - b.dueAt),
  ]
}

/** Mixes new cards evenly among the due ones, both in their own order. */
export function interleave<T>(due: T[], fresh: T[]): T[] {
  if (fresh.length === 0 || due.length === 0) return [...due, ...fresh]
  const mixed: T[] = []
  const every = due.length / fresh.length
  let taken = 0
  for (const [index, card] of fresh.entries()) {
    const until = Math.round((index + 1) * every)
    mixed.push(...due.slice(taken, until), card)
    taken = until
  }
  return [...mixed, ...due.slice(taken)]
}
