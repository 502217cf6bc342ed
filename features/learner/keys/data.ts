import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { keysOf, keysProblem } from './rules'
import { type ChosenKeys, chosenKeysSchema, DEFAULT_KEYS, type Keys } from './schema'

const GONE = 'Your session has ended. Reload the page and try again.'

/** The keys of a review, as this learner has them. */
export async function getKeys(userId: UserId): Promise<Keys> {
  const row = await db().learner.findUnique({ where: { id: userId }, select: { keys: true } })
  return row ? keysOf(z.parse(chosenKeysSchema, JSON.parse(row.keys))) : DEFAULT_KEYS
}

/** Keeps the keys a learner chose; two deeds on one key are refused. */
export async function saveKeys(userId: UserId, chosen: ChosenKeys): Promise<Outcome<Keys>> {
  const problem = keysProblem(chosen)
  if (problem !== null) return refuse(problem)
  const { count } = await db().learner.updateMany({
    where: { id: userId },
    data: { keys: JSON.stringify(chosen) },
  })
  return count === 1 ? done(keysOf(chosen)) : refuse(GONE)
}
