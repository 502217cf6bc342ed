'use server'
import { revalidatePath } from 'next/cache'
import { getLibrary } from '@/features/cards/data'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { resetSchema } from './schema'
import { resetCards } from './undo/data'

export async function resetAction(input: unknown): Promise<Outcome<{ reset: number }>> {
  const outcome = await act(resetSchema, input, (userId, { answerId, scope }) => {
    const cardIds =
      'card' in scope ? [scope.card] : (getLibrary().topic.get(scope.topic)?.cardIds ?? [])
    return resetCards(userId, answerId, cardIds, Date.now())
  })
  revalidatePath('/progress')
  return outcome
}
