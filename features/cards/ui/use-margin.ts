'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { onNews, tellTabs } from '@/components/tabs'
import { enterAsGuest, knownLearner, rememberLearner } from '@/lib/auth-client'
import { bookmarkAction, noteAction } from '../margin/actions'
import type { Margin, Note } from '../margin/schema'
import { draftPaths, dropDraft, readDraft } from './note-draft'

export const UNREACHABLE = 'The server cannot be reached.'

/** Whether this page's margin is known: a newcomer has none, "ended" is an account's lost session. */
type Status = 'newcomer' | 'loading' | 'ready' | 'failed' | 'ended'

const EMPTY: Margin = { bookmarked: false, note: null }

/** Notes that another page's closed tab left behind. */
async function saveLeftovers(here: string): Promise<void> {
  for (const path of draftPaths()) {
    const draft = path === here ? null : readDraft(path)
    const outcome = draft && (await noteAction({ path, ...draft }))
    if (outcome?.ok && outcome.value.status === 'saved' && readDraft(path)?.text === draft?.text)
      dropDraft(path)
  }
}

export interface MarginControls {
  status: Status
  margin: Margin
  /** What went wrong last, in a sentence. */
  trouble: string
  say(trouble: string): void
  load(): void
  /** Makes sure that there is a learner to write for; a sentence where there cannot be. */
  enter(): Promise<string | null>
  toggleBookmark(): Promise<void>
  noteSaved(note: Note | null): void
}

/** What the learner put in the margin of a page. Loaded after paint, by known learners only. */
export function useMargin(path: string): MarginControls {
  const [status, setStatus] = useState<Status>('newcomer')
  const [margin, setMargin] = useState(EMPTY)
  const [trouble, say] = useState('')
  const busy = useRef(false)

  const load = useCallback(async () => {
    const kind = knownLearner()
    if (kind === null) {
      setMargin(EMPTY)
      setStatus('newcomer')
      return
    }
    setStatus((before) => (before === 'ready' ? before : 'loading'))
    try {
      const response = await fetch(`/api/v1/page?path=${encodeURIComponent(path)}`)
      if (response.status === 401) {
        await response.body?.cancel()
        if (kind === 'guest') rememberLearner(null)
        setMargin(EMPTY)
        setStatus(kind === 'guest' ? 'newcomer' : 'ended')
        return
      }
      if (!response.ok) throw new Error(String(response.status))
      setMargin(await response.json())
      setStatus('ready')
      await saveLeftovers(path)
    } catch {
      setStatus((before) => (before === 'ready' ? before : 'failed'))
    }
  }, [path])

  useEffect(() => {
    load()
    return onNews((news) => {
      if (news !== 'settings') load()
    })
  }, [load])

  const enter = useCallback(async () => {
    if (status === 'ended') return 'Your session has ended. Sign in again to go on.'
    if (knownLearner() !== null) return null
    const refused = await enterAsGuest()
    if (refused !== null) return refused
    setStatus('ready')
    tellTabs('learner')
    return null
  }, [status])

  const toggleBookmark = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    const on = !margin.bookmarked
    const set = (bookmarked: boolean) => setMargin((before) => ({ ...before, bookmarked }))
    say('')
    set(on)
    let refused = await enter()
    try {
      if (refused === null) {
        const outcome = await bookmarkAction({ path, on })
        if (outcome.ok) tellTabs('saved')
        else refused = outcome.error
      }
    } catch {
      refused = UNREACHABLE
    }
    if (refused !== null) {
      set(!on)
      say(`The bookmark was not ${on ? 'set' : 'removed'}. ${refused}`)
    }
    busy.current = false
  }, [enter, margin.bookmarked, path])

  const noteSaved = useCallback((note: Note | null) => {
    setMargin((before) => ({ ...before, note }))
    tellTabs('saved')
  }, [])

  return { status, margin, trouble, say, load, enter, toggleBookmark, noteSaved }
}
