'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { deleteSet, saveSet } from './data'
import { deleteSetSchema, type StudySet, studySetSchema } from './schema'

export async function saveSetAction(input: unknown): Promise<Outcome<StudySet>> {
  const outcome = await act(studySetSchema, input, (userId, set) =>
    saveSet(userId, set, Date.now()),
  )
  if (outcome.ok) revalidatePath('/review')
  return outcome
}

export async function deleteSetAction(input: unknown): Promise<Outcome<{ id: string }>> {
  const outcome = await act(deleteSetSchema, input, (userId, { id }) => deleteSet(userId, id))
  if (outcome.ok) revalidatePath('/review')
  return outcome
}
