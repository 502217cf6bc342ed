import 'server-only'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { getExercise } from '@/features/quiz/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { titleOf } from '../data'
import { getGraded } from '../graded/data'
import { sheetOfItem } from '../item/data'
import { getFollowUp, getQuestion } from '../rubric/data'
import { type Source, TIME_FACTORS } from '../schema'
import { buildReport, type StoredPlace, type StoredRound } from './rules'
import { type Kind, listSat } from './sat/data'
import type { Report } from './schema'

const NO_REPORT = 'There is no graded round like this of yours. Nothing was changed.'
const GONE = 'A question that is no longer asked'

const factorSchema = z.union(TIME_FACTORS.map((factor) => z.literal(factor)))

/** Weights of the points that an answer was held against; none where there are no points. */
function weightsOf(source: Source, ref: string, seed: string): number[] {
  if (source === 'exercise') {
    const body = getExercise(ref, seed)?.body
    return body?.kind === 'open' ? body.points.map(({ weight }) => weight) : []
  }
  const found =
    source === 'question' ? getQuestion(ref) : source === 'follow-up' ? getFollowUp(ref) : null
  return found?.rubric.points.map(({ weight }) => weight) ?? []
}

/** What is stored of a graded round; null where it is another’s, not there, or not graded yet. */
export async function readStored(
  userId: UserId,
  id: string,
): Promise<{ round: StoredRound; places: StoredPlace[]; kind: Kind } | null> {
  const [found, marks] = await Promise.all([
    getGraded(userId, id),
    db().interviewMark.findMany({ where: { interviewId: id, interview: { learnerId: userId } } }),
  ])
  if (!found) return null
  const { interview, paper, graded, standing, items } = found
  const { card } = getLibrary()
  const places = graded.flatMap((one, index): StoredPlace[] => {
    const [item, stands] = [items[index], standing[index]]
    if (!item || !stands) return []
    const { about, seed, follows, changed } = item
    const { place, source, ref, topic } = one
    const named = { source, ref, seed }
    return [
      {
        ...one,
        title: about?.title ?? GONE,
        follows,
        sheet: sheetOfItem(named, place),
        held: stands.held,
        timing: one.verdict ? stands.timing : null,
        late: stands.late,
        changed: changed && about !== null,
        seconds: paper.items[place]?.seconds ?? null,
        modelHtml: about?.modelHtml ?? null,
        explainHtml: about?.explainHtml ?? null,
        link: about?.source ?? null,
        href: about?.href ?? `/topics/${topic}`,
        cards: (about?.cards ?? []).flatMap((cardId) => {
          const known = card.get(cardId)
          return known ? [{ id: cardId, text: known.frontText, href: known.href }] : []
        }),
        marks: marks
          .filter((mark) => mark.place === place)
          .map(({ finding, holds, reason }) => ({ finding, holds, reason })),
        weights: weightsOf(source, ref, seed),
      },
    ]
  })
  const { deadlineAt, endedAt, round } = interview
  return {
    places,
    kind: paper,
    round: {
      ...interview,
      timeFactor: z.parse(factorSchema, interview.timeFactor),
      level: paper.level,
      title: titleOf(paper.blueprint, round, paper.topic),
      blueprint: paper.blueprint,
      blueprintVersion: paper.blueprintVersion,
      paper: paper.sha256,
      expired: deadlineAt !== null && endedAt >= deadlineAt,
    },
  }
}

/** Cards that this round told Again: their events carry its id before a full stop. */
async function listLapsed(userId: UserId, id: string): Promise<string[]> {
  const rows = await db().review.findMany({
    where: {
      learnerId: userId,
      // A range of the index rather than a pattern: the character after a full stop is a slash.
      answerId: { gt: `${id}.`, lt: `${id}/` },
      OR: [{ kind: 'answer', grade: 1 }, { kind: 'undo' }],
    },
    select: { cardId: true, answerId: true, undoes: true },
  })
  const undone = new Set(rows.flatMap(({ undoes }) => undoes ?? []))
  const kept = rows.filter(({ answerId, undoes }) => undoes === null && !undone.has(answerId))
  return [...new Set(kept.map(({ cardId }) => cardId))]
}

/** The report of a graded round; null where it is another’s, not there, or not graded yet. */
export async function getReport(userId: UserId, id: string): Promise<Report | null> {
  const stored = await readStored(userId, id)
  if (!stored) return null
  const { round, places, kind } = stored
  const [sat, lapsed] = await Promise.all([listSat(userId, kind), listLapsed(userId, id)])
  const { topic } = getLibrary()
  return buildReport(round, places, sat, (slug) => topic.get(slug)?.title ?? slug, lapsed)
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
