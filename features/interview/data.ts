import 'server-only'
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { GONE } from '@/features/review/memory/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { getBlueprint } from './blueprint/data'
import { disclosureOf } from './blueprint/rules'
import { expire, NO_INTERVIEW, toRound } from './clock/data'
import { clockOf, endOf, hasRunOut } from './clock/rules'
import { gradeDue } from './grade/data'
import { keepPaper, makePaper, openPaper, toPaper } from './paper/data'
import type { PaperItem } from './schema'
import { type Clock, ROUNDS, type Round, type Start } from './schema'

const NOT_YOURS = 'This round cannot be started. Reload the page and start it again.'
const NOT_PRACTICE =
  'A round under exam conditions cannot be paused: its clock goes on. Practice can.'
const NOT_RUNNING = 'This round is not running. Nothing was changed.'

type Row = Awaited<ReturnType<Tx['interview']['findMany']>>[number]

/**
 * Makes a draft: its paper is fixed from now on. The same start sent again is the same draft.
 * @param now ms since the epoch
 */
export async function startInterview(
  userId: UserId,
  start: Start,
  now: number,
): Promise<Outcome<{ id: string }>> {
  const { id, practice, timeFactor } = start
  const mine = (row: Pick<Row, 'learnerId'>) =>
    row.learnerId === userId ? done({ id }) : refuse(NOT_YOURS)
  const before = await db().interview.findUnique({ where: { id }, select: { learnerId: true } })
  if (before) return mine(before)
  const found =
    start.paper === null
      ? await makePaper(userId, start, randomUUID())
      : await openPaper(db(), start.paper)
  if (!found.ok) return found
  const { topics, ...paper } = found.value
  return db().$transaction(async (tx): Promise<Outcome<{ id: string }>> => {
    if ((await tx.learner.count({ where: { id: userId } })) === 0) return refuse(GONE)
    const other = await tx.interview.findUnique({ where: { id }, select: { learnerId: true } })
    if (other) return mine(other)
    await keepPaper(tx, paper, now)
    await tx.interview.create({
      data: {
        id,
        learnerId: userId,
        paperId: paper.sha256,
        round: paper.round,
        state: 'draft',
        practice,
        timeFactor,
        allowedMs: timeFactor === 0 ? null : Math.round(paper.seconds * 1000 * timeFactor),
        createdAt: new Date(now),
      },
    })
    await tx.interviewItem.createMany({
      data: paper.items.map(({ source, ref, seed, version, weight }, place) => ({
        interviewId: id,
        place,
        source,
        ref,
        seed,
        version,
        weight,
        topic: topics[place] ?? '',
      })),
    })
    return done({ id })
  })
}

const roundSchema = z.enum(ROUNDS)

/** When a place runs out that is shown at `now`: its own time with the factor; null without. */
export function placeDeadline(
  item: Pick<PaperItem, 'seconds'> | undefined,
  row: Pick<Row, 'timeFactor'>,
  now: number,
): Date | null {
  if (!item?.seconds || row.timeFactor === 0) return null
  return new Date(now + Math.round(item.seconds * 1000 * row.timeFactor))
}

/** A learner's own round, run out where it has; null where there is none. */
export async function findInterview(userId: UserId, id: string, now: number): Promise<Row | null> {
  const row = await db().interview.findUnique({ where: { id } })
  if (row?.learnerId !== userId) return null
  if (!hasRunOut(toRound(row), now)) return row
  await expire(db(), row, now)
  await gradeDue(userId, id, now)
  return db().interview.findUnique({ where: { id } })
}

/**
 * Changes a round from one state to the next, by one conditional update; the clock as it stands then.
 * Where the round is in none of `from`, nothing is changed: `otherwise` says so, or null where the
 * change was made before and the clock is the answer.
 */
async function change(
  userId: UserId,
  id: string,
  now: number,
  decide: (row: Row) => Partial<Row> | { why: string } | null,
  and?: (tx: Tx, row: Row) => Promise<void>,
): Promise<Outcome<Clock>> {
  const found = await findInterview(userId, id, now)
  if (!found) return refuse(NO_INTERVIEW)
  return db().$transaction(async (tx): Promise<Outcome<Clock>> => {
    const row = await tx.interview.findUniqueOrThrow({ where: { id } })
    const data = decide(row)
    if (data === null) return done(clockOf(toRound(row), now))
    if ('why' in data) return refuse(data.why)
    const { count } = await tx.interview.updateMany({
      where: { id, learnerId: userId, state: row.state },
      data,
    })
    if (count > 0) await and?.(tx, row)
    const after = await tx.interview.findUniqueOrThrow({ where: { id } })
    return done(clockOf(toRound(after), now))
  })
}

/**
 * Begins a draft: from now on the clock runs. Beginning twice is the same as once.
 * @param now ms since the epoch
 */
export function beginInterview(userId: UserId, id: string, now: number): Promise<Outcome<Clock>> {
  return change(
    userId,
    id,
    now,
    ({ state, allowedMs }) =>
      state !== 'draft'
        ? null
        : {
            state: 'running',
            startedAt: new Date(now),
            deadlineAt: allowedMs === null ? null : new Date(now + allowedMs),
          },
    async (tx, row) => {
      const one = disclosureOf(z.parse(roundSchema, row.round)) === 'one'
      const paper = await tx.paper.findUniqueOrThrow({ where: { sha256: row.paperId } })
      const [first] = toPaper(paper).items
      await tx.interviewItem.updateMany({
        where: { interviewId: id, shownAt: null, ...(one ? { place: 0 } : {}) },
        data: {
          shownAt: new Date(now),
          ...(one ? { deadlineAt: placeDeadline(first, row, now) } : {}),
        },
      })
    },
  )
}

/**
 * Stops the clock of a practice round. Pausing twice is the same as once.
 * @param now ms since the epoch
 */
export function pauseInterview(userId: UserId, id: string, now: number): Promise<Outcome<Clock>> {
  return change(userId, id, now, ({ state, practice, deadlineAt }) => {
    if (state === 'paused') return null
    if (state !== 'running') return { why: NOT_RUNNING }
    if (!practice) return { why: NOT_PRACTICE }
    const leftMs = deadlineAt && Math.max(0, deadlineAt.getTime() - now)
    return { state: 'paused', pausedAt: new Date(now), deadlineAt: null, leftMs }
  })
}

/**
 * Lets the clock of a paused round run on: with the time that was left, its places with theirs.
 * @param now ms since the epoch
 */
export function resumeInterview(userId: UserId, id: string, now: number): Promise<Outcome<Clock>> {
  return change(
    userId,
    id,
    now,
    ({ state, leftMs }) => {
      if (state === 'running') return null
      if (state !== 'paused') return { why: NOT_RUNNING }
      const deadlineAt = leftMs === null ? null : new Date(now + leftMs)
      return { state: 'running', pausedAt: null, leftMs: null, deadlineAt }
    },
    async (tx, { pausedAt }) => {
      const open = await tx.interviewItem.findMany({
        where: { interviewId: id, closedAt: null, deadlineAt: { not: null } },
        select: { place: true, deadlineAt: true },
      })
      const pausedMs = now - (pausedAt?.getTime() ?? now)
      for (const { place, deadlineAt } of open)
        await tx.interviewItem.updateMany({
          where: { interviewId: id, place },
          data: { deadlineAt: deadlineAt && new Date(deadlineAt.getTime() + pausedMs) },
        })
    },
  )
}

/**
 * Hands a round in and grades it. Handing in twice is the same as once, and so is handing in what has
 * run out.
 * @param now ms since the epoch
 */
export async function submitInterview(
  userId: UserId,
  id: string,
  now: number,
): Promise<Outcome<Clock>> {
  const submitted = await change(userId, id, now, (row) => {
    if (row.state === 'draft') return { why: NOT_RUNNING }
    if (row.state !== 'running' && row.state !== 'paused') return null
    return { state: 'submitted', endedAt: new Date(endOf(toRound(row), now)), leftMs: null }
  })
  if (!submitted.ok) return submitted
  return done((await gradeDue(userId, id, now)) ?? submitted.value)
}

/** What a round is called: its blueprint's title, and the topic where it is about one. */
export function titleOf(blueprint: string, round: Round, topic: string | null): string {
  const title = getBlueprint(blueprint)?.title ?? round
  const about = topic === null ? null : (getLibrary().topic.get(topic)?.title ?? topic)
  return about === null ? title : `${title}: ${about}`
}

/** A round as a list shows it. Instants are ms since the epoch. */
export interface InterviewLine {
  id: string
  round: Round
  title: string
  level: string
  practice: boolean
  timeFactor: number
  timedBy: string
  clock: Clock
  createdAt: number
  endedAt: number | null
  /** 0 to 1; null until it is graded. */
  score: number | null
  questions: number
}

/**
 * A learner's rounds, the newest first; those that have run out meanwhile are graded on the way.
 * @param now ms since the epoch
 */
export async function listInterviews(userId: UserId, now: number): Promise<InterviewLine[]> {
  const running = await db().interview.findMany({
    where: { learnerId: userId, state: { in: ['running', 'submitted', 'expired'] } },
  })
  for (const row of running)
    if (row.state !== 'running' || hasRunOut(toRound(row), now)) await gradeDue(userId, row.id, now)
  const rows = await db().interview.findMany({
    where: { learnerId: userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    include: {
      paper: { select: { blueprint: true, level: true, topic: true } },
      _count: { select: { items: true } },
    },
  })
  return rows.map(({ paper, _count, ...row }) => {
    const round = z.parse(roundSchema, row.round)
    return {
      id: row.id,
      round,
      title: titleOf(paper.blueprint, round, paper.topic),
      level: paper.level,
      practice: row.practice,
      timeFactor: row.timeFactor,
      timedBy: row.timedBy,
      clock: clockOf(toRound(row), now),
      createdAt: row.createdAt.getTime(),
      endedAt: row.endedAt?.getTime() ?? null,
      score: row.score,
      questions: _count.items,
    }
  })
}
