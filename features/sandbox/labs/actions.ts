'use server'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { recordRun, saveAttempt, showSolution } from './data'
import { type RunResult, runAttemptSchema, saveAttemptSchema } from './schema'

export async function saveAttemptAction(input: unknown): Promise<Outcome<{ sequence: number }>> {
  return act(saveAttemptSchema, input, (userId, save) => saveAttempt(userId, save, Date.now()))
}

export async function recordRunAction(input: unknown): Promise<Outcome<RunResult>> {
  return act(runAttemptSchema, input, (userId, run) => recordRun(userId, run, Date.now()))
}

export async function showSolutionAction(
  input: unknown,
): Promise<Outcome<{ solution: Record<string, string> }>> {
  return act(runAttemptSchema, input, (userId, save) => showSolution(userId, save, Date.now()))
}
