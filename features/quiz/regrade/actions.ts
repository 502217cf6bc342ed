'use server'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { dismissRegraded } from './data'
import { dismissSchema } from './schema'

export async function dismissRegradedAction(input: unknown): Promise<Outcome<null>> {
  return act(dismissSchema, input, (userId) => dismissRegraded(userId, Date.now()))
}
