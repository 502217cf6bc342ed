import type { Card, Topic } from '@/features/cards/schema'
import { previews, type Schedule } from '../rules'
import type { Memory, QueueCard } from '../schema'

/** Learning cards that fall due within this time are shown now rather than waited for, in ms. */
export const LEARN_AHEAD_MS = 20 * 60_000

/** What a queue needs of the content: the title of a card's topic. */
export interface Topics {
  topic: Map<string, Pick<Topic, 'title'>>
}

/** A card ready to be shown, with what each button does at `now`. */
export function queueCard(
  { topic }: Topics,
  card: Card,
  memory: (Memory & { version: number }) | null,
  now: number,
  schedule: Schedule,
): QueueCard {
  return {
    id: card.id,
    topic: card.topic,
    topicTitle: topic.get(card.topic)?.title ?? card.topic,
    kind: card.kind,
    frontHtml: card.frontHtml,
    backHtml: card.backHtml,
    noteHtml: card.noteHtml,
    href: card.href,
    state: memory?.state ?? 'new',
    version: memory?.version ?? 0,
    previews: previews(card.id, memory, now, schedule),
  }
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
