import type { Json } from '../schema/json'

/** Which records of a batch a function reported as failed. */
export type Failures = 'none' | 'all' | Set<string>

/**
 * Reads `{ batchItemFailures: [{ itemIdentifier }] }` from a payload. Nothing, null and an empty
 * list mean success; one entry that names no record of the batch fails the batch.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function reportedFailures(payload: string, known: string[]): Failures {
  let answer: Json
  try {
    answer = JSON.parse(payload) as Json
  } catch {
    return 'none'
  }
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return 'none'
  const listed = answer.batchItemFailures
  if (listed === undefined || listed === null || listed === '') return 'none'
  if (!Array.isArray(listed)) return 'all'
  const ids = new Set<string>()
  for (const entry of listed) {
    const isEntry = entry !== null && typeof entry === 'object' && !Array.isArray(entry)
    const id = isEntry ? entry.itemIdentifier : undefined
    if (typeof id !== 'string' || !known.includes(id)) return 'all'
    ids.add(id)
  }
  return ids.size === 0 ? 'none' : ids
}
