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
import { emptyHeld, standingOf } from '../held/rules'
import { sheetOfItem } from '../item/data'
import { readItems } from '../paper/data'
import { ROUNDS, type RoomView, TIME_FACTORS } from '../schema'

const NOT_RUNNING = 'This round is not running, so there is no next question.'
const ALL_SHOWN = 'All questions of this round are shown already. Choose one from the map.'
const NOT_SHOWN = 'This question was not shown to you yet. Nothing was changed.'

const roundSchema = z.enum(ROUNDS)
const levelSchema = z.enum(LEVELS)
const factorSchema = z.union(TIME_FACTORS.map((factor) => z.literal(factor)))

type Row = Awaited<ReturnType<Tx['interview']['findMany']>>[number]

async function viewOf(client: Tx | Db, row: Row, now: number): Promise<RoomView> {
  const paper = await client.paper.findUniqueOrThrow({
    where: { sha256: row.paperId },
    select: { blueprint: true, level: true, topic: true },
  })
  const items = await client.interviewItem.findMany({
    where: { interviewId: row.id },
    orderBy: { place: 'asc' },
  })
  const standing = standingOf(await listEntries(client, row.id))
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

/** Shows what comes after the place that was closed: the first of the paper that was not shown yet. */
async function showNext(tx: Tx, row: Row, now: number): Promise<void> {
  const next = await tx.interviewItem.findFirst({
    where: { interviewId: row.id, shownAt: null },
    // What follows up comes before what the paper goes on with.
    orderBy: [{ follows: { sort: 'desc', nulls: 'last' } }, { place: 'asc' }],
  })
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
    if (count > 0) await showNext(tx, row, now)
    return done(await viewOf(tx, row, now))
  })
}
