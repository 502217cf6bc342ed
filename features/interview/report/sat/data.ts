import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { titleOf } from '../../data'
import { ROUNDS, type Round, SOURCES } from '../../schema'
import { earned } from '../../score/rules'
import type { Counted, Sat } from '../schema'
import { groupOf, shareOf, topicParts } from '../score/rules'

/** Rounds further back than this are not compared with. */
const MOST = 60

const sourceSchema = z.enum(SOURCES)

/** Rounds that can be held against each other: of one blueprint, level and topic. */
export interface Kind {
  blueprint: string
  level: string
  topic: string | null
}

/**
 * A learner's graded rounds, the latest first, each with its score and topics.
 * @param of one kind alone; all of them without
 * @param most at most so many
 */
export async function listSat(
  userId: UserId,
  of: Kind | null,
  most = MOST,
): Promise<(Sat & { round: Round; level: string })[]> {
  const rows = await db().interview.findMany({
    where: {
      learnerId: userId,
      state: { in: ['graded', 'reviewed'] },
      ...(of ? { paper: { blueprint: of.blueprint, level: of.level, topic: of.topic } } : {}),
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: most,
    select: {
      id: true,
      round: true,
      practice: true,
      paperId: true,
      startedAt: true,
      createdAt: true,
      paper: { select: { blueprint: true, level: true, topic: true } },
      items: {
        select: {
          place: true,
          source: true,
          ref: true,
          topic: true,
          weight: true,
          follows: true,
          right: true,
          score: true,
        },
      },
    },
  })
  return rows.map(({ id, round, practice, paperId, startedAt, createdAt, paper, items }) => {
    const counted = items.map((item): Counted => {
      const { place, ref, follows, topic, weight, right, score } = item
      const source = z.parse(sourceSchema, item.source)
      return {
        place,
        group: groupOf({ source, ref, place, follows }),
        topic,
        skill: 'recall',
        weight,
        points: score === null ? null : earned({ source, weight, right, score }),
        right: right ?? false,
        confidence: null,
        spentMs: 0,
      }
    })
    const kind = z.parse(z.enum(ROUNDS), round)
    return {
      id,
      round: kind,
      level: paper.level,
      title: titleOf(paper.blueprint, kind, paper.topic),
      at: (startedAt ?? createdAt).getTime(),
      share: shareOf(counted),
      topics: topicParts(counted),
      paper: paperId,
      practice,
    }
  })
}
