import 'server-only'
import * as z from 'zod/mini'
import { dropMedia } from '@/features/cards/own/media/data'
import { readMediaName } from '@/features/cards/own/media/rules'
import { listAllNotes } from '@/features/cards/own/notes/data'
import { putHands } from '@/features/review/hand/data'
import { takeBackAnswers } from '@/features/review/intake/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { type PastImport, reportSchema } from '../../plan/schema'
import { FORMATS } from '../../schema'
import { takeBackNotes } from '../data'
import { changesSchema } from '../schema'

const TRANSACTION = { maxWait: 20_000, timeout: 120_000 }
const SHOWN = 20
const NO_IMPORT = 'There is no such import.'

type Row = Awaited<ReturnType<Tx['import']['findMany']>>[number]

const toImport = (row: Omit<Row, 'changes' | 'learnerId'>): PastImport => ({
  id: row.id,
  name: row.name,
  format: FORMATS.find((format) => format === row.format) ?? 'csv',
  createdAt: row.createdAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  report: z.parse(reportSchema, JSON.parse(row.report)),
})

const omit = { changes: true, learnerId: true } as const

/** A learner's imports, newest first. */
export async function listImports(userId: UserId): Promise<PastImport[]> {
  const rows = await db().import.findMany({
    where: { learnerId: userId },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
    omit,
  })
  return rows.map(toImport)
}

/** One import; null where it is not the learner's, or not there. */
export async function getImport(userId: UserId, id: string): Promise<PastImport | null> {
  const row = await db().import.findFirst({ where: { id, learnerId: userId }, omit })
  return row && toImport(row)
}

/** Forgets pictures and sounds of an import that no note shows any more. */
async function dropUnseen(tx: Tx, userId: UserId, names: string[]): Promise<void> {
  if (names.length === 0) return
  const notes = await listAllNotes(tx, userId)
  const texts = notes.map(({ front, back, extra }) => front + back + extra).join('\n')
  const unseen = names.filter((name) => !texts.includes(name))
  await dropMedia(
    tx,
    userId,
    unseen.flatMap((name) => readMediaName(name)?.sha256 ?? []),
  )
}

/** Takes an import back as a whole: its notes go into the bin, its answers get a tombstone each. */
export async function undoImport(
  userId: UserId,
  id: string,
  now: number,
): Promise<Outcome<PastImport>> {
  return db().$transaction(async (tx): Promise<Outcome<PastImport>> => {
    const row = await tx.import.findFirst({ where: { id, learnerId: userId } })
    if (!row) return refuse(NO_IMPORT)
    if (row.undoneAt !== null) return done(toImport(row))
    const changes = z.parse(changesSchema, JSON.parse(row.changes))
    await takeBackAnswers(tx, userId, id, now)
    await takeBackNotes(tx, userId, changes, now)
    await putHands(tx, userId, changes.hands)
    await dropUnseen(tx, userId, changes.media)
    const undone = await tx.import.update({ where: { id }, data: { undoneAt: new Date(now) } })
    return done(toImport(undone))
  }, TRANSACTION)
}
