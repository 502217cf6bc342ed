import 'server-only'
import * as z from 'zod/mini'
import { db } from '@/lib/db'
import type { ItemStatistics } from '../attempt/schema'
import { saidSchema } from '../said/schema'
import { statisticsOf } from './rules'

/** The newest answers that statistics are made of. */
const MOST = 500

/** How everybody's answers to an exercise with this key came out; null where too few are in. */
export async function getStatistics(
  exerciseId: string,
  keyHash: string,
): Promise<ItemStatistics | null> {
  const rows = await db().quizSheet.findMany({
    where: { exerciseId, keyHash, answeredAt: { not: null } },
    orderBy: { answeredAt: 'desc' },
    take: MOST,
    select: { right: true, said: true },
  })
  return statisticsOf(
    rows.map(({ right, said }) => {
      const parsed = z.parse(saidSchema, JSON.parse(said ?? 'null'))
      return { right: right ?? false, texts: parsed.kind === 'choice' ? parsed.texts : [] }
    }),
  )
}
