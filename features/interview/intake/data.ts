import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { GONE } from '@/features/review/memory/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { lookAt, nameOf } from '../grade/data'
import { emptyStanding, standingOf } from '../held/rules'
import type { Entry } from '../held/schema'
import { hashOf, keepPaper, readItems } from '../paper/data'
import type { PaperView } from '../paper/schema'
import { writeSchema } from '../schema'
import { scoreOf } from '../score/rules'
import type { Bundle, TakenIn } from './schema'

type Round = Bundle['Interview'][number]
type ItemRow = Awaited<ReturnType<Tx['interviewItem']['findMany']>>[number]
type EntryRow = Bundle['InterviewEntry'][number]

const date = (text: string | null) => (text === null ? null : new Date(text))

/** The paper of a round as the file has it; null where it is not the one that its hash names. */
function paperOf({ Paper }: Bundle, { paperId }: Round): PaperView | null {
  const row = Paper.find(({ sha256 }) => sha256 === paperId)
  if (!row) return null
  try {
    const paper = { ...row, items: readItems(row.items) }
    return hashOf(paper) === paperId ? paper : null
  } catch {
    return null
  }
}

/** Places of a round: those of its paper, as the paper has them, and follow-ups behind them. */
function itemsOf({ InterviewItem }: Bundle, round: Round, paper: PaperView, id: string): ItemRow[] {
  const given = InterviewItem.filter(({ interviewId }) => interviewId === round.id)
  const blank = { right: null, score: null, verdict: null, proof: null, deadlineAt: null }
  return given
    .filter(({ place, source }) =>
      place < paper.items.length ? true : source === 'follow-up' && place <= 200,
    )
    .map((row) => ({
      ...blank,
      ...row,
      ...paper.items[row.place],
      interviewId: id,
      shownAt: date(row.shownAt),
      closedAt: date(row.closedAt),
    }))
    .map(({ seconds: _, ...row }: ItemRow & { seconds?: number | null }) => row)
    .sort((a, b) => a.place - b.place)
}

/** An entry as its field has it; null where its value is none. */
function entryOf(row: EntryRow): Entry | null {
  try {
    const { place, field, sequence, timing, client } = row
    const stampedAt = new Date(row.stampedAt).getTime()
    const value: unknown = JSON.parse(row.value)
    const write = z.parse(writeSchema, { place, field, sequence, stampedAt, value })
    return { ...write, timing, client, arrivedAt: new Date(row.arrivedAt) }
  } catch {
    return null
  }
}

/** Rows by their key, the last of each. */
const once = <T>(rows: T[], keyOf: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
]

/** Where a round of the file is kept: by its own id, or by one of this learner's where that is taken. */
async function placeFor(userId: UserId, id: string): Promise<{ id: string; isKnown: boolean }> {
  const hash = createHash('sha256').update(`${userId} ${id}`).digest('hex')
  const other = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  const rows = await db().interview.findMany({
    where: { id: { in: [id, other] } },
    select: { id: true, learnerId: true },
  })
  const isKnown = rows.some(({ learnerId }) => learnerId === userId)
  return { id: rows.some((row) => row.id === id) ? other : id, isKnown }
}

async function takeInRound(
  userId: UserId,
  bundle: Bundle,
  round: Round,
  now: number,
): Promise<keyof TakenIn> {
  const paper = paperOf(bundle, round)
  const { startedAt, endedAt, gradedAt } = round
  if (!paper || !startedAt || !endedAt || !gradedAt || new Date(endedAt).getTime() > now)
    return 'unfit'
  const { id, isKnown } = await placeFor(userId, round.id)
  if (isKnown) return 'known'
  const items = itemsOf(bundle, round, paper, id)
  if (new Set(items.map(({ place }) => place)).size < Math.max(items.length, paper.items.length))
    return 'unfit'
  const places = new Set(items.map(({ place }) => place))
  // What came from a device counts as graded: the file holds what it came to.
  const latest = new Date(gradedAt).getTime() - 1
  const entries = once(
    bundle.InterviewEntry.filter(
      ({ interviewId, place }) => interviewId === round.id && places.has(place),
    ).flatMap((row) => entryOf(row) ?? []),
    ({ place, field, timing }) => `${place} ${field} ${timing}`,
  ).map((entry) => ({
    ...entry,
    arrivedAt: new Date(Math.min(latest, entry.arrivedAt.getTime())),
  }))
  const standing = standingOf(entries)
  const looked: ItemRow[] = []
  for (const item of items) {
    const { judged } = await lookAt(item, standing.get(item.place) ?? emptyStanding())
    const { right = null, score = null } = judged?.verdict ?? {}
    const verdict = judged && JSON.stringify(judged.verdict)
    looked.push({ ...item, right, score, verdict, proof: judged?.proof ?? null })
  }
  const score = scoreOf(
    looked.map(({ weight, right, score, ...item }) => ({
      source: nameOf(item).source,
      weight,
      right,
      score,
    })),
  )
  const marks = once(
    bundle.InterviewMark.filter(
      ({ interviewId, place }) => interviewId === round.id && places.has(place),
    ),
    ({ place, finding }) => `${place} ${finding}`,
  )
  await db().$transaction(async (tx) => {
    await keepPaper(tx, paper, now)
    await tx.interview.create({
      data: {
        ...{ id, learnerId: userId, paperId: paper.sha256, round: paper.round },
        state: round.state === 'reviewed' ? 'reviewed' : 'graded',
        ...{ practice: round.practice, timeFactor: round.timeFactor, allowedMs: round.allowedMs },
        createdAt: new Date(round.createdAt),
        startedAt: date(startedAt),
        deadlineAt: date(round.deadlineAt),
        endedAt: date(endedAt),
        // A file says when, and no server of ours saw it: never signed.
        timedBy: 'device',
        gradedAt: date(gradedAt),
        reviewedAt: date(round.reviewedAt),
        ...{ score, sequence: round.sequence },
      },
    })
    await tx.interviewItem.createMany({ data: looked })
    await tx.interviewEntry.createMany({
      data: entries.map(({ value, stampedAt, ...entry }) => ({
        ...entry,
        interviewId: id,
        value: JSON.stringify(value),
        stampedAt: new Date(stampedAt),
      })),
    })
    await tx.interviewMark.createMany({
      data: marks.map((mark) => ({ ...mark, interviewId: id, markedAt: new Date(mark.markedAt) })),
    })
  })
  return 'added'
}

/**
 * Takes in graded rounds of an export: papers by their hash, answers graded anew by this server, so
 * that no file says what they are worth. What is here already stays as it is. Memory is told nothing:
 * its own log has what came of these answers.
 * @param now ms since the epoch
 */
export async function takeInInterviews(
  userId: UserId,
  bundle: Bundle,
  now: number,
): Promise<Outcome<TakenIn>> {
  if ((await db().learner.count({ where: { id: userId } })) === 0) return refuse(GONE)
  const taken: TakenIn = { added: 0, known: 0, unfit: 0 }
  for (const round of bundle.Interview) taken[await takeInRound(userId, bundle, round, now)] += 1
  return done(taken)
}
