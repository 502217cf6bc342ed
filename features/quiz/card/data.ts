import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { getOwnNote } from '@/features/cards/own/data'
import { restoreOwnNote, saveOwnNote } from '@/features/cards/own/notes/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { findSheet } from '../attempt/data'
import { judge } from '../judge/data'
import { chosenSchema } from '../schema'
import { cardOf, wrongIn } from './rules'

const NO_ANSWER = 'There is no wrong answer to make a card of. Nothing was saved.'

/** A UUID (version 8) that a text always leads to. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Makes a wrong answer the learner's own card: one for each exercise and each thing chosen. Where it
 * is there already, it stays as it is.
 * @param now ms since the epoch
 */
export async function makeCard(
  userId: UserId,
  sheetId: string,
  now: number,
): Promise<Outcome<{ noteId: string; isNew: boolean }>> {
  const found = await findSheet(userId, sheetId)
  if (!found?.exercise || found.row.right !== false) return refuse(NO_ANSWER)
  const { row, exercise } = found
  const chosen = z.parse(chosenSchema, JSON.parse(row.chosen ?? 'null'))
  const verdict = await judge(exercise.body, chosen, row.seed)
  if (!verdict || verdict.right) return refuse(NO_ANSWER)
  const wrong = wrongIn(verdict)
    .map(({ html }) => html)
    .sort()
  const noteId = uuidOf(JSON.stringify([exercise.id, wrong]))
  return db().$transaction(async (tx) => {
    if (await getOwnNote(tx, userId, noteId)) return done({ noteId, isNew: false })
    const restored = await restoreOwnNote(tx, userId, noteId, now)
    if (restored.ok) return done({ noteId, isNew: true })
    const content = cardOf(exercise, verdict)
    const saved = await saveOwnNote(tx, userId, { id: noteId, content, origin: 'quiz' }, now)
    return saved.ok ? done({ noteId, isNew: true }) : saved
  })
}
