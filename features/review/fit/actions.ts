'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { returnToFormer } from './data'
import { returnSchema } from './schema'

export async function returnAction(input: unknown): Promise<Outcome<{ version: number }>> {
  const outcome = await act(returnSchema, input, (userId, { version }) =>
    returnToFormer(userId, version, Date.now()),
  )
  revalidatePath('/settings')
  return outcome
}
