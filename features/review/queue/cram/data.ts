import 'server-only'
import { db } from '@/lib/db'
import { recallAt } from '../../rules'
import type { Queue } from '../../schema'
import { getCrammed } from '../answered/data'
import { type Desk, getMemories, showCards } from '../desk/data'

const AGAIN = 1

async function listBegun({ userId }: Desk): Promise<string[]> {
  const rows = await db().memory.findMany({
    where: { learnerId: userId },
    select: { cardId: true },
  })
  return rows.map(({ cardId }) => cardId)
}

/**
 * The next cards of a cram: whatever is due or not, the least remembered first, new ones after
 * them, those that were not known this time again at the end. Their buttons promise no interval.
 * @param since when the cram began, in ms
 */
export async function buildCram(desk: Desk, since: number, batch: number): Promise<Queue> {
  const { userId, aside, now, today, schedule } = desk
  const crammed = await getCrammed(userId, since, today)
  const out = new Set(aside)
  const left = (desk.ids ?? (await listBegun(desk))).filter(
    (id) => !out.has(id) && (crammed.get(id) ?? AGAIN) === AGAIN,
  )
  const memories = await getMemories(desk, left)
  const recall = (id: string) => {
    const memory = memories.get(id)
    return memory ? recallAt(memory, now, schedule) : 1
  }
  const ranked = left
    .map((id) => ({ id, again: crammed.has(id), recall: recall(id) }))
    .sort((a, b) => Number(a.again) - Number(b.again) || a.recall - b.recall)
    .map(({ id }) => id)
  const shown = await showCards(desk, [], ranked.slice(0, batch), memories)
  const counts = { new: 0, learning: 0, due: 0 }
  for (const id of left) {
    const state = memories.get(id)?.state
    counts[state === undefined ? 'new' : state === 'review' ? 'due' : 'learning'] += 1
  }
  return { cards: shown.map((card) => ({ ...card, previews: [] })), counts }
}
