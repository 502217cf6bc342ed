import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { listOwnCards } from '@/features/cards/own/data'
import { OWN_TOPIC } from '@/features/cards/own/schema'
import { getCalendars } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { getHands } from '../hand/data'
import { emptyHand, isAside, isLeech, tidyTags } from '../hand/rules'
import type { MemoryState } from '../schema'
import { dayText } from '../why/rules'
import { chosen, pageOf, searchOf, termsOf } from './rules'
import type { Browse, BrowsePage, BrowseRow, Found } from './schema'

interface Listed {
  found: Found[]
  today: number
}

const MEMORY = {
  cardId: true,
  state: true,
  dueDay: true,
  dueAt: true,
  stability: true,
  difficulty: true,
  lapses: true,
} as const

/** Every card a learner can study, the site's and their own, with how it stands; null without a learner. */
export async function listFound(userId: UserId, now: number): Promise<Listed | null> {
  const library = getLibrary()
  const [calendars, own, memories, hands] = await Promise.all([
    getCalendars(db(), [userId]),
    listOwnCards(db(), userId),
    db().memory.findMany({ where: { learnerId: userId }, select: MEMORY }),
    getHands(db(), userId),
  ])
  const calendar = calendars.get(userId)
  if (!calendar) return null
  const today = studyDay(now, calendar)
  const memory = new Map(memories.map((row) => [row.cardId, row]))
  const ranks = new Map(library.topics.map(({ slug }, index) => [slug, index]))
  const ownTags = new Map(own.map(({ id, tags }) => [id, tags]))
  const all = [
    ...own.map((card) => ({ ...card, topic: OWN_TOPIC, topicOrder: -1 })),
    ...library.cards.map((card) => ({ ...card, topicOrder: ranks.get(card.topic) ?? 0 })),
  ]
  const found = all.map(({ id, topic, kind, frontText, backText, topicOrder }): Found => {
    const held = memory.get(id)
    const hand = hands.get(id) ?? emptyHand(id)
    const dueAt = held?.dueAt.getTime() ?? null
    const lapses = held?.lapses ?? 0
    const aside = isAside(hand, today)
    return {
      card: { id, topic, kind, frontText, backText },
      state: (held?.state as MemoryState | undefined) ?? 'new',
      isDue: !aside && dueAt !== null && dueAt <= now && (held?.dueDay ?? 0) <= today,
      isLeech: isLeech(lapses),
      isOwn: topic === OWN_TOPIC,
      suspended: hand.suspended,
      buried: !hand.suspended && aside,
      flag: hand.flag,
      tags: tidyTags([...hand.tags, ...(ownTags.get(id) ?? [])]),
      topicOrder,
      dueDay: held?.dueDay ?? null,
      dueAt,
      stability: held?.stability ?? null,
      difficulty: held?.difficulty ?? null,
      lapses,
      hand,
    }
  })
  return { found, today }
}

function toRow(found: Found, today: number): BrowseRow {
  const { card, state, isDue, dueDay, stability, hand, tags } = found
  const topic = getLibrary().topic.get(card.topic)
  const mine = new Set(hand.tags)
  return {
    id: card.id,
    front: card.frontText,
    back: card.backText,
    topicTitle: topic?.title ?? 'Your own',
    topicHref: topic ? `/topics/${card.topic}` : '/cards/own',
    kind: card.kind,
    state,
    due: dueDay === null ? null : dayText(dueDay, today).replace(/^on /, ''),
    isDue,
    isLeech: found.isLeech,
    strengthDays: stability,
    lapses: found.lapses,
    hand,
    ownTags: tags.filter((tag) => !mine.has(tag)),
    editHref: found.isOwn ? `/cards/own/${card.id.split('.')[1]}` : null,
  }
}

/** One page of a learner's cards; null without a learner. */
export async function getBrowsePage(
  userId: UserId,
  browse: Browse,
  now: number,
): Promise<BrowsePage | null> {
  const listed = await listFound(userId, now)
  if (!listed) return null
  const { found, today } = listed
  const matching = chosen(found, browse)
  const { part, page, pages } = pageOf(matching, browse.page)
  return {
    rows: part.map((one) => toRow(one, today)),
    matching: matching.length,
    total: found.length,
    page,
    pages,
    now,
    today,
    problems: termsOf(browse).problems,
    tags: tidyTags(found.flatMap(({ tags }) => tags)),
    topics: getLibrary().topics.map(({ slug, title }) => ({ slug, title })),
    search: searchOf(browse),
  }
}

/** The ids of every card that matches, in the list's order; null without a learner. */
export async function listChosenIds(
  userId: UserId,
  browse: Browse,
  now: number,
): Promise<string[] | null> {
  const listed = await listFound(userId, now)
  return listed && chosen(listed.found, browse).map(({ card }) => card.id)
}
