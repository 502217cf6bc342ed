import 'server-only'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { LEVELS } from '@/features/cards/schema'
import type { Verdict } from '@/features/quiz/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { titleOf } from '../data'
import { listEntries } from '../held/data'
import { emptyStanding, standingOf } from '../held/rules'
import { aboutItem, sheetOfItem } from '../item/data'
import { isSameKey } from '../item/rules'
import { type PaperItem, ROUNDS, SOURCES, STATES, TIME_FACTORS } from '../schema'
import { buildReport, type StoredPlace, type StoredRound } from './rules'
import { listSat } from './sat/data'
import type { Report } from './schema'

const NO_REPORT = 'There is no graded round like this of yours. Nothing was changed.'
const GONE = 'A question that is no longer asked'

const factorSchema = z.union(TIME_FACTORS.map((factor) => z.literal(factor)))

/** What is stored of a graded round; null where it is another’s, not there, or not graded yet. */
export async function readStored(
  userId: UserId,
  id: string,
): Promise<{ round: StoredRound; places: StoredPlace[] } | null> {
  const row = await db().interview.findFirst({
    where: { id, learnerId: userId, state: { in: ['graded', 'reviewed'] } },
    include: { paper: true, items: { orderBy: { place: 'asc' } }, marks: true },
  })
  if (!row) return null
  const standing = standingOf(await listEntries(db(), id))
  const { paper } = row
  const level = z.parse(z.enum(LEVELS), paper.level)
  const asked: PaperItem[] = JSON.parse(paper.items)
  const { card } = getLibrary()
  const startedAt = (row.startedAt ?? row.createdAt).getTime()
  const places = row.items.map((item): StoredPlace => {
    const { place, ref, seed, topic, weight, follows } = item
    const source = z.parse(z.enum(SOURCES), item.source)
    const about = aboutItem({ source, ref, seed })
    const { held, timing, late } = standing.get(place) ?? emptyStanding()
    const verdict: Verdict | null = JSON.parse(item.verdict ?? 'null')
    return {
      place,
      source,
      ref,
      title: about?.title ?? GONE,
      topic,
      skill: about?.skill ?? 'recall',
      level: about?.level ?? level,
      weight,
      follows,
      sheet: sheetOfItem({ source, ref, seed }, place),
      held,
      timing: verdict ? timing : null,
      late,
      verdict,
      proof: item.proof === 'claimed' ? 'claimed' : 'graded',
      changed: about !== null && !isSameKey(item.version, about.versionNow),
      seconds: asked[place]?.seconds ?? null,
      modelHtml: about?.modelHtml ?? null,
      explainHtml: about?.explainHtml ?? null,
      link: about?.source ?? null,
      href: about?.href ?? `/topics/${topic}`,
      cards: (about?.cards ?? []).flatMap((cardId) => {
        const found = card.get(cardId)
        return found ? [{ id: cardId, text: found.frontText, href: found.href }] : []
      }),
      marks: row.marks
        .filter((mark) => mark.place === place)
        .map(({ finding, holds, reason }) => ({ finding, holds, reason })),
      weights: [],
    }
  })
  const kind = z.parse(z.enum(ROUNDS), row.round)
  const endedAt = (row.endedAt ?? row.gradedAt ?? row.createdAt).getTime()
  return {
    places,
    round: {
      id,
      round: kind,
      level,
      title: titleOf(paper.blueprint, kind, paper.topic),
      blueprint: paper.blueprint,
      blueprintVersion: paper.blueprintVersion,
      paper: paper.sha256,
      state: z.parse(z.enum(STATES), row.state),
      practice: row.practice,
      timeFactor: z.parse(factorSchema, row.timeFactor),
      timedBy: row.timedBy === 'device' ? 'device' : 'server',
      startedAt,
      endedAt,
      gradedAt: (row.gradedAt ?? row.createdAt).getTime(),
      expired: row.deadlineAt !== null && endedAt >= row.deadlineAt.getTime(),
      allowedMs: row.allowedMs,
      deadlineAt: row.deadlineAt?.getTime() ?? null,
    },
  }
}

/** The report of a graded round; null where it is another’s, not there, or not graded yet. */
export async function getReport(userId: UserId, id: string): Promise<Report | null> {
  const stored = await readStored(userId, id)
  if (!stored) return null
  const { round, places } = stored
  const sat = await listSat(userId, round)
  const { topic } = getLibrary()
  return buildReport(round, places, sat, (slug) => topic.get(slug)?.title ?? slug)
}

/**
 * Notes that a learner has gone through a report; doing so twice is the same as once.
 * @param now ms since the epoch
 */
export async function closeReview(userId: UserId, id: string, now: number): Promise<Outcome<null>> {
  const { count } = await db().interview.updateMany({
    where: { id, learnerId: userId, state: 'graded' },
    data: { state: 'reviewed', reviewedAt: new Date(now) },
  })
  if (count > 0) return done(null)
  const known = await db().interview.count({
    where: { id, learnerId: userId, state: 'reviewed' },
  })
  return known > 0 ? done(null) : refuse(NO_REPORT)
}
