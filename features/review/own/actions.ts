'use server'
import { binSchema, type SaveResult, saveOwnSchema } from '@/features/cards/own/schema'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { deleteOwn, rememberOwn, restoreOwn, saveOwn } from './data'
import { rememberSchema } from './schema'

export async function saveOwnAction(input: unknown): Promise<Outcome<SaveResult>> {
  return act(saveOwnSchema, input, (userId, note) => saveOwn(userId, note, Date.now()))
}

export async function deleteOwnAction(input: unknown): Promise<Outcome<null>> {
  return act(binSchema, input, (userId, { id }) => deleteOwn(userId, id, Date.now()))
}

export async function restoreOwnAction(input: unknown): Promise<Outcome<null>> {
  return act(binSchema, input, (userId, { id }) => restoreOwn(userId, id, Date.now()))
}

export async function rememberOwnAction(input: unknown): Promise<Outcome<{ recalled: number }>> {
  return act(rememberSchema, input, (userId, { cardIds }) =>
    rememberOwn(userId, cardIds, Date.now()),
  )
}
