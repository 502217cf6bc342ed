import 'server-only'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import type { Numbers } from '../../fsrs/schema'
import { GONE, getSchedule } from '../../memory/data'
import { adoptNumbers, getParameters } from '../../parameters/data'
import type { ForeignParameters } from '../schema'

const same = (a: Numbers, b: Numbers) =>
  JSON.stringify([
    a.weights,
    a.retention,
    a.longestDays,
    a.learningStepsMs,
    a.relearningStepsMs,
  ]) ===
  JSON.stringify([b.weights, b.retention, b.longestDays, b.learningStepsMs, b.relearningStepsMs])

/**
 * Makes a file's versions of the parameters known, so that its answers fold as they did. They come
 * into force only where the learner has never answered; else those in force stay so.
 * Returns the learner's version for each of the file's.
 */
export async function takeInParameters(
  tx: Tx,
  userId: UserId,
  list: ForeignParameters[],
  now: number,
): Promise<Map<number, number>> {
  const schedule = await getSchedule(tx, userId)
  if (!schedule) throw new Error(GONE)
  const { version: present, ...inForce } = schedule.parameters
  const held = Array.from({ length: present }, (_, index) => index + 1)
  const parametersOf = await getParameters(tx, userId, held)
  // Version 1 is everyone's.
  const found = new Map([[1, 1]])
  let adopted = present
  const adoption = { answers: 0, lossBefore: null, lossAfter: null }
  for (const { version, numbers } of [...list].sort((a, b) => a.version - b.version)) {
    const known = held.find((own) => same(parametersOf(own), numbers))
    if (known !== undefined) {
      found.set(version, known)
      continue
    }
    const reason = 'These numbers came with a file that you imported.'
    const fit = { ...adoption, kind: 'fit' as const, returnsTo: null, reason }
    const made = await adoptNumbers(tx, userId, numbers, fit, now)
    if (made === null) throw new Error(GONE)
    found.set(version, made)
    adopted = made
  }
  const hasAnswered = (await tx.review.count({ where: { learnerId: userId }, take: 1 })) > 0
  if (adopted !== present && hasAnswered) await keepInForce(tx, userId, present, inForce, now)
  return found
}

async function keepInForce(
  tx: Tx,
  userId: UserId,
  version: number,
  numbers: Numbers,
  now: number,
): Promise<void> {
  const reason = 'Your own numbers stayed in force when you imported a file.'
  const adoption = { kind: 'return' as const, returnsTo: version, reason }
  const losses = { answers: 0, lossBefore: null, lossAfter: null }
  await adoptNumbers(tx, userId, numbers, { ...adoption, ...losses }, now)
}
