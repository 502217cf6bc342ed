'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import { roundNameSchema } from '../marks/schema'
import { closeReview } from './data'

/** Notes that a learner has gone through a report. */
export async function finishReview(input: unknown) {
  const outcome = await act(roundNameSchema, input, (userId, { id }) =>
    closeReview(userId, id, Date.now()),
  )
  if (outcome.ok) revalidatePath('/interviews', 'layout')
  return outcome
}
