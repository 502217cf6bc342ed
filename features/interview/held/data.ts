import 'server-only'
import * as z from 'zod/mini'
import type { Db, Tx } from '@/lib/db'
import { TIMINGS, writeSchema } from '../schema'
import type { Entry } from './schema'

const timingSchema = z.enum(TIMINGS)

/** Every register of an interview. */
export async function listEntries(tx: Tx | Db, interviewId: string): Promise<Entry[]> {
  const rows = await tx.interviewEntry.findMany({ where: { interviewId } })
  return rows.map((row) => {
    const { place, field, sequence, client, arrivedAt } = row
    const [value, stampedAt] = [JSON.parse(row.value), row.stampedAt.getTime()]
    const write = z.parse(writeSchema, { place, field, sequence, stampedAt, value })
    return { ...write, timing: z.parse(timingSchema, row.timing), client, arrivedAt }
  })
}
