'use server'
import { act } from '@/lib/action'
import type { Outcome } from '@/lib/outcome'
import { saveNote, saveReport, setBookmark } from './data'
import { bookmarkSchema, type NoteResult, noteSchema, reportSchema } from './schema'

export async function bookmarkAction(input: unknown): Promise<Outcome<{ bookmarked: boolean }>> {
  return act(bookmarkSchema, input, (userId, { path, on }) => setBookmark(userId, path, on))
}

export async function noteAction(input: unknown): Promise<Outcome<NoteResult>> {
  return act(noteSchema, input, (userId, note) => saveNote(userId, note, Date.now()))
}

export async function reportAction(input: unknown): Promise<Outcome<null>> {
  return act(reportSchema, input, (userId, { path, text }) =>
    saveReport(userId, path, text, Date.now()),
  )
}
