import 'server-only'
import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import type { UserId } from '@/lib/auth'
import { type Db, db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { disclosureOf } from '../blueprint/rules'
import { NO_INTERVIEW, toRound } from '../clock/data'
import { clockOf } from '../clock/rules'
import { findInterview, placeDeadline, titleOf } from '../data'
import { nameOf } from '../grade/data'
import { listEntries } from '../held/data'
import { emptyHeld, isAbove, standingOf } from '../held/rules'
import { aboutItem, sheetOfItem } from '../item/data'
import { readItems } from '../paper/data'
import { getQuestion } from '../rubric/data'
import { gradeOpen, nextFollowUp } from '../rubric/rules'
import { ROUNDS, type RoomView, TIME_FACTORS } from '../schema'

const NOT_RUNNING = 'This round is not running, so there is no next question.'
const ALL_SHOWN = 'All questions of this round are shown already. Choose one from the map.'
const NOT_SHOWN = 'This question was not shown to you yet. Nothing was changed.'

const roundSchema = z.enum(ROUNDS)
const levelSchema = z.enum(LEVELS)
const factorSchema = z.union(TIME_FACTORS.map((factor) => z.literal(factor)))

type Row = Awaited<ReturnType<Tx['interview']['findMany']>>[number]
type ItemRow = Awaited<ReturnType<Tx['interviewItem']['findMany']>>[number]

async function viewOf(client: Tx | Db, row: Row, now: number): Promise<RoomView> {
  const paper = await client.paper.findUniqueOrThrow({
    where: { sha256: row.paperId },
    select: { blueprint: true, level: true, topic: true },
  })
  const items = await client.interviewItem.findMany({
    where: { interviewId: row.id },
    orderBy: { place: 'asc' },
  })
  const entries = await listEntries(client, row.id)
  const standing = standingOf(entries)
  const round = z.parse(roundSchema, row.round)
  const isHidden = row.state === 'draft' || row.state === 'paused'
  return {
    id: row.id,
    learner: row.learnerId,
    round,
    level: z.parse(levelSchema, paper.level),
    title: titleOf(paper.blueprint, round, paper.topic),
    practice: row.practice,
    timeFactor: z.parse(factorSchema, row.timeFactor),
    allowedMs: row.allowedMs,
    disclosure: disclosureOf(round),
    at: entries.toSorted((a, b) => (isAbove(a, b) ? -1 : 1))[0]?.place ?? null,
    clock: clockOf(toRound(row), now),
    items: items.map((item) => ({
      place: item.place,
      sheet: isHidden || !item.shownAt ? null : sheetOfItem(nameOf(item), item.place, item.follows),
      closed: item.closedAt !== null,
      deadlineAt: item.deadlineAt?.getTime() ?? null,
      topic: item.shownAt ? item.topic : '',
      held: standing.get(item.place)?.held ?? emptyHeld(),
    })),
  }
}

/**
 * All that the room needs, as it stands on the server: questions that are shown, what stands in their
 * fields, the clock. Before the start and while paused no question is in it. null where there is no
 * such round of this learner's.
 * @param now ms since the epoch
 */
export async function getRoom(userId: UserId, id: string, now: number): Promise<RoomView | null> {
  const row = await findInterview(userId, id, now)
  return row && viewOf(db(), row, now)
}

/** Of a follow-up the weight in the score: it is a part of its question. */
const FOLLOW_UP_WEIGHT = 0.5

/**
 * Puts a follow-up behind the paper where the answer that was left calls for one: by what was said to
 * the question and to its follow-ups so far.
 */
async function followUp(
  tx: Tx,
  row: Row,
  left: ItemRow,
  items: ItemRow[],
): Promise<ItemRow | null> {
  if (row.round !== 'interview') return null
  const root = items.find(({ place }) => place === (left.follows ?? left.place))
  const question = root?.source === 'question' ? getQuestion(root.ref) : null
  if (!root || !question) return null
  const asked = items.filter(({ follows }) => follows === root.place)
  const standing = standingOf(await listEntries(tx, row.id))
  const said = [root, ...asked].map(({ place }) => {
    const answer = standing.get(place)?.held.answer
    return answer?.as === 'open' ? answer.text : ''
  })
  if (said[0]?.trim() === '') return null
  const { points, mustNotSay } = question.rubric
  const verdict = gradeOpen(points, mustNotSay, said.join('\n\n'))
  const ids = asked.map(({ ref }) => ref.split('#')[1] ?? '')
  const next = nextFollowUp(question.rubric, verdict, ids, root.seed)
  const item = next && {
    source: 'follow-up' as const,
    ref: next.ref,
    seed: `${root.seed}.${next.id}`,
  }
  const about = item && aboutItem(item)
  if (!about) return null
  return tx.interviewItem.create({
    data: {
      interviewId: row.id,
      place: Math.max(...items.map(({ place }) => place)) + 1,
      ...item,
      version: about.versionNow,
      topic: about.topic,
      weight: FOLLOW_UP_WEIGHT,
      follows: root.place,
    },
  })
}

/** Shows what comes after the place that was left: its follow-up, else what the paper goes on with. */
async function showNext(tx: Tx, row: Row, left: ItemRow, now: number): Promise<void> {
  const items = await tx.interviewItem.findMany({
    where: { interviewId: row.id },
    orderBy: { place: 'asc' },
  })
  const next =
    (await followUp(tx, row, left, items)) ?? items.find(({ shownAt }) => shownAt === null)
  if (!next) return
  const paper = await tx.paper.findUniqueOrThrow({ where: { sha256: row.paperId } })
  const item = next.follows === null ? readItems(paper.items)[next.place] : undefined
  await tx.interviewItem.update({
    where: { interviewId_place: { interviewId: row.id, place: next.place } },
    data: { shownAt: new Date(now), deadlineAt: placeDeadline(item, row, now) },
  })
}

/**
 * Goes on from a place: closes it and shows what follows, in a round that shows one at a time. Asking
 * twice gives the same; a place that was not shown yet cannot be left.
 * @param now ms since the epoch
 */
export async function goOn(
  userId: UserId,
  { id, from }: { id: string; from: number },
  now: number,
): Promise<Outcome<RoomView>> {
  const found = await findInterview(userId, id, now)
  if (!found) return refuse(NO_INTERVIEW)
  return db().$transaction(async (tx): Promise<Outcome<RoomView>> => {
    const row = await tx.interview.findUniqueOrThrow({ where: { id } })
    if (disclosureOf(z.parse(roundSchema, row.round)) === 'all') return refuse(ALL_SHOWN)
    const item = await tx.interviewItem.findUnique({
      where: { interviewId_place: { interviewId: id, place: from } },
    })
    if (item?.closedAt) return done(await viewOf(tx, row, now))
    if (row.state !== 'running') return refuse(NOT_RUNNING)
    if (!item?.shownAt) return refuse(NOT_SHOWN)
    const { count } = await tx.interviewItem.updateMany({
      where: { interviewId: id, place: from, closedAt: null },
      data: { closedAt: new Date(now) },
    })
    if (count > 0) await showNext(tx, row, item, now)
    return done(await viewOf(tx, row, now))
  })
}
