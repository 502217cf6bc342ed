'use server'
import { revalidatePath } from 'next/cache'
import { getLibrary } from '@/features/cards/data'
import { act, type Outcome } from '@/lib/action'
import { resetCards } from './data'
import { resetSchema } from './schema'

export async function resetAction(input: unknown): Promise<Outcome<{ reset: number }>> {
  const outcome = await act(resetSchema, input, (userId, { answerId, scope }) => {
    const cardIds =
      'card' in scope ? [scope.card] : (getLibrary().topic.get(scope.topic)?.cardIds ?? [])
    return resetCards(userId, answerId, cardIds, Date.now())
  })
  revalidatePath('/progress')
  return outcome
}
