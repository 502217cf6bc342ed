'use server'
import { revalidatePath } from 'next/cache'
import { getLibrary } from '@/features/cards/data'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { resetCards, undoReset } from './data'
import { resetSchema, undoResetSchema } from './schema'

export async function resetAction(input: unknown): Promise<Outcome<{ reset: number }>> {
  const outcome = await act(resetSchema, input, (userId, { answerId, scope }) => {
    const cardIds =
      'cards' in scope ? scope.cards : (getLibrary().topic.get(scope.topic)?.cardIds ?? [])
    return resetCards(userId, answerId, cardIds, Date.now())
  })
  revalidatePath('/progress')
  return outcome
}

export async function undoResetAction(input: unknown): Promise<Outcome<{ restored: number }>> {
  const outcome = await act(undoResetSchema, input, (userId, { answerId, undoes }) =>
    undoReset(userId, answerId, undoes, Date.now()),
  )
  revalidatePath('/progress')
  return outcome
}
