import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { recordTask } from '@/features/review/task/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { getEmulatorFigures } from '../data'
import { answeredScenario } from './answer/rules'
import { fitsChecks, gradeOfAttempt } from './attempt/rules'
import { openCanned } from './canned/rules'
import { answerIn, labCardId } from './compile/rules'
import { drawLab } from './draw/rules'
import { gradeLab, isSolved } from './grade/rules'
import { runChecks, runsWithout } from './run/rules'
import {
  type AttemptShown,
  answerLanguageSchema,
  type CompiledLab,
  type Lab,
  type RunAttempt,
  type RunResult,
  type SaveAttempt,
  type Verdict,
  verdictsSchema,
} from './schema'

const FILE = join(process.cwd(), '.generated/labs.json')
const NO_LAB = 'There is no such lab. Nothing was saved.'
const NOT_THERE = 'There is no such attempt. Nothing was saved.'
/** Attempts that a lab's history shows. */
const MOST_SHOWN = 20

let held: { labs: Map<string, CompiledLab>; readAt: number } | undefined

/** All labs by slug, in their order. Read once; while developing, again whenever compiled anew. */
export function getLabs(): Map<string, CompiledLab> {
  if (held && process.env.NODE_ENV === 'production') return held.labs
  const { mtimeMs } = statSync(FILE)
  if (held?.readAt !== mtimeMs) {
    const labs: CompiledLab[] = JSON.parse(readFileSync(FILE, 'utf8'))
    held = { labs: new Map(labs.map((lab) => [lab.slug, lab])), readAt: mtimeMs }
  }
  return held.labs
}

type Row = Awaited<ReturnType<Tx['labAttempt']['findMany']>>[number]

const readVerdicts = (json: string | null): Verdict[] | null =>
  json === null ? null : z.parse(verdictsSchema, JSON.parse(json))

function shown(row: Row): AttemptShown {
  const { id, seed, code, sequence, hints, runs } = row
  const texts = { savedAt: row.savedAt.toISOString(), startedAt: row.startedAt.toISOString() }
  return {
    id,
    seed,
    code,
    sequence,
    hints,
    runs,
    ...texts,
    language: z.parse(answerLanguageSchema, row.language),
    verdicts: readVerdicts(row.verdicts),
    proof: row.proof === 'graded' || row.proof === 'claimed' ? row.proof : null,
    solvedAt: row.solvedAt?.toISOString() ?? null,
    gaveUpAt: row.gaveUpAt?.toISOString() ?? null,
  }
}

/** A learner's attempts at one lab, the newest first. */
export async function listAttempts(userId: UserId, lab: string): Promise<AttemptShown[]> {
  const rows = await db().labAttempt.findMany({
    where: { learnerId: userId, lab },
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: MOST_SHOWN,
  })
  return rows.map(shown)
}

/** How each lab that a learner began stands. */
export async function getLabStates(userId: UserId): Promise<Map<string, 'begun' | 'solved'>> {
  const rows = await db().labAttempt.groupBy({
    by: ['lab'],
    where: { learnerId: userId },
    _max: { solvedAt: true },
  })
  return new Map(rows.map(({ lab, _max }) => [lab, _max.solvedAt ? 'solved' : 'begun']))
}

/** The attempt that a save is about, or a new one; null where it is somebody else's. */
async function openAttempt(
  tx: Tx,
  userId: UserId,
  save: SaveAttempt,
  now: Date,
): Promise<{ row: Row; isLate: boolean } | null> {
  const { attemptId, lab, seed, language, code, sequence, hints } = save
  const before = await tx.labAttempt.findUnique({ where: { id: attemptId } })
  if (before && (before.learnerId !== userId || before.lab !== lab)) return null
  if (before && before.sequence >= sequence) return { row: before, isLate: true }
  const text = { language, code, sequence, savedAt: now }
  const row = before
    ? await tx.labAttempt.update({
        where: { id: attemptId },
        data: { ...text, hints: Math.max(hints, before.hints) },
      })
    : await tx.labAttempt.create({
        data: { id: attemptId, learnerId: userId, lab, seed, hints, ...text, startedAt: now },
      })
  return { row, isLate: false }
}

/**
 * Saves an attempt as it is typed. A save that comes late, or twice, changes nothing.
 * @param now ms since the epoch
 */
export async function saveAttempt(
  userId: UserId,
  save: SaveAttempt,
  now: number,
): Promise<Outcome<{ sequence: number }>> {
  if (!getLabs().has(save.lab)) return refuse(NO_LAB)
  return db().$transaction(async (tx) => {
    const opened = await openAttempt(tx, userId, save, new Date(now))
    return opened ? done({ sequence: opened.row.sequence }) : refuse(NOT_THERE)
  })
}

/** What the emulator makes of an answer that is data; code is never run here. */
export async function gradeData(lab: Lab, seed: number, text: string): Promise<Verdict[]> {
  const { checks } = lab
  const answered = answeredScenario(lab, lab.title, seed, 'text', text)
  if (!answered.ok) return gradeLab(runsWithout(checks, answered.why), checks)
  const figures = getEmulatorFigures()
  const runs = await runChecks(checks, answered.value, async (one) => openCanned(one, figures))
  return gradeLab(runs, checks)
}

/** Ends an attempt for the schedule: the lab comes back when it would be forgotten. */
async function schedule(
  tx: Tx,
  userId: UserId,
  row: Row,
  solved: boolean,
  ms: number,
  now: number,
) {
  const grade = gradeOfAttempt({ solved, hints: row.hints })
  const task = { answerId: row.id, cardId: labCardId(row.lab), grade, durationMs: ms }
  return recordTask(tx, userId, task, now)
}

/**
 * Saves a run. An answer that is data is graded here; of code the browser says what it saw, which is
 * kept as a claim. The first run that passes every check solves the attempt.
 * @param now ms since the epoch
 */
export async function recordRun(
  userId: UserId,
  run: RunAttempt,
  now: number,
): Promise<Outcome<RunResult>> {
  const found = getLabs().get(run.lab)
  if (!found) return refuse(NO_LAB)
  const { lab } = drawLab(found.source, run.seed)
  const graded = lab.answer.kind === 'data'
  const verdicts = graded ? await gradeData(lab, run.seed, run.code) : (run.verdicts ?? [])
  if (!fitsChecks(verdicts, lab.checks)) return refuse('These verdicts are not about this lab.')
  const proof = graded ? 'graded' : 'claimed'
  return db().$transaction(async (tx) => {
    const opened = await openAttempt(tx, userId, run, new Date(now))
    if (!opened) return refuse(NOT_THERE)
    const { row, isLate } = opened
    if (isLate && row.sequence !== run.sequence) return refuse('A newer run was saved already.')
    const isFirst = isSolved(verdicts) && row.solvedAt === null && row.gaveUpAt === null
    const next = isFirst ? await schedule(tx, userId, row, true, run.durationMs, now) : null
    if (!isLate || row.verdicts === null)
      await tx.labAttempt.update({
        where: { id: row.id },
        data: {
          runs: { increment: 1 },
          verdicts: JSON.stringify(verdicts),
          proof,
          ...(isFirst ? { solvedAt: new Date(now) } : {}),
        },
      })
    const isDone = isFirst || row.solvedAt !== null
    return done({ verdicts, proof, solved: isDone, nextInDays: next?.intervalDays ?? null })
  })
}

/**
 * Shows the solution, in every language. Before the attempt is solved that ends it as failed.
 * @param now ms since the epoch
 */
export async function showSolution(
  userId: UserId,
  save: RunAttempt,
  now: number,
): Promise<Outcome<{ solution: Record<string, string> }>> {
  const found = getLabs().get(save.lab)
  if (!found) return refuse(NO_LAB)
  const { lab } = drawLab(found.source, save.seed)
  const texts = ['python', 'javascript', 'text'].flatMap((language) => {
    const text = answerIn(lab.solution, language)
    return text === undefined ? [] : [[language, text]]
  })
  return db().$transaction(async (tx) => {
    const opened = await openAttempt(tx, userId, save, new Date(now))
    if (!opened) return refuse(NOT_THERE)
    const { row } = opened
    if (row.solvedAt === null && row.gaveUpAt === null) {
      await schedule(tx, userId, row, false, save.durationMs, now)
      await tx.labAttempt.update({ where: { id: row.id }, data: { gaveUpAt: new Date(now) } })
    }
    return done({ solution: Object.fromEntries(texts) })
  })
}
