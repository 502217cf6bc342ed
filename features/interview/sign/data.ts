import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { readToken, signToken } from '@/lib/sign'
import { readStored } from '../report/data'
import { countedOf } from '../report/rules'
import { resultOf, tokenIn, whyUnsigned } from './rules'
import { RESULT, resultSchema, type Sign, type Verified } from './schema'

const NO_ROUND = 'There is no graded round like this of yours, so nothing was signed.'

/** Signs what the server timed and graded itself of a learner’s round, or says why it does not. */
export async function signRound(
  userId: UserId,
  { id, name }: Sign,
): Promise<Outcome<{ token: string }>> {
  const stored = await readStored(userId, id)
  if (!stored) return refuse(NO_ROUND)
  const { round, places } = stored
  const claimed = places.filter(({ proof }) => proof === 'claimed').map(({ place }) => place)
  const why = whyUnsigned(round, places.length - claimed.length)
  if (why !== null) return refuse(why)
  const result = resultOf(round, countedOf(places), claimed, name)
  return done({ token: await signToken(RESULT, result) })
}

/** What a pasted link or token says, whoever asks: nothing is told that is not in it. */
export async function verifyResult(pasted: string): Promise<Verified> {
  const read = await readToken(RESULT, tokenIn(pasted))
  if (read.is !== 'signed') return read
  const parsed = z.safeParse(resultSchema, read.claims)
  if (!parsed.success) return { is: 'unreadable' }
  const result = parsed.data
  const row = await db().interview.findUnique({
    where: { id: result.interview },
    select: { timedBy: true },
  })
  return { is: row?.timedBy === 'device' ? 'withdrawn' : 'signed', result }
}
