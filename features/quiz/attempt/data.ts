import 'server-only'
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { getCalendars } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import { recordChecked } from '@/features/review/checked/data'
import { GONE } from '@/features/review/memory/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { getExercise, sheetOf } from '../data'
import { judge } from '../judge/data'
import { pickFor } from '../pick/data'
import { sizeOf } from '../pick/rules'
import type { Practice } from '../pick/schema'
import { saidOf } from '../said/rules'
import { chosenSchema, type Exercise, type Verdict } from '../schema'
import { getStatistics } from '../stats/data'
import { modeOfKind } from './rules'
import type { HandedOut, SheetAnswer, Told } from './schema'

/** An answer that comes later than this after its sheet was handed out is too late. */
const SHEET_MS = 86_400_000

const NO_SHEET = 'There is no such question in your session. Nothing was saved.'
const ANSWERED = 'This question was answered already. Nothing was changed.'
const LATE =
  'This question was handed out more than a day ago. Nothing was saved; start a new session.'
const CHANGED =
  'This question was changed since you were shown it. Nothing was saved; start a new session.'
const UNFIT = 'This is no answer to this kind of question. Nothing was saved.'

type Row = Awaited<ReturnType<Tx['quizSheet']['findMany']>>[number]

const modeOf = ({ mode = 'mixed' }: Practice) => mode

/** How far a session is that began at `since`. */
async function standing(userId: UserId, practice: Practice) {
  if (!practice.since) return { done: 0, right: 0 }
  const rows = await db().quizSheet.findMany({
    where: {
      learnerId: userId,
      mode: modeOf(practice),
      answeredAt: { gte: new Date(Number(practice.since)) },
    },
    select: { right: true },
  })
  return { done: rows.length, right: rows.filter(({ right }) => right).length }
}

/**
 * Hands out the questions of a session, each on a sheet of its own with a seed that is kept. Sheets
 * of the last day that were not answered are handed out again as they were: a reload changes nothing.
 * @param now ms since the epoch
 */
export async function handOutSheets(
  userId: UserId,
  practice: Practice,
  now: number,
): Promise<Outcome<HandedOut>> {
  const begun = await standing(userId, practice)
  const left = Math.max(0, sizeOf(practice) - begun.done)
  const ids = await pickFor(userId, practice, left, now)
  const fresh = new Date(now - SHEET_MS / 2)
  return db().$transaction(async (tx) => {
    if ((await tx.learner.count({ where: { id: userId } })) === 0) return refuse(GONE)
    const open = await tx.quizSheet.findMany({
      where: {
        learnerId: userId,
        mode: modeOf(practice),
        exerciseId: { in: ids },
        answeredAt: null,
        handedAt: { gte: fresh },
      },
    })
    const sheets: HandedOut['sheets'] = []
    const rows: Pick<
      Row,
      'id' | 'learnerId' | 'exerciseId' | 'topic' | 'seed' | 'mode' | 'keyHash' | 'handedAt'
    >[] = []
    for (const exerciseId of ids) {
      const before = open.find((row) => row.exerciseId === exerciseId)
      const again = before && getExercise(exerciseId, before.seed)
      if (before && again?.keyHash === before.keyHash) {
        sheets.push(sheetOf(again, before.id, before.seed))
        continue
      }
      const [id, seed] = [randomUUID(), randomUUID()]
      const exercise = getExercise(exerciseId, seed)
      if (!exercise) continue
      const { topic, keyHash } = exercise
      const handedAt = new Date(now)
      const mode = modeOf(practice)
      rows.push({ id, learnerId: userId, exerciseId, topic, seed, mode, keyHash, handedAt })
      sheets.push(sheetOf(exercise, id, seed))
    }
    await tx.quizSheet.createMany({ data: rows })
    return done({ sheets, ...begun })
  })
}

/** A sheet of the learner's own, with its exercise; anybody else's is not there. */
export async function findSheet(
  userId: UserId,
  sheetId: string,
): Promise<{ row: Row; exercise: Exercise | null } | null> {
  const row = await db().quizSheet.findUnique({ where: { id: sheetId } })
  if (row?.learnerId !== userId) return null
  return { row, exercise: getExercise(row.exerciseId, row.seed) }
}

async function told(
  exercise: Exercise,
  verdict: Verdict,
  effects: Awaited<ReturnType<typeof recordChecked>>,
): Promise<Told> {
  const { card } = getLibrary()
  const { explainHtml, source, href, body } = exercise
  return {
    verdict,
    explainHtml,
    source,
    href,
    modelHtml: body.kind === 'open' ? body.modelHtml : null,
    cards: effects.flatMap(({ cardId, grade, intervalDays }) => {
      const found = card.get(cardId)
      return found
        ? [{ id: cardId, text: found.frontText, href: found.href, grade, intervalDays }]
        : []
    }),
    statistics: await getStatistics(exercise.id, exercise.keyHash),
  }
}

/**
 * Grades an answer and keeps it, in one transaction with what it tells the memory of cards. The
 * same answer sent again is told again and saved once; one that is late, for a sheet of another
 * learner or for one that was answered is refused, and changes nothing.
 * @param now ms since the epoch
 */
export async function answerSheet(
  userId: UserId,
  answer: SheetAnswer,
  now: number,
): Promise<Outcome<Told>> {
  const { sheetId, answerId, chosen, confidence, durationMs } = answer
  const found = await findSheet(userId, sheetId)
  if (!found) return refuse(NO_SHEET)
  const { row, exercise } = found
  if (!exercise) return refuse(CHANGED)
  if (row.answerId === answerId) {
    const given = z.parse(chosenSchema, JSON.parse(row.chosen ?? 'null'))
    const verdict = await judge(exercise.body, given, row.seed)
    return verdict ? done(await told(exercise, verdict, [])) : refuse(CHANGED)
  }
  if (row.answerId !== null) return refuse(ANSWERED)
  if (now - row.handedAt.getTime() > SHEET_MS) return refuse(LATE)
  if (row.keyHash !== exercise.keyHash) return refuse(CHANGED)
  const verdict = await judge(exercise.body, chosen, row.seed)
  if (!verdict) return refuse(UNFIT)
  const saved = await db().$transaction(
    async (tx): Promise<Outcome<Awaited<ReturnType<typeof recordChecked>>>> => {
      const learner = (await getCalendars(tx, [userId])).get(userId)
      if (!learner) return refuse(GONE)
      const other = await tx.quizSheet.findUnique({
        where: { learnerId_answerId: { learnerId: userId, answerId } },
        select: { id: true },
      })
      if (other && other.id !== sheetId) return refuse(ANSWERED)
      const { count } = await tx.quizSheet.updateMany({
        where: { id: sheetId, learnerId: userId, answerId: null },
        data: {
          answerId,
          chosen: JSON.stringify(chosen),
          said: JSON.stringify(saidOf(exercise.body, chosen, row.seed)),
          confidence,
          right: verdict.right,
          score: verdict.score,
          answeredAt: new Date(now),
          day: studyDay(now, learner),
          durationMs,
        },
      })
      // The same answer came twice at once: the other one was saved.
      if (count === 0) return other ? done([]) : refuse(ANSWERED)
      const { right, blank } = verdict
      const mode = modeOfKind(exercise.kind)
      const told = { answerId, cardIds: exercise.cards, mode, right, blank, confidence, durationMs }
      return done(await recordChecked(tx, userId, { ...told, source: 'quiz' }, now))
    },
  )
  return saved.ok ? done(await told(exercise, verdict, saved.value)) : saved
}
