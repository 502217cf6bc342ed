'use server'
import { revalidatePath } from 'next/cache'
import { act } from '@/lib/action'
import { markFindings, reportItem, unmarkFinding } from './data'
import { marksSchema, reportedSchema, unmarkSchema } from './schema'

const REPORT = '/interviews/[id]/report'

/** Keeps marks on points of an answer. */
export async function mark(input: unknown) {
  const outcome = await act(marksSchema, input, (userId, marks) =>
    markFindings(userId, marks, Date.now()),
  )
  revalidatePath(REPORT, 'page')
  return outcome
}

/** Takes a mark back. */
export async function unmark(input: unknown) {
  const outcome = await act(unmarkSchema, input, (userId, one) => unmarkFinding(userId, one))
  revalidatePath(REPORT, 'page')
  return outcome
}

/** Keeps a report that a question or its key is wrong. */
export async function report(input: unknown) {
  return act(reportedSchema, input, (userId, one) => reportItem(userId, one, Date.now()))
}
