import { agreementOf, ownScore } from '../marks/rules'
import type { Mark } from '../marks/schema'
import type { Held, ItemAnswer, ItemSheet, PaperItem, Source, Timing } from '../schema'
import { earlierThan, movedTopics } from './compare/rules'
import { paceOf, plansOf } from './pace/rules'
import type { Counted, Report, ReportPlace, Sat } from './schema'
import { groupOf, pointsOf, shareOf, skillParts, topicParts } from './score/rules'
import { studyOf } from './study/rules'
import { trustOf } from './trust/rules'

/** A place as it is stored, with what is known of its item today. */
export interface StoredPlace
  extends Omit<ReportPlace, 'planMs' | 'ownScore' | 'topicTitle' | 'held' | 'late' | 'timing'> {
  source: Source
  sheet: ItemSheet | null
  seconds: PaperItem['seconds']
  held: Held
  timing: Timing | null
  late: ItemAnswer | null
  marks: Mark[]
  /** Of the points of an open answer, in the order of their findings. */
  weights: number[]
}

/** What is stored of a round beside its places. Instants are ms since the epoch. */
export interface StoredRound
  extends Pick<
    Report,
    | 'id'
    | 'round'
    | 'level'
    | 'title'
    | 'blueprint'
    | 'blueprintVersion'
    | 'paper'
    | 'state'
    | 'practice'
    | 'timeFactor'
    | 'timedBy'
    | 'startedAt'
    | 'endedAt'
    | 'gradedAt'
    | 'expired'
  > {
  /** ms, the factor in it; null without a clock. */
  allowedMs: number | null
  deadlineAt: number | null
}

/** What scores are made of, of what is stored. */
export function countedOf(places: readonly StoredPlace[]): Counted[] {
  return places.map((one) => ({
    place: one.place,
    group: groupOf(one),
    topic: one.topic,
    skill: one.skill,
    weight: one.weight,
    points: pointsOf(one.source, one.verdict),
    right: one.verdict?.right ?? false,
    confidence: one.held.confidence,
    spentMs: one.held.spent,
  }))
}

/** Time used in ms: pauses move the deadline, so what was left at the end tells it without them. */
function usedOf({ allowedMs, deadlineAt, startedAt, endedAt }: StoredRound): number {
  if (allowedMs === null || deadlineAt === null) return Math.max(0, endedAt - startedAt)
  return Math.min(allowedMs, Math.max(0, allowedMs - (deadlineAt - endedAt)))
}

/** Where a round of the same kind is chosen again. */
const againHref = ({ blueprint, level }: Pick<Report, 'blueprint' | 'level'>): string =>
  `/interviews?${new URLSearchParams({ round: blueprint, level })}`

/**
 * The report of a graded round: a pure function of what is stored of it.
 * @param sat other graded rounds of the same kind, in any order
 * @param titleOf title of a topic
 * @param lapsed cards whose memory this round set back
 */
export function buildReport(
  stored: StoredRound,
  places: readonly StoredPlace[],
  sat: readonly Sat[],
  titleOf: (slug: string) => string,
  lapsed: readonly string[] = [],
): Report {
  const { allowedMs, deadlineAt: _, ...round } = stored
  const counted = countedOf(places)
  const groups = places.map((one) => ({ group: groupOf(one), seconds: one.seconds }))
  const plans = plansOf(groups, allowedMs, round.timeFactor)
  const owns = places.map((one) =>
    one.verdict ? ownScore(one.verdict, one.marks, one.weights) : null,
  )
  const topics = topicParts(counted)
  const earlier = earlierThan(sat, round.id, round.startedAt)
  const partial = counted.map((one, index) => ({
    ...one,
    points: one.points === null ? null : (places[index]?.verdict?.score ?? 0),
  }))
  const cards = new Map(places.map((one) => [one.place, one.cards.map(({ id }) => id)]))
  return {
    ...round,
    share: shareOf(counted),
    partial: shareOf(partial),
    own: owns.some((score) => score !== null)
      ? shareOf(counted.map((one, index) => ({ ...one, points: owns[index] ?? one.points })))
      : null,
    claimed: places.filter(({ proof }) => proof === 'claimed').map(({ place }) => place),
    topics,
    skills: skillParts(counted),
    trust: trustOf(counted),
    pace: paceOf(counted, plans, usedOf(stored), allowedMs),
    study: studyOf(counted, cards, titleOf, againHref(round), lapsed),
    earlier,
    moved: movedTopics(topics, earlier),
    agreement: agreementOf(places),
    places: places.map(({ seconds: _, weights: __, ...one }, index) => ({
      ...one,
      topicTitle: titleOf(one.topic),
      planMs: plans[index] ?? null,
      ownScore: owns[index] ?? null,
    })),
  }
}
