'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { noteAction } from '../margin/actions'
import { bothVersions } from '../margin/rules'
import { LONGEST_NOTE } from '../margin/schema'
import { dropDraft, keepDraft, readDraft } from './note-draft'
import { type MarginControls, UNREACHABLE } from './use-margin'

const PAUSE_MS = 700
const RETRY_MS = 5_000

export interface NoteEditor {
  text: string
  saving: boolean
  /** What became of the text, in a sentence; empty before anything was typed. */
  said: string
  wrong: boolean
  write(text: string): void
}

/** A note that saves itself as it is typed, and waits in this browser until the server has it. */
export function useNote(
  path: string,
  { margin, enter, noteSaved }: Pick<MarginControls, 'margin' | 'enter' | 'noteSaved'>,
): NoteEditor {
  const [left] = useState(() => readDraft(path))
  const [text, setText] = useState(left?.text ?? margin.note?.text ?? '')
  const [saving, setSaving] = useState(false)
  const [{ said, wrong }, setSaid] = useState({ said: '', wrong: false })
  const latest = useRef({
    text,
    base: left ? left.base : (margin.note?.savedAt ?? null),
    unsaved: left !== null,
    kept: true,
  })
  const busy = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const gone = useRef(false)

  const change = useCallback(
    (to: string) => {
      const { base } = latest.current
      const kept = keepDraft(path, { text: to, base })
      latest.current = { text: to, base, unsaved: true, kept }
      setText(to)
    },
    [path],
  )

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    const { text: sent, base, unsaved } = latest.current
    if (busy.current || !unsaved) return
    if (sent.length > LONGEST_NOTE) {
      setSaving(false)
      setSaid({
        said: `Not saved: a note has at most ${LONGEST_NOTE} characters, this one ${sent.length}. It is kept in this browser.`,
        wrong: true,
      })
      return
    }
    busy.current = true
    setSaving(true)
    const tried = await attempt()
    busy.current = false
    if (!tried.ok) {
      setSaving(false)
      const where = latest.current.kept ? 'It is kept in this browser' : 'Keep this page open'
      setSaid({ said: `Not saved yet. ${tried.error} ${where} and tried again.`, wrong: true })
      if (!gone.current) timer.current = setTimeout(save, RETRY_MS)
      return
    }
    const result = tried.value
    if (result.status === 'changed') {
      latest.current.base = result.note.savedAt
      change(bothVersions(result.note.text, latest.current.text))
      setSaid({
        said: 'This note was changed elsewhere too; both texts are here now.',
        wrong: false,
      })
      timer.current = setTimeout(save, PAUSE_MS)
      return
    }
    latest.current.base = result.savedAt
    noteSaved(result.savedAt === null ? null : { text: sent, savedAt: result.savedAt })
    if (latest.current.text !== sent) {
      keepDraft(path, { text: latest.current.text, base: result.savedAt })
      timer.current = setTimeout(save, PAUSE_MS)
      return
    }
    latest.current.unsaved = false
    dropDraft(path)
    setSaving(false)
    setSaid({ said: result.savedAt === null ? 'Removed.' : 'Saved.', wrong: false })

    async function attempt() {
      const refused = await enter()
      if (refused !== null) return { ok: false as const, error: refused }
      try {
        return await noteAction({ path, text: sent, base })
      } catch {
        return { ok: false as const, error: UNREACHABLE }
      }
    }
  }, [path, enter, noteSaved, change])

  const write = useCallback(
    (to: string) => {
      change(to)
      setSaving(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(save, PAUSE_MS)
    },
    [change, save],
  )

  // What another tab saved is shown, unless something here waits to be saved.
  useEffect(() => {
    if (latest.current.unsaved || busy.current) return
    latest.current.base = margin.note?.savedAt ?? null
    latest.current.text = margin.note?.text ?? ''
    setText(latest.current.text)
  }, [margin.note])

  const saveNow = useRef(save)
  saveNow.current = save
  useEffect(() => {
    gone.current = false
    if (latest.current.unsaved) saveNow.current()
    const leaving = (event: BeforeUnloadEvent) => {
      if (latest.current.unsaved && !latest.current.kept) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => {
      gone.current = true
      removeEventListener('beforeunload', leaving)
      saveNow.current()
    }
  }, [])

  return { text, saving, said, wrong, write }
}
