import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { listFound } from '../browse/data'
import { GONE } from '../memory/data'
import { matches, parseSearch } from '../search/rules'
import { type CountedSet, MOST_SETS, type StudySet } from './schema'

/** A learner's study sets, the oldest first. */
async function listSets(userId: UserId): Promise<StudySet[]> {
  return db().studySet.findMany({
    where: { learnerId: userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, query: true },
  })
}

/** One of a learner's study sets; null for any other id. */
export async function getSet(userId: UserId, id: string): Promise<StudySet | null> {
  return db().studySet.findUnique({
    where: { learnerId_id: { learnerId: userId, id } },
    select: { id: true, name: true, query: true },
  })
}

/** The cards that a search finds among everything a learner can study; null without a learner. */
export async function listMatching(
  userId: UserId,
  query: string,
  now: number,
): Promise<{ ids: string[]; due: number; problems: string[] } | null> {
  const listed = await listFound(userId, now)
  if (!listed) return null
  const { terms, problems } = parseSearch(query)
  const found = listed.found.filter((one) => matches(terms, one))
  return {
    ids: found.map(({ card }) => card.id),
    due: found.filter(({ isDue }) => isDue).length,
    problems,
  }
}

/** A learner's study sets with how many cards are in each, and how many of them are due. */
export async function listCountedSets(userId: UserId, now: number): Promise<CountedSet[]> {
  const sets = await listSets(userId)
  const listed = sets.length > 0 ? await listFound(userId, now) : null
  return sets.map((set) => {
    const { terms } = parseSearch(set.query)
    const found = listed?.found.filter((one) => matches(terms, one)) ?? []
    return { ...set, cards: found.length, due: found.filter(({ isDue }) => isDue).length }
  })
}

/** Saves a set under its id: a new one, one renamed, or one that was deleted and is wanted back. */
export async function saveSet(
  userId: UserId,
  set: StudySet,
  now: number,
): Promise<Outcome<StudySet>> {
  return db().$transaction(async (tx) => {
    const learner = await tx.learner.findUnique({
      where: { id: userId },
      select: { _count: { select: { studySets: true } } },
    })
    if (!learner) return refuse(GONE)
    const { id, name, query } = set
    const where = { learnerId_id: { learnerId: userId, id } }
    const known = await tx.studySet.findUnique({ where, select: { id: true } })
    if (!known && learner._count.studySets >= MOST_SETS)
      return refuse(`You have ${MOST_SETS} study sets, as many as there can be. Delete one first.`)
    await tx.studySet.upsert({
      where,
      create: { learnerId: userId, id, name, query, createdAt: new Date(now) },
      update: { name, query },
    })
    return done(set)
  })
}

/** Deletes a set; one that is not there is as good as deleted. Its cards are untouched. */
export async function deleteSet(userId: UserId, id: string): Promise<Outcome<{ id: string }>> {
  await db().studySet.deleteMany({ where: { learnerId: userId, id } })
  return done({ id })
}
