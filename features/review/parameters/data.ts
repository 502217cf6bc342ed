import 'server-only'
import * as z from 'zod/mini'
import { setParametersVersion } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { ALGORITHM, DEFAULT_PARAMETERS, type Parameters } from '../fsrs/rules'
import { type Numbers, numbersSchema } from '../fsrs/schema'
import type { ParametersOf } from '../log/rules'

// Versions never change, so what was read once is right for ever; the oldest go when there are many.
const MOST_KEPT = 2_000
const kept = new Map<string, Parameters>()

function keep(key: string, parameters: Parameters): void {
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, parameters)
}

/** These versions of a learner's parameters. Asking the result for another one throws. */
export async function getParameters(
  tx: Tx,
  learnerId: UserId,
  versions: Iterable<number>,
): Promise<ParametersOf> {
  const found = new Map([[DEFAULT_PARAMETERS.version, DEFAULT_PARAMETERS]])
  const missing: number[] = []
  for (const version of new Set(versions)) {
    const known = kept.get(`${learnerId}:${version}`)
    if (known) found.set(version, known)
    else if (!found.has(version)) missing.push(version)
  }
  if (missing.length > 0) {
    const rows = await tx.parameters.findMany({
      where: { learnerId, version: { in: missing } },
      select: { version: true, numbers: true },
    })
    for (const { version, numbers } of rows) {
      const parameters = { ...z.parse(numbersSchema, JSON.parse(numbers)), version }
      keep(`${learnerId}:${version}`, parameters)
      found.set(version, parameters)
    }
  }
  return (version) => {
    const parameters = found.get(version)
    if (!parameters) throw new Error(`version ${version} of the parameters is not stored`)
    return parameters
  }
}

/** Why a version came to be, as it is kept. */
export interface Adoption {
  kind: 'fit' | 'return'
  returnsTo: number | null
  answers: number
  lossBefore: number | null
  lossAfter: number | null
  reason: string
}

/** Puts new numbers in force for a learner as the next version. Returns it; null where the learner is gone. */
export async function adoptNumbers(
  tx: Tx,
  learnerId: UserId,
  numbers: Numbers,
  adoption: Adoption,
  now: number,
): Promise<number | null> {
  const newest = await tx.parameters.findFirst({
    where: { learnerId },
    orderBy: { version: 'desc' },
    select: { version: true },
  })
  const version = (newest?.version ?? DEFAULT_PARAMETERS.version) + 1
  if (!(await setParametersVersion(tx, learnerId, version))) return null
  await tx.parameters.create({
    data: {
      ...adoption,
      learnerId,
      version,
      algorithm: ALGORITHM,
      numbers: JSON.stringify(z.parse(numbersSchema, numbers)),
      adoptedAt: new Date(now),
    },
  })
  return version
}
