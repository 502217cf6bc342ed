import 'server-only'
import * as z from 'zod/mini'
import type { Db, Tx } from '@/lib/db'
import { STATES } from '../schema'
import { hasRunOut, type Round } from './rules'

export const NO_INTERVIEW = 'There is no such round. Nothing was changed.'

const stateSchema = z.enum(STATES)

type Row = Pick<
  Awaited<ReturnType<Tx['interview']['findMany']>>[number],
  'state' | 'startedAt' | 'deadlineAt' | 'leftMs' | 'endedAt' | 'sequence'
>

/** The times of a round, of its row. */
export const toRound = (row: Row): Round => ({
  state: z.parse(stateSchema, row.state),
  startedAt: row.startedAt,
  deadlineAt: row.deadlineAt,
  leftMs: row.leftMs,
  endedAt: row.endedAt,
  sequence: row.sequence,
})

/**
 * Writes down that a round has run out: once, however many find it out at the same time. It ended at
 * its deadline. Returns whether this call did it.
 * @param now ms since the epoch
 */
export async function expire(
  tx: Tx | Db,
  row: Row & { id: string },
  now: number,
): Promise<boolean> {
  const { id, deadlineAt } = row
  if (!hasRunOut(toRound(row), now)) return false
  const { count } = await tx.interview.updateMany({
    where: { id, state: 'running', deadlineAt },
    data: { state: 'expired', endedAt: deadlineAt },
  })
  return count > 0
}
