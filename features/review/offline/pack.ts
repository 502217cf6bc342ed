import type { Deck } from '@/features/cards/deck/schema'
import { PACK_FORMAT, type Pack } from '../pack/schema'
import type { Queue, Scope } from '../schema'
import { PACK_KEY } from './keys'
import { ask, offsetMs } from './post'
import { counted, localAnswers, withoutSaved } from './rules'
import { database, keepLearner, shelves } from './shelf'
import { alone } from './sync'

const told = (at: number | null) => {
  try {
    if (at === null) localStorage.removeItem(PACK_KEY)
    else localStorage.setItem(PACK_KEY, String(at))
  } catch {
    // Then it is fetched more often.
  }
}

async function entriesOf(learner: string) {
  const found = await Promise.all(
    shelves().map((shelf) => shelf.change(learner, (entries) => ({ entries, value: entries }))),
  )
  return found.flat()
}

/**
 * Fetches what is needed to study without the network, for the learner of this browser's session.
 * While answers wait there is nothing newer to be had. Returns whether a pack was kept.
 */
export function refreshPack(): Promise<boolean> {
  return alone(async () => {
    const reply = await ask<Pack>('/api/v1/pack')
    if (!reply.ok || reply.value.format !== PACK_FORMAT) return false
    const pack = reply.value
    try {
      if (counted(await entriesOf(pack.learner)).waiting > 0) return false
      // Another learner's memories have no business here any more.
      const tx = (await database()).transaction('packs', 'readwrite')
      await Promise.all([tx.store.clear(), tx.store.put(pack), tx.done])
      await keepLearner(pack.learner)
      for (const shelf of shelves())
        await shelf.change(pack.learner, (entries) => ({
          entries: withoutSaved(entries),
          value: null,
        }))
      await fetch(pack.deck)
      told(Date.now())
      return true
    } catch {
      return false
    }
  })
}

/** Forgets what was kept of whoever studied here. What they answered and nobody has yet stays. */
export async function forgetPack(): Promise<void> {
  told(null)
  try {
    await (await database()).clear('packs')
    await keepLearner('')
  } catch {
    // Where nothing can be kept there is nothing to forget.
  }
}

/** What this browser can work out by itself for a scope; null where it has nothing to go by. */
export async function queueHere(
  learner: string,
  scope: Scope,
): Promise<{ queue: Queue; title: string | null; keys: Pack['keys'] } | null> {
  try {
    const pack = await (await database()).get('packs', learner)
    if (!pack || pack.format !== PACK_FORMAT) return null
    const [{ isLocalScope, localQueue }, response, entries, offset] = await Promise.all([
      import('../pack/rules'),
      fetch(pack.deck),
      entriesOf(learner),
      offsetMs(),
    ])
    if (!isLocalScope(scope) || !response.ok) return null
    const deck: Deck = await response.json()
    const queue = localQueue(deck, pack, localAnswers(entries), scope, Date.now() + offset)
    const part = scope.topic
      ? deck.topics.find(({ slug }) => slug === scope.topic)
      : deck.paths.find(({ slug }) => slug === scope.path)
    return { queue, title: part?.title ?? null, keys: pack.keys }
  } catch {
    return null
  }
}
