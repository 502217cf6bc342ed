'use server'
import { act } from '@/lib/action'
import { signRound } from './data'
import { signSchema } from './schema'

/** Signs the result of a round. */
export async function signResult(input: unknown) {
  return act(signSchema, input, signRound)
}
