import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { InterviewBank } from './schema'

const FILE = join(process.cwd(), '.generated/interviews.json')

let held: { bank: InterviewBank; readAt: number } | undefined

/** The bank, keys and rubrics with it. Read once; while developing, again whenever compiled anew. */
export function getInterviewBank(): InterviewBank {
  if (held && process.env.NODE_ENV === 'production') return held.bank
  const { mtimeMs } = statSync(FILE)
  if (held?.readAt !== mtimeMs)
    held = { bank: JSON.parse(readFileSync(FILE, 'utf8')), readAt: mtimeMs }
  return held.bank
}
