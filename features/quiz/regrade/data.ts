import 'server-only'
import * as z from 'zod/mini'
import { takeBackChecked } from '@/features/review/checked/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome } from '@/lib/outcome'
import { getExercise } from '../data'
import { isGenerated } from '../generators/rules'
import { judge } from '../judge/data'
import { chosenOf } from '../said/rules'
import { saidSchema } from '../said/schema'
import type { Regraded } from './schema'

/** Answers looked at in one go; the rest follows on the next visit. */
const MOST_AT_ONCE = 200

/** Answers of a learner's whose exercise has another key than they were graded by. */
async function listOutdated(userId: UserId) {
  const keys = await db().quizSheet.groupBy({
    by: ['exerciseId', 'keyHash'],
    where: { learnerId: userId, answeredAt: { not: null } },
  })
  const changed = keys.filter(({ exerciseId, keyHash }) => {
    if (isGenerated(exerciseId)) return false
    const exercise = getExercise(exerciseId, '')
    return exercise !== null && exercise.keyHash !== keyHash
  })
  const where = { learnerId: userId, answeredAt: { not: null } }
  const rows =
    changed.length === 0
      ? []
      : await db().quizSheet.findMany({
          where: {
            ...where,
            OR: changed.map(({ exerciseId, keyHash }) => ({ exerciseId, keyHash })),
          },
          take: MOST_AT_ONCE,
        })
  // What is generated has another key for each seed: the latest are made again and compared.
  const generated = await db().quizSheet.findMany({
    where: {
      ...where,
      exerciseId: { in: keys.map(({ exerciseId }) => exerciseId).filter(isGenerated) },
    },
    orderBy: { answeredAt: 'desc' },
    take: MOST_AT_ONCE,
  })
  return [...rows, ...generated].flatMap((row) => {
    const exercise = getExercise(row.exerciseId, row.seed)
    return exercise && exercise.keyHash !== row.keyHash ? [{ row, exercise }] : []
  })
}

/**
 * Grades past answers again whose exercise has another key by now: once, with a row that says so.
 * What a verdict that changed had told the memory of cards is taken back. An answer that names
 * something the exercise does not have any more keeps its verdict.
 * @param now ms since the epoch
 */
export async function regradeAnswers(userId: UserId, now: number): Promise<void> {
  for (const { row, exercise } of await listOutdated(userId)) {
    const said = z.parse(saidSchema, JSON.parse(row.said ?? 'null'))
    const chosen = chosenOf(exercise.body, said, row.seed)
    const verdict = chosen && (await judge(exercise.body, chosen, row.seed))
    const [rightBefore, scoreBefore] = [row.right ?? false, row.score ?? 0]
    await db().$transaction(async (tx) => {
      const { count } = await tx.quizSheet.updateMany({
        where: { id: row.id, learnerId: userId, keyHash: row.keyHash },
        data: {
          keyHash: exercise.keyHash,
          ...(verdict
            ? { right: verdict.right, score: verdict.score, chosen: JSON.stringify(chosen) }
            : {}),
        },
      })
      // Another visit was quicker.
      if (count === 0) return
      const audit = {
        learnerId: userId,
        sheetId: row.id,
        exerciseId: row.exerciseId,
        keyBefore: row.keyHash,
        keyAfter: exercise.keyHash,
        rightBefore,
        rightAfter: verdict ? verdict.right : null,
        scoreBefore,
        scoreAfter: verdict ? verdict.score : null,
        gradedAt: new Date(now),
        // Only a verdict that changed is news.
        dismissedAt: verdict && verdict.right === rightBefore ? new Date(now) : null,
      }
      await tx.quizRegrade.upsert({
        where: { sheetId_keyAfter: { sheetId: row.id, keyAfter: exercise.keyHash } },
        create: audit,
        update: audit,
      })
      if (verdict && verdict.right !== rightBefore && row.answerId)
        await takeBackChecked(tx, userId, row.answerId, now)
    })
  }
}

/** Verdicts that changed and that the learner has not put away. */
export async function listRegraded(userId: UserId): Promise<Regraded[]> {
  const rows = await db().quizRegrade.findMany({
    where: { learnerId: userId, dismissedAt: null },
    orderBy: { gradedAt: 'desc' },
    take: 20,
    include: { sheet: { select: { seed: true } } },
  })
  return rows.map(({ sheetId, exerciseId, rightBefore, rightAfter, sheet }) => ({
    sheetId,
    exerciseId,
    rightBefore,
    rightAfter,
    text: getExercise(exerciseId, sheet.seed)?.stemText ?? 'A question that is no longer asked',
  }))
}

/** Puts the notice of changed verdicts away, for good. */
export async function dismissRegraded(userId: UserId, now: number): Promise<Outcome<null>> {
  await db().quizRegrade.updateMany({
    where: { learnerId: userId, dismissedAt: null },
    data: { dismissedAt: new Date(now) },
  })
  return done(null)
}
