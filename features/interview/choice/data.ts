import 'server-only'
import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { getLabs } from '@/features/sandbox/labs/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome } from '@/lib/outcome'
import { listBlueprints } from '../blueprint/data'
import { titleOf } from '../data'
import { listDesigns } from '../design/data'
import { listIncidents } from '../incident/data'
import { openPaper } from '../paper/data'
import { type Source, TIME_FACTORS } from '../schema'
import type { Before, Case, Offer, Shared } from './schema'

const caseOf = ({ ref, title, level }: Case): Case => ({ ref, title, level })

/** What of a source can be named; questions and exercises are always drawn. */
function listCases(source: Source): Case[] {
  if (source === 'design') return listDesigns().map(caseOf)
  if (source === 'incident') return listIncidents().map(caseOf)
  if (source !== 'lab') return []
  return [...getLabs().values()].map(({ slug, title, level }) => ({ ref: slug, title, level }))
}

/** Every round that can be chosen, in the order of the page. */
export function listOffers(): Offer[] {
  return listBlueprints().map(
    ({ slug, round, title, summary, counts, size, seconds, placeSeconds, oneTopic, mix }) => ({
      slug,
      round,
      title,
      summary,
      counts,
      size,
      seconds,
      placeSeconds,
      oneTopic,
      cases: counts === 'one' ? mix.flatMap(({ source }) => listCases(source)) : [],
    }),
  )
}

/** What a learner chose the last time; null where nothing was sat yet. */
export async function getBefore(userId: UserId): Promise<Before | null> {
  const row = await db().interview.findFirst({
    where: { learnerId: userId },
    orderBy: { createdAt: 'desc' },
    select: {
      timeFactor: true,
      practice: true,
      paper: { select: { blueprint: true, level: true, topic: true, seconds: true } },
    },
  })
  if (!row) return null
  const { blueprint, level, topic, seconds } = row.paper
  return {
    blueprint,
    level: z.parse(z.enum(LEVELS), level),
    topic,
    seconds,
    timeFactor: z.parse(z.union(TIME_FACTORS.map((one) => z.literal(one))), row.timeFactor),
    practice: row.practice,
  }
}

/** What a shared link leads to, whoever opens it; a sentence where it leads nowhere. */
export async function getShared(link: string): Promise<Outcome<Shared>> {
  const found = await openPaper(db(), link)
  if (!found.ok) return found
  const { round, level, blueprint, topic, seconds, items } = found.value
  const title = titleOf(blueprint, round, topic)
  return done({ title, level, blueprint, questions: items.length, seconds })
}
