'use client'
import { useState } from 'react'
import { tellTabs } from '@/components/tabs'
import type { Outcome } from '@/lib/outcome'
import { bookmarkAction, noteAction } from '../margin/actions'
import type { SavedBookmark } from '../margin/schema'
import { UNREACHABLE } from './use-margin'

type Entry = SavedBookmark & { text?: string; when: string }

function Row({ kind, entry }: { kind: 'bookmark' | 'note'; entry: Entry }) {
  const { path, title, text, when } = entry
  const [removed, setRemoved] = useState(false)
  const [base, setBase] = useState<string | null>(entry.at)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)

  const write = async (remove: boolean): Promise<Outcome<unknown>> => {
    if (kind === 'bookmark') return bookmarkAction({ path, on: !remove })
    const outcome = await noteAction({ path, text: remove ? '' : (text ?? ''), base })
    if (!outcome.ok) return outcome
    if (outcome.value.status === 'changed')
      return { ok: false, error: 'It was changed elsewhere meanwhile. Reload this page to see it.' }
    setBase(outcome.value.savedAt)
    return outcome
  }
  const toggle = async () => {
    if (busy) return
    const remove = !removed
    setBusy(true)
    setTrouble('')
    setRemoved(remove)
    try {
      const outcome = await write(remove)
      if (outcome.ok) tellTabs('saved')
      else {
        setRemoved(!remove)
        setTrouble(outcome.error)
      }
    } catch {
      setRemoved(!remove)
      setTrouble(`${UNREACHABLE} Nothing was changed.`)
    }
    setBusy(false)
  }

  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 py-3">
      <div>
        {removed ? (
          <p className="py-0.5 text-muted">
            <s>{title}</s> <span className="text-sm">removed</span>
          </p>
        ) : (
          <>
            <p className="flex flex-wrap items-baseline gap-x-3 py-0.5">
              <a href={path}>{title}</a>
              <time dateTime={entry.at} className="figures text-sm text-muted">
                {when}
              </time>
            </p>
            {text ? <p className="mt-1 whitespace-pre-line">{text}</p> : null}
          </>
        )}
        <p role="alert" className="text-sm text-wrong empty:hidden">
          {trouble}
        </p>
      </div>
      <button
        type="button"
        className="button button-quiet min-h-8 text-sm"
        onClick={toggle}
        aria-label={`${removed ? 'Undo: keep' : 'Remove'} the ${kind} on ${title}`}
      >
        {removed ? 'Undo' : 'Remove'}
      </button>
    </li>
  )
}

/** Bookmarks or notes, each to be removed and, until the page is left, brought back. */
export function SavedList({ kind, entries }: { kind: 'bookmark' | 'note'; entries: Entry[] }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {entries.map((entry) => (
        <Row key={entry.path} kind={kind} entry={entry} />
      ))}
    </ul>
  )
}
