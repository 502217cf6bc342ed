'use server'
import * as z from 'zod/mini'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { dismissRegraded } from './data'

export async function dismissRegradedAction(input: unknown): Promise<Outcome<null>> {
  return act(z.strictObject({}), input, (userId) => dismissRegraded(userId, Date.now()))
}
