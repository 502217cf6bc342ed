import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { SCENARIO_LIMITS, type Scenario, scenarioSchema } from '../schema'
import { LONGEST_SCENARIO, MOST_SAVED, type SavedShown, type SaveScenario } from './schema'

const NOT_THERE = 'There is no such scenario among yours. Nothing was saved.'
const TOO_LARGE = `A scenario has at most ${LONGEST_SCENARIO.toLocaleString('en')} characters. Nothing was saved; make its files smaller.`
const FULL = `You keep ${MOST_SAVED} scenarios, as many as there can be. Delete one first.`

/** A learner's scenarios, the latest first. */
export async function listSaved(userId: UserId): Promise<SavedShown[]> {
  const rows = await db().savedScenario.findMany({
    where: { learnerId: userId },
    orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
    select: { id: true, name: true, savedAt: true },
  })
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }))
}

/** One of a learner's scenarios with the number of its last save; null for any other id. */
export async function getSaved(
  userId: UserId,
  id: string,
): Promise<{ scenario: Scenario; sequence: number } | null> {
  const row = await db().savedScenario.findUnique({
    where: { learnerId_id: { learnerId: userId, id } },
  })
  if (!row) return null
  const scenario = z.parse(scenarioSchema, JSON.parse(row.scenario))
  return { scenario: { ...scenario, name: row.name }, sequence: row.sequence }
}

async function hasRoom(tx: Tx, userId: UserId): Promise<boolean> {
  return (await tx.savedScenario.count({ where: { learnerId: userId } })) < MOST_SAVED
}

/**
 * Saves a scenario under its id: a new one, a later state, or one that was deleted and is wanted
 * back. A save that is not newer than the last changes nothing and is well.
 * @param now ms since the epoch
 */
export async function saveScenario(
  userId: UserId,
  { id, sequence, scenario }: SaveScenario,
  now: number,
): Promise<Outcome<{ sequence: number }>> {
  const text = JSON.stringify(scenario)
  if (text.length > LONGEST_SCENARIO) return refuse(TOO_LARGE)
  return db().$transaction(async (tx) => {
    const where = { learnerId_id: { learnerId: userId, id } }
    const before = await tx.savedScenario.findUnique({ where, select: { sequence: true } })
    if (before && before.sequence >= sequence) return done({ sequence: before.sequence })
    const savedAt = new Date(now)
    if (before)
      await tx.savedScenario.update({ where, data: { scenario: text, sequence, savedAt } })
    else {
      if (!(await hasRoom(tx, userId))) return refuse(FULL)
      const row = { id, name: scenario.name, scenario: text, sequence }
      await tx.savedScenario.create({
        data: { ...row, learnerId: userId, createdAt: savedAt, savedAt },
      })
    }
    return done({ sequence })
  })
}

/** Gives a scenario another name; what it holds stays as it is. */
export async function renameScenario(
  userId: UserId,
  { id, name }: { id: string; name: string },
): Promise<Outcome<{ name: string }>> {
  const { count } = await db().savedScenario.updateMany({
    where: { learnerId: userId, id },
    data: { name },
  })
  return count === 0 ? refuse(NOT_THERE) : done({ name })
}

/**
 * Copies a scenario to a new id; a copy that is there already is left alone.
 * @param now ms since the epoch
 */
export async function duplicateScenario(
  userId: UserId,
  { id, to }: { id: string; to: string },
  now: number,
): Promise<Outcome<{ id: string }>> {
  return db().$transaction(async (tx) => {
    const key = (one: string) => ({ learnerId_id: { learnerId: userId, id: one } })
    const from = await tx.savedScenario.findUnique({ where: key(id) })
    if (!from) return refuse(NOT_THERE)
    if (await tx.savedScenario.findUnique({ where: key(to), select: { id: true } }))
      return done({ id: to })
    if (!(await hasRoom(tx, userId))) return refuse(FULL)
    const name = `${from.name.slice(0, SCENARIO_LIMITS.name - 7)} (copy)`
    const at = { createdAt: new Date(now), savedAt: new Date(now) }
    const { scenario, learnerId } = from
    await tx.savedScenario.create({
      data: { learnerId, id: to, name, scenario, sequence: 1, ...at },
    })
    return done({ id: to })
  })
}

/** Deletes a scenario and hands it back, so that it can be saved again; null where none was. */
export async function deleteScenario(
  userId: UserId,
  id: string,
): Promise<Outcome<{ kept: SaveScenario | null }>> {
  return db().$transaction(async (tx) => {
    const where = { learnerId_id: { learnerId: userId, id } }
    const row = await tx.savedScenario.findUnique({ where })
    if (!row) return done({ kept: null })
    await tx.savedScenario.delete({ where })
    const scenario = z.parse(scenarioSchema, JSON.parse(row.scenario))
    const kept = { id, sequence: row.sequence, scenario: { ...scenario, name: row.name } }
    return done({ kept })
  })
}
