import 'server-only'
import { cardsOfPath, getLibrary } from '@/features/cards/data'
import type { UserId } from '@/lib/auth'
import type { Scope } from '../../schema'
import { getSet, listMatching } from '../../sets/data'
import { listForgotten } from '../answered/data'

/** The cards of a scope; null where it is no matter of single cards but of what is due. */
export async function listScopeIds(
  userId: UserId,
  scope: Scope,
  today: number,
  now: number,
): Promise<string[] | null> {
  const library = getLibrary()
  const { topic, path, set, q, forgotten, cards } = scope
  if (topic) return library.topic.get(topic)?.cardIds ?? []
  if (path) {
    const found = library.path.get(path)
    return found ? cardsOfPath(library, found) : []
  }
  if (cards) return [...new Set(cards.split(','))]
  if (forgotten) return listForgotten(userId, today, Number(forgotten))
  const query = set ? (await getSet(userId, set))?.query : q
  if (query === undefined) return set ? [] : null
  return (await listMatching(userId, query, now))?.ids ?? []
}

/** What a scope's topic, path or set is called; undefined where it names one that is not there. */
export async function nameOfScope(
  userId: UserId | null,
  { topic, path, set }: Scope,
): Promise<string | null | undefined> {
  const library = getLibrary()
  if (topic) return library.topic.get(topic)?.title
  if (path) return library.path.get(path)?.title
  if (set) return userId ? (await getSet(userId, set))?.name : undefined
  return null
}
