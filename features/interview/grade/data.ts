import 'server-only'
import * as z from 'zod/mini'
import {
  type CheckedAnswerOf,
  recordAllChecked,
  takeBackChecked,
} from '@/features/review/checked/data'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { expire, toRound } from '../clock/data'
import { clockOf } from '../clock/rules'
import { listEntries } from '../held/data'
import { emptyStanding, standingOf } from '../held/rules'
import type { Entry, Standing } from '../held/schema'
import { aboutItem, judgeItem } from '../item/data'
import { isSameKey } from '../item/rules'
import type { ItemAbout, Judged } from '../item/schema'
import { type Clock, SOURCES } from '../schema'
import { scoreOf } from '../score/rules'

type Row = Awaited<ReturnType<Tx['interview']['findMany']>>[number]
type ItemRow = Awaited<ReturnType<Tx['interviewItem']['findMany']>>[number]

const sourceSchema = z.enum(SOURCES)

/** A place that was looked at. */
interface Marked {
  item: ItemRow
  about: ItemAbout | null
  standing: Standing
  judged: Judged | null
}

/** An item of a round by what names it. */
export const nameOf = ({ source, ref, seed }: Pick<ItemRow, 'source' | 'ref' | 'seed'>) => ({
  source: z.parse(sourceSchema, source),
  ref,
  seed,
})

/** What was answered and is not graded yet: all of it, or what came after it was graded. */
function toGrade(row: Row, entries: Entry[]): ((place: number) => boolean) | null {
  if (row.state === 'submitted' || row.state === 'expired') return () => true
  if (row.gradedAt === null) return null
  const gradedAt = row.gradedAt
  const late = entries.filter(
    ({ timing, field, arrivedAt }) =>
      timing === 'device' &&
      (field === 'answer' || field === 'confidence') &&
      arrivedAt >= gradedAt,
  )
  const places = new Set(late.map(({ place }) => place))
  return places.size === 0 ? null : (place) => places.has(place)
}

/** Looks at what stands at a place; an answer to what is right otherwise by now is not graded. */
export async function lookAt(item: ItemRow, standing: Standing): Promise<Marked> {
  const name = nameOf(item)
  const about = aboutItem(name)
  const { answer } = standing.held
  const isSame = about !== null && isSameKey(item.version, about.versionNow)
  return { item, about, standing, judged: answer && isSame ? await judgeItem(name, answer) : null }
}

async function putVerdicts(tx: Tx, interviewId: string, marked: Marked[]): Promise<void> {
  const rows = marked.map(({ item: { place }, judged }) => ({
    place,
    right: judged?.verdict.right ?? null,
    score: judged?.verdict.score ?? null,
    verdict: judged && JSON.stringify(judged.verdict),
    proof: judged?.proof ?? null,
  }))
  await tx.$executeRaw`
    UPDATE "InterviewItem" SET
      "right" = found.value->>'right', "score" = found.value->>'score',
      "verdict" = found.value->>'verdict', "proof" = found.value->>'proof'
    FROM json_each(${JSON.stringify(rows)}) AS found
    WHERE "InterviewItem"."interviewId" = ${interviewId}
      AND "InterviewItem"."place" = found.value->>'place'`
}

/**
 * Tells the memory of the cards what the answers of these places came to, once for each answer: what
 * an answer that no longer stands had told is taken back.
 */
async function tellMemory(tx: Tx, userId: UserId, id: string, marked: Marked[], now: number) {
  const told = await tx.review.findMany({
    where: { learnerId: userId, answerId: { startsWith: `${id}.` }, undoes: null },
    select: { answerId: true },
  })
  const answers: CheckedAnswerOf[] = []
  for (const { item, about, standing, judged } of marked) {
    const at = `${id}.${item.place}`
    const answerId = `${at}.${standing.print}`
    const before = told.filter((one) => one.answerId.startsWith(`${at}.`))
    if (before.some((one) => one.answerId.startsWith(`${answerId}.`))) continue
    if (before.length > 0) await takeBackChecked(tx, userId, at, now)
    // What a follow-up shows is told by its question, whose cards are the same.
    if (!judged || !about || item.source === 'follow-up') continue
    const { right, blank } = judged.verdict
    const { confidence, spent: durationMs } = standing.held
    const { cards: cardIds, mode } = about
    const given = { answerId, cardIds, mode, source: 'interview', durationMs }
    answers.push({ ...given, right, blank, confidence })
  }
  await recordAllChecked(tx, userId, answers, now)
}

const printOf = (entries: Entry[]) =>
  entries
    .map(({ place, field, timing, sequence, client }) =>
      [place, field, timing, sequence, client].join(),
    )
    .sort()
    .join(';')

/** Grades a round as it was read; false where it was changed meanwhile and is to be read again. */
async function gradeRead(
  userId: UserId,
  row: Row,
  items: ItemRow[],
  entries: Entry[],
  now: number,
): Promise<boolean> {
  const isDue = toGrade(row, entries)
  if (!isDue) return true
  const standing = standingOf(entries)
  const marked: Marked[] = []
  for (const item of items)
    if (isDue(item.place))
      marked.push(await lookAt(item, standing.get(item.place) ?? emptyStanding()))
  const looked = new Map(marked.map((one) => [one.item.place, one]))
  const score = scoreOf(
    items.map((item) => {
      const one = looked.get(item.place)
      const verdict = one?.judged?.verdict
      const { right, score } = one
        ? { right: verdict?.right ?? null, score: verdict?.score ?? null }
        : item
      return { source: nameOf(item).source, weight: item.weight, right, score }
    }),
  )
  const byDevice = [...standing.values()].some((one) => one.byDevice)
  return db().$transaction(async (tx) => {
    if (printOf(await listEntries(tx, row.id)) !== printOf(entries)) return false
    const { count } = await tx.interview.updateMany({
      where: { id: row.id, learnerId: userId, state: row.state, gradedAt: row.gradedAt },
      data: {
        state: row.state === 'reviewed' ? 'reviewed' : 'graded',
        gradedAt: new Date(now),
        score,
        timedBy: byDevice ? 'device' : 'server',
      },
    })
    // Somebody else was quicker: what they saw is what stands.
    if (count === 0) return true
    await putVerdicts(tx, row.id, marked)
    await tellMemory(tx, userId, row.id, marked, now)
    return true
  })
}

async function gradeOnce(userId: UserId, id: string, now: number): Promise<Clock | null> {
  for (;;) {
    const row = await db().interview.findUnique({ where: { id }, include: { items: true } })
    if (row?.learnerId !== userId) return null
    if (await expire(db(), row, now)) continue
    const { items, ...interview } = row
    items.sort((a, b) => a.place - b.place)
    if (!(await gradeRead(userId, interview, items, await listEntries(db(), id), now))) continue
    const after = await db().interview.findUnique({ where: { id } })
    return after && clockOf(toRound(after), now)
  }
}

/** Rounds being graded in this process: whoever asks meanwhile waits for the same. */
const grading = new Map<string, Promise<Clock | null>>()

/**
 * Grades what is due of a round: all of it once it was handed in or has run out, and again what came
 * afterwards from a device that was without network. However many ask, it is graded once: the state
 * that is left decides. Returns the clock as it stands then; null where there is no such round.
 * @param now ms since the epoch
 */
export async function gradeDue(userId: UserId, id: string, now: number): Promise<Clock | null> {
  const name = `${userId} ${id}`
  const running = grading.get(name)
  if (running) {
    // It may have begun before what is due now was there: one more that begins after it knows all.
    await running.catch(() => null)
    const next = grading.get(name)
    if (next) return next
  }
  const work = gradeOnce(userId, id, now).finally(() => grading.delete(name))
  grading.set(name, work)
  return work
}
