'use server'
import { revalidatePath } from 'next/cache'
import { saveCatchUp } from '@/features/learner/data'
import { type CatchUp, catchUpChoiceSchema } from '@/features/learner/schema'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'

/** Takes up a pace of catching up; null gives it up. */
export async function catchUpAction(input: unknown): Promise<Outcome<{ catchUp: CatchUp | null }>> {
  const outcome = await act(catchUpChoiceSchema, input, saveCatchUp)
  if (outcome.ok) revalidatePath('/review')
  return outcome
}
