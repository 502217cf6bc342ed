'use client'
import { useEffect, useState } from 'react'
import { Field } from '@/components/field'
import { saveSetAction } from '../actions'
import type { Matching, StudySet } from '../schema'

const WAIT_MS = 300
const UNREACHABLE = 'The server cannot be reached. What you wrote stays here; try again.'

/** What a search finds, a moment after it was typed; null until that is known. */
function useMatching(query: string): Matching | null {
  const [found, setFound] = useState<Matching | null>(null)
  useEffect(() => {
    setFound(null)
    if (query.trim() === '') return
    const asking = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/api/v1/matching?${new URLSearchParams({ q: query })}`, { signal: asking.signal })
        .then((response) => (response.ok ? response.json() : null))
        .then(setFound, () => {})
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [query])
  return found
}

const matchText = ({ cards, due }: Matching) =>
  cards === 0
    ? 'No card matches now.'
    : `${cards} ${cards === 1 ? 'card matches' : 'cards match'} now, ${due} of them due.`

/** Writes a study set: a new one, or one that is there already. */
export function SetForm({
  set,
  onSaved,
  onCancel,
}: {
  set: StudySet
  onSaved(set: StudySet): void
  onCancel(): void
}) {
  const [name, setName] = useState(set.name)
  const [query, setQuery] = useState(set.query)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const found = useMatching(query)

  const save = async (event: React.FormEvent) => {
    event.preventDefault()
    if (busy) return
    const missing = name.trim() === '' ? 'name' : query.trim() === '' ? 'query' : null
    if (missing) {
      setTrouble(missing === 'name' ? 'Give the set a name.' : 'Write what belongs to the set.')
      document.getElementById(`set-${missing}`)?.focus()
      return
    }
    setBusy(true)
    const outcome = await saveSetAction({ id: set.id, name, query }).catch(() => ({
      ok: false as const,
      error: UNREACHABLE,
    }))
    setBusy(false)
    if (outcome.ok) onSaved(outcome.value)
    else setTrouble(outcome.error)
  }

  return (
    <form onSubmit={save} noValidate className="max-w-md space-y-4 py-3">
      <Field id="set-name" label="Name">
        {(wiring) => (
          <input
            {...wiring}
            className="field"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        id="set-query"
        label="Cards that match"
        hint={
          <>
            Words, or <code>topic:pricing</code>, <code>kind:cloze</code>, <code>is:due</code>,{' '}
            <code>is:leech</code>, <code>flag:red</code>, <code>tag:exam</code>; a minus in front
            leaves out.
          </>
        }
      >
        {(wiring) => (
          <input
            {...wiring}
            className="field"
            maxLength={300}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </Field>
      <p role="status" className="figures min-h-5 text-sm">
        {found ? [...found.problems, matchText(found)].join(' ') : ''}
      </p>
      <p role="alert" className="text-sm text-wrong empty:hidden">
        {trouble}
      </p>
      <p className="flex gap-2">
        <button type="submit" className="button" aria-disabled={busy}>
          {busy ? 'Saving…' : 'Save the set'}
        </button>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  )
}
