'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { deleteScenario, duplicateScenario, renameScenario, saveScenario } from './data'
import {
  deleteScenarioSchema,
  duplicateScenarioSchema,
  renameScenarioSchema,
  type SaveScenario,
  saveScenarioSchema,
} from './schema'

function listed<T>(outcome: Outcome<T>): Outcome<T> {
  if (outcome.ok) revalidatePath('/sandbox')
  return outcome
}

export async function saveScenarioAction(input: unknown): Promise<Outcome<{ sequence: number }>> {
  return act(saveScenarioSchema, input, (userId, save) => saveScenario(userId, save, Date.now()))
}

export async function restoreScenarioAction(
  input: unknown,
): Promise<Outcome<{ sequence: number }>> {
  return listed(await saveScenarioAction(input))
}

export async function renameScenarioAction(input: unknown): Promise<Outcome<{ name: string }>> {
  return listed(await act(renameScenarioSchema, input, renameScenario))
}

export async function duplicateScenarioAction(input: unknown): Promise<Outcome<{ id: string }>> {
  return listed(
    await act(duplicateScenarioSchema, input, (userId, copy) =>
      duplicateScenario(userId, copy, Date.now()),
    ),
  )
}

export async function deleteScenarioAction(
  input: unknown,
): Promise<Outcome<{ kept: SaveScenario | null }>> {
  return listed(
    await act(deleteScenarioSchema, input, (userId, { id }) => deleteScenario(userId, id)),
  )
}
