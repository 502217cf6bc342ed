import 'server-only'
import * as z from 'zod/mini'
import { saveReport } from '@/features/cards/margin/data'
import { getExercise } from '@/features/quiz/data'
import type { Verdict } from '@/features/quiz/schema'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { SOURCES } from '../schema'
import { canMark } from './rules'
import type { Mark, Marks, Reported, Unmark } from './schema'

const NO_PLACE = 'There is no such question in a graded round of yours. Nothing was saved.'
const NO_POINTS =
  'This answer has no points to contest. Report the question instead, if its key is wrong. Nothing was saved.'
const NO_POINT = 'There is no such point in this answer. Nothing was saved.'

async function findPlace(tx: Tx, userId: UserId, id: string, place: number) {
  return tx.interviewItem.findFirst({
    where: {
      interviewId: id,
      place,
      interview: { learnerId: userId, state: { in: ['graded', 'reviewed'] } },
    },
    select: { source: true, ref: true, seed: true, topic: true, verdict: true },
  })
}

/**
 * Keeps what a learner says of points of an answer. A mark made again replaces the one before; what
 * was heard and the score stay as they are.
 * @param now ms since the epoch
 */
export async function markFindings(
  userId: UserId,
  { id, place, marks }: Marks,
  now: number,
): Promise<Outcome<Mark[]>> {
  return db().$transaction(async (tx): Promise<Outcome<Mark[]>> => {
    const item = await findPlace(tx, userId, id, place)
    if (!item) return refuse(NO_PLACE)
    const verdict: Verdict | null = JSON.parse(item.verdict ?? 'null')
    const source = z.parse(z.enum(SOURCES), item.source)
    const kind = source === 'exercise' ? (getExercise(item.ref, item.seed)?.kind ?? null) : null
    if (!verdict || !canMark(source, kind, verdict)) return refuse(NO_POINTS)
    if (marks.some(({ finding }) => finding >= verdict.findings.length)) return refuse(NO_POINT)
    for (const { finding, holds, reason } of marks) {
      const said = { holds, reason, markedAt: new Date(now) }
      await tx.interviewMark.upsert({
        where: { interviewId_place_finding: { interviewId: id, place, finding } },
        create: { interviewId: id, place, finding, ...said },
        update: said,
      })
    }
    return done(marks)
  })
}

/** Takes a mark back; doing so twice is the same as once. */
export async function unmarkFinding(
  userId: UserId,
  { id, place, finding }: Unmark,
): Promise<Outcome<null>> {
  await db().interviewMark.deleteMany({
    where: { interviewId: id, place, finding, interview: { learnerId: userId } },
  })
  return done(null)
}

/** Keeps a learner's report of a question that was asked in a round, with its topic's page. */
export async function reportItem(
  userId: UserId,
  { id, place, text }: Reported,
  now: number,
): Promise<Outcome<null>> {
  const item = await db().$transaction((tx) => findPlace(tx, userId, id, place))
  if (!item) return refuse(NO_PLACE)
  return saveReport(userId, `/topics/${item.topic}`, `${item.source} ${item.ref}: ${text}`, now)
}
