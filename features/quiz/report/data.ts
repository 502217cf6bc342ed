import 'server-only'
import { saveReport } from '@/features/cards/margin/data'
import type { UserId } from '@/lib/auth'
import { type Outcome, refuse } from '@/lib/outcome'
import { findSheet } from '../attempt/data'

/** Keeps a learner's report of a question, with the topic's page and the question's id. */
export async function reportExercise(
  userId: UserId,
  sheetId: string,
  text: string,
  now: number,
): Promise<Outcome<null>> {
  const found = await findSheet(userId, sheetId)
  if (!found) return refuse('There is no such question in your session. Nothing was sent.')
  const { exerciseId, topic } = found.row
  return saveReport(userId, `/topics/${topic}`, `${exerciseId}: ${text}`, now)
}
