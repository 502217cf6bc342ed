import 'server-only'
import * as z from 'zod/mini'
import type { Verdict } from '@/features/quiz/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { nameOf } from '../grade/data'
import { listEntries } from '../held/data'
import { emptyStanding, standingOf } from '../held/rules'
import type { Standing } from '../held/schema'
import { aboutItem } from '../item/data'
import type { ItemAbout } from '../item/schema'
import { toPaper } from '../paper/data'
import type { PaperView } from '../paper/schema'
import { type Graded, type Held, ROUNDS, type Round, STATES, type State } from '../schema'

const roundSchema = z.enum(ROUNDS)
const stateSchema = z.enum(STATES)
const proofSchema = z.enum(['graded', 'claimed'])

/** A graded round as it is kept. Instants are ms since the epoch. */
export interface GradedInterview {
  id: string
  round: Round
  state: State
  practice: boolean
  timeFactor: number
  allowedMs: number | null
  createdAt: number
  startedAt: number
  deadlineAt: number | null
  endedAt: number
  timedBy: 'server' | 'device'
  gradedAt: number
  reviewedAt: number | null
  /** 0 to 1 */
  score: number
}

/** All that a report is made of; its lists stand in the order of the places. */
export interface GradedRound {
  interview: GradedInterview
  paper: PaperView
  graded: Graded[]
  held: Held[]
  /** How the time of each answer is known, and what came late. */
  standing: Standing[]
  /** Each place as its item was handed out, and as it stands today. */
  items: {
    seed: string
    version: string
    follows: number | null
    shownAt: number | null
    /** What was right then is not what is right now, or it is no longer there. */
    changed: boolean
    about: ItemAbout | null
  }[]
}

/** A learner's graded round with everything in it; null where there is none, or it is not graded. */
export async function getGraded(userId: UserId, id: string): Promise<GradedRound | null> {
  const row = await db().interview.findUnique({
    where: { id },
    include: { paper: true, items: { orderBy: { place: 'asc' } } },
  })
  if (row?.learnerId !== userId || row.gradedAt === null) return null
  const places = standingOf(await listEntries(db(), id))
  const standing = row.items.map(({ place }) => places.get(place) ?? emptyStanding())
  const abouts = row.items.map((item) => aboutItem(nameOf(item)))
  return {
    interview: {
      id,
      round: z.parse(roundSchema, row.round),
      state: z.parse(stateSchema, row.state),
      practice: row.practice,
      timeFactor: row.timeFactor,
      allowedMs: row.allowedMs,
      createdAt: row.createdAt.getTime(),
      startedAt: row.startedAt?.getTime() ?? row.createdAt.getTime(),
      deadlineAt: row.deadlineAt?.getTime() ?? null,
      endedAt: (row.endedAt ?? row.gradedAt).getTime(),
      timedBy: row.timedBy === 'device' ? 'device' : 'server',
      gradedAt: row.gradedAt.getTime(),
      reviewedAt: row.reviewedAt?.getTime() ?? null,
      score: row.score ?? 0,
    },
    paper: toPaper(row.paper),
    graded: row.items.map((item, index): Graded => {
      const about = abouts[index]
      const verdict: Verdict | null = JSON.parse(item.verdict ?? 'null')
      return {
        place: item.place,
        source: nameOf(item).source,
        ref: item.ref,
        topic: item.topic,
        skill: about?.skill ?? 'recall',
        level: about?.level ?? toPaper(row.paper).level,
        weight: item.weight,
        verdict,
        proof: item.proof === null ? 'graded' : z.parse(proofSchema, item.proof),
      }
    }),
    held: standing.map(({ held }) => held),
    standing,
    items: row.items.map(({ seed, version, follows, shownAt }, index) => ({
      seed,
      version,
      follows,
      shownAt: shownAt?.getTime() ?? null,
      changed: abouts[index]?.versionNow !== version,
      about: abouts[index] ?? null,
    })),
  }
}
