import 'server-only'
import { dateOfDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { listEvents, type StoredEvent } from '../log/data'
import { addDays, type DayTotals, NOTHING, replayCard, TOTALS } from '../log/rules'
import { toMemory, toRow } from '../memory/data'
import { getParameters } from '../parameters/data'
import { differences, isEmptyDay } from './rules'

/** Cards read and compared in one transaction: what is compared was true at one moment. */
const CARDS_AT_ONCE = 500

/** What a comparison found. */
export interface Comparison {
  cards: number
  events: number
  differences: string[]
}

function byCard(events: StoredEvent[]): Map<string, StoredEvent[]> {
  const cards = new Map<string, StoredEvent[]>()
  for (const event of events) {
    const known = cards.get(event.cardId)
    if (known) known.push(event)
    else cards.set(event.cardId, [event])
  }
  return cards
}

async function listCardIds(learnerId: UserId): Promise<string[]> {
  const where = { learnerId }
  const [logged, held] = await Promise.all([
    db().review.groupBy({ by: ['cardId'], where }),
    db().memory.findMany({ where, select: { cardId: true } }),
  ])
  return [...new Set([...logged, ...held].map(({ cardId }) => cardId))]
}

/** Compares the memories of some cards with their log, and adds to `days` what they add up to. */
async function compareCards(
  userId: UserId,
  cardIds: string[],
  days: Map<number, DayTotals>,
  { mend = false, without }: Comparing,
): Promise<Comparison> {
  return db().$transaction(async (tx) => {
    const all = await listEvents(tx, userId, cardIds)
    const events = all.filter(({ source }) => source !== without)
    const versions = events.map(({ parametersVersion }) => parametersVersion)
    const parametersOf = await getParameters(tx, userId, versions)
    const rows = await tx.memory.findMany({
      where: { learnerId: userId, cardId: { in: cardIds } },
    })
    const memories = new Map(rows.map((row) => [row.cardId, toMemory(row)]))
    const cards = byCard(events)
    const found: string[] = []
    for (const cardId of cardIds) {
      const ofCard = cards.get(cardId) ?? []
      addDays(days, ofCard)
      const folded = replayCard(cardId, ofCard, parametersOf)
      const differ = differences(cardId, memories.get(cardId) ?? null, folded)
      found.push(...differ)
      if (!mend || differ.length === 0) continue
      await tx.memory.deleteMany({ where: { learnerId: userId, cardId } })
      if (folded) await tx.memory.create({ data: toRow(userId, cardId, folded) })
    }
    return { cards: cardIds.length, events: events.length, differences: found }
  })
}

async function compareDays(
  learnerId: UserId,
  days: Map<number, DayTotals>,
  mend = false,
): Promise<string[]> {
  const rows = await db().day.findMany({ where: { learnerId } })
  const stored = new Map(
    rows.map((row) => [
      row.day,
      Object.fromEntries(TOTALS.map((key) => [key, row[key]])) as unknown as DayTotals,
    ]),
  )
  const found: string[] = []
  for (const day of new Set([...stored.keys(), ...days.keys()])) {
    const [kept = null, folded = null] = [stored.get(day), days.get(day)]
    if (!folded && kept && isEmptyDay(kept)) continue
    const differ = differences(dateOfDay(day), kept, folded)
    found.push(...differ)
    if (!mend || differ.length === 0) continue
    const totals = folded ?? NOTHING
    await db().day.upsert({
      where: { learnerId_day: { learnerId, day } },
      create: { learnerId, day, ...totals },
      update: totals,
    })
  }
  return found
}

/** How a comparison is made. */
interface Comparing {
  /** What differs is stored as the log has it; the log itself is never touched. */
  mend?: boolean
  /** Events of this source are passed over: what memory would be had they not been. */
  without?: string | undefined
}

/**
 * Rebuilds a learner's memories and days from the log and compares them with what is stored.
 * Throws where what is stored would be mended by a part of the log.
 */
export async function compareLearner(userId: UserId, how: Comparing = {}): Promise<Comparison> {
  if (how.mend && how.without !== undefined)
    throw new Error('Memory is the fold of the whole log: it cannot be mended without a source.')
  const cardIds = await listCardIds(userId)
  const days = new Map<number, DayTotals>()
  const total: Comparison = { cards: 0, events: 0, differences: [] }
  for (let start = 0; start < cardIds.length; start += CARDS_AT_ONCE) {
    const part = await compareCards(userId, cardIds.slice(start, start + CARDS_AT_ONCE), days, how)
    total.cards += part.cards
    total.events += part.events
    total.differences.push(...part.differences)
  }
  total.differences.push(...(await compareDays(userId, days, how.mend)))
  return total
}
