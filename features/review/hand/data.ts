import 'server-only'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { listOwnCardIds } from '@/features/cards/own/data'
import { MOST_TAGS, tagsSchema } from '@/features/cards/own/schema'
import { getCalendars } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { GONE } from '../memory/data'
import { changed, emptyHand, isEmpty, tidyTags } from './rules'
import { type Change, FLAGS, type Flag, type Hand, type Handled } from './schema'

type HandRow = Awaited<ReturnType<Tx['hand']['findMany']>>[number]

const NO_CARD = 'There is no such card. Nothing was changed.'
const TOO_MANY_TAGS = `A card has at most ${MOST_TAGS} tags. Nothing was changed.`

function toHand({ cardId, suspended, buriedUntilDay, flag, tags, note }: HandRow): Hand {
  return {
    cardId,
    suspended,
    buriedUntilDay,
    flag: FLAGS.find((known): known is Flag => known === flag) ?? 0,
    tags: z.parse(tagsSchema, JSON.parse(tags)),
    note,
  }
}

/** What a learner set on cards, by card; on all of them where none are named. */
export async function getHands(
  tx: Tx,
  learnerId: UserId,
  cardIds?: string[],
): Promise<Map<string, Hand>> {
  // Beyond what one query may name, all rows are the shorter way.
  const some = cardIds && cardIds.length <= 500 ? { cardId: { in: cardIds } } : {}
  const rows = await tx.hand.findMany({ where: { learnerId, ...some } })
  return new Map(rows.map((row) => [row.cardId, toHand(row)]))
}

/** What a learner set on these cards; those on which nothing is set are left out. */
export async function listHands(userId: UserId, cardIds: string[]): Promise<Hand[]> {
  return [...(await getHands(db(), userId, cardIds)).values()]
}

/** The cards that keep out of a learner's queues on study day `today`: suspended or put aside. */
export async function listAside(tx: Tx, learnerId: UserId, today: number): Promise<string[]> {
  const rows = await tx.hand.findMany({
    where: { learnerId, OR: [{ suspended: true }, { buriedUntilDay: { gt: today } }] },
    select: { cardId: true },
  })
  return rows.map(({ cardId }) => cardId)
}

/** Writes hands over what was there, in one statement; the empty ones leave no row. */
export async function putHands(tx: Tx, learnerId: UserId, hands: Hand[]): Promise<void> {
  const json = (rows: object[]) => JSON.stringify(rows)
  const [kept, empty] = [hands.filter((hand) => !isEmpty(hand)), hands.filter(isEmpty)]
  await tx.$executeRaw`
    INSERT OR REPLACE INTO "Hand" (
      "learnerId", "cardId", "suspended", "buriedUntilDay", "flag", "tags", "note"
    ) SELECT
      ${learnerId}, value->>'cardId', value->>'suspended', value->>'buriedUntilDay',
      value->>'flag', value->>'tags', value->>'note'
    FROM json_each(${json(kept.map((hand) => ({ ...hand, tags: JSON.stringify(tidyTags(hand.tags)) })))})`
  await tx.$executeRaw`
    DELETE FROM "Hand" WHERE "learnerId" = ${learnerId}
    AND "cardId" IN (SELECT value->>'cardId' FROM json_each(${json(empty)}))`
}

/** Whether every id is one of the site's cards or of the learner's own. */
async function areThere(tx: Tx, userId: UserId, ids: string[]): Promise<boolean> {
  const { card } = getLibrary()
  const others = ids.filter((id) => !card.has(id))
  if (others.length === 0) return true
  const own = new Set(await listOwnCardIds(tx, userId))
  return others.every((id) => own.has(id))
}

/** Changes cards and says how they stood before, which is what undoes it. All of them or none. */
export async function changeHands(
  userId: UserId,
  cardIds: string[],
  change: Change,
  now: number,
): Promise<Outcome<Handled>> {
  const ids = [...new Set(cardIds)]
  return db().$transaction(async (tx): Promise<Outcome<Handled>> => {
    const calendar = (await getCalendars(tx, [userId])).get(userId)
    if (!calendar) return refuse(GONE)
    if (!(await areThere(tx, userId, ids))) return refuse(NO_CARD)
    const held = await getHands(tx, userId, ids)
    const before = ids.map((id) => held.get(id) ?? emptyHand(id))
    const today = studyDay(now, calendar)
    const hands = before.map((hand) => changed(hand, change, today))
    if (hands.some(({ tags }) => tags.length > MOST_TAGS)) return refuse(TOO_MANY_TAGS)
    await putHands(tx, userId, hands)
    return done({ hands, before })
  })
}

/** Puts cards back as they stood before a change. */
export async function restoreHands(userId: UserId, hands: Hand[]): Promise<Outcome<Handled>> {
  return db().$transaction(async (tx): Promise<Outcome<Handled>> => {
    if ((await tx.learner.count({ where: { id: userId } })) === 0) return refuse(GONE)
    const ids = hands.map(({ cardId }) => cardId)
    if (!(await areThere(tx, userId, ids))) return refuse(NO_CARD)
    const held = await getHands(tx, userId, ids)
    await putHands(tx, userId, hands)
    return done({ hands, before: ids.map((id) => held.get(id) ?? emptyHand(id)) })
  })
}

/** Puts leeches aside until the next study day, each because of one answer. */
export async function postponeLeeches(
  tx: Tx,
  leeches: { learnerId: UserId; cardId: string; answerId: string; today: number }[],
): Promise<void> {
  for (const { learnerId, cardId, answerId, today } of leeches) {
    const aside = { buriedUntilDay: today + 1, buriedBy: answerId }
    await tx.hand.upsert({
      where: { learnerId_cardId: { learnerId, cardId } },
      create: { learnerId, cardId, ...aside },
      update: aside,
    })
  }
}

/** Takes back what an answer that is undone had put aside. */
export async function recallLeech(
  tx: Tx,
  learnerId: UserId,
  cardId: string,
  answerId: string,
): Promise<void> {
  const held = await tx.hand.findFirst({ where: { learnerId, cardId, buriedBy: answerId } })
  if (held) await putHands(tx, learnerId, [{ ...toHand(held), buriedUntilDay: null }])
}
