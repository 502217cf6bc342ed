'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { saveKeys } from './data'
import { chosenKeysSchema, type Keys } from './schema'

export async function saveKeysAction(input: unknown): Promise<Outcome<Keys>> {
  const outcome = await act(chosenKeysSchema, input, saveKeys)
  revalidatePath('/settings')
  return outcome
}
