'use client'
import { useState } from 'react'
import { deleteSetAction, saveSetAction } from '../actions'
import type { CountedSet, StudySet } from '../schema'
import { SetForm } from './set-form'

const UNREACHABLE = 'The server cannot be reached. Nothing was changed; try again.'

function SetRow({ set, onEdit }: { set: CountedSet; onEdit(): void }) {
  const { id, name, query, cards, due } = set
  const [gone, setGone] = useState(false)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const toggle = async () => {
    if (busy) return
    const remove = !gone
    setBusy(true)
    const outcome = await (remove
      ? deleteSetAction({ id })
      : saveSetAction({ id, name, query })
    ).catch(() => ({ ok: false as const, error: UNREACHABLE }))
    setBusy(false)
    setTrouble(outcome.ok ? '' : outcome.error)
    // Said once it is so: whoever leaves the page at once can rely on it.
    if (outcome.ok) setGone(remove)
  }
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-56">
        {gone ? (
          <p className="text-muted">
            <s>{name}</s> <span className="text-sm">deleted</span>
          </p>
        ) : (
          <>
            <p className="figures">
              <a href={`/review?set=${id}`}>{name}</a>{' '}
              <span className="text-muted">
                {cards} {cards === 1 ? 'card' : 'cards'}, {due} due
              </span>
            </p>
            <p className="break-words font-mono text-sm text-muted">{query}</p>
          </>
        )}
        <p role="alert" className="text-sm text-wrong empty:hidden">
          {trouble}
        </p>
      </div>
      <div className="flex items-baseline gap-x-2">
        {gone ? null : (
          <>
            <a
              href={`/review?set=${id}&cram=1`}
              aria-label={`Cram ${name}`}
              className="mr-2 text-sm"
            >
              Cram
            </a>
            <button
              type="button"
              className="button button-quiet min-h-8 text-sm"
              onClick={onEdit}
              aria-label={`Edit ${name}`}
            >
              Edit
            </button>
          </>
        )}
        <button
          type="button"
          className="button button-quiet min-h-8 text-sm"
          onClick={toggle}
          aria-disabled={busy}
          aria-label={gone ? `Undo: keep ${name}` : `Delete ${name}`}
        >
          {gone ? 'Undo' : 'Delete'}
        </button>
      </div>
    </li>
  )
}

/** What was there with what is there now in its place; what is new comes last. */
const merged = (before: CountedSet[], now: CountedSet[]): CountedSet[] => [
  ...new Map([...before, ...now].map((set) => [set.id, set])).values(),
]

/** A learner's study sets: studied by one link, written, renamed, deleted and brought back. */
export function SetList({ sets }: { sets: CountedSet[] }) {
  const [editing, setEditing] = useState<StudySet | null>(null)
  // A set that was deleted stays in view as it last was until the page is left, to be brought back.
  const [last, setLast] = useState(sets)
  const [rows, setRows] = useState(sets)
  if (sets !== last) {
    setLast(sets)
    setRows(merged(rows, sets))
  }
  const close = () => setEditing(null)
  const isNew = editing !== null && !rows.some(({ id }) => id === editing.id)
  return (
    <>
      {rows.length > 0 ? (
        <ul className="-mt-2 divide-y divide-rule">
          {rows.map((set) =>
            editing?.id === set.id ? (
              <li key={set.id}>
                <SetForm set={editing} onSaved={close} onCancel={close} />
              </li>
            ) : (
              <SetRow key={set.id} set={set} onEdit={() => setEditing(set)} />
            ),
          )}
        </ul>
      ) : editing ? null : (
        <p className="mb-3 text-muted">
          Save a search under a name, such as the clozes of one topic, and study it by one link.
        </p>
      )}
      {isNew ? (
        <SetForm set={editing} onSaved={close} onCancel={close} />
      ) : editing ? null : (
        <button
          type="button"
          className="button mt-2"
          onClick={() => setEditing({ id: crypto.randomUUID(), name: '', query: '' })}
        >
          New study set
        </button>
      )}
    </>
  )
}
