'use client'
import { useRef, useState } from 'react'
import type { Outcome } from '@/lib/outcome'
import {
  deleteScenarioAction,
  duplicateScenarioAction,
  renameScenarioAction,
  restoreScenarioAction,
} from '../actions'
import type { SavedShown, SaveScenario } from '../schema'

const unreachable = () => ({
  ok: false as const,
  error: 'The server cannot be reached. Nothing was changed; try again.',
})

/** A learner's scenarios: open, rename, duplicate, delete, and undo of the last deletion. */
export function SavedList({ saved, open }: { saved: SavedShown[]; open: string | null }) {
  const [renaming, setRenaming] = useState<string | null>(null)
  const [deleted, setDeleted] = useState<SaveScenario | null>(null)
  const [said, setSaid] = useState('')
  const [isBusy, setBusy] = useState(false)
  const name = useRef<HTMLInputElement>(null)

  async function doing<T>(work: Promise<Outcome<T>>, text: string): Promise<T | null> {
    setBusy(true)
    const outcome = await work.catch(unreachable)
    setBusy(false)
    setSaid(outcome.ok ? text : outcome.error)
    return outcome.ok ? outcome.value : null
  }
  async function rename(id: string) {
    const work = renameScenarioAction({ id, name: name.current?.value ?? '' })
    if (await doing(work, 'Renamed.')) setRenaming(null)
  }
  async function remove(id: string) {
    const gone = await doing(deleteScenarioAction({ id }), 'Deleted.')
    if (gone) setDeleted(gone.kept)
  }
  async function undo() {
    if (deleted && (await doing(restoreScenarioAction(deleted), 'It is back.'))) setDeleted(null)
  }
  if (saved.length === 0 && !deleted) return null
  return (
    <section aria-label="Your scenarios" className="mt-8 border-t border-rule pt-4">
      <h2 className="pb-2 text-lg">Your scenarios</h2>
      <ul className="divide-y divide-rule">
        {saved.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
            {renaming === one.id ? (
              <form
                className="flex min-w-0 flex-1 gap-2"
                onSubmit={(event) => {
                  event.preventDefault()
                  rename(one.id)
                }}
              >
                <input
                  ref={name}
                  className="field min-h-9 py-1"
                  aria-label={`New name of ${one.name}`}
                  defaultValue={one.name}
                  maxLength={80}
                  required
                  // biome-ignore lint/a11y/noAutofocus: it opens because its button was pressed
                  autoFocus
                />
                <button type="submit" className="button" disabled={isBusy}>
                  Rename
                </button>
                <button
                  type="button"
                  className="button button-quiet"
                  onClick={() => setRenaming(null)}
                >
                  Cancel
                </button>
              </form>
            ) : (
              <>
                <a
                  href={`/sandbox?scenario=${one.id}`}
                  aria-current={one.id === open ? 'page' : undefined}
                  className="min-w-0 flex-1 break-words"
                >
                  {one.name}
                </a>
                <span className="flex flex-wrap gap-x-1 text-sm">
                  <button
                    type="button"
                    className="button button-quiet min-h-8"
                    onClick={() => setRenaming(one.id)}
                  >
                    Rename<span className="sr-only"> {one.name}</span>
                  </button>
                  <button
                    type="button"
                    className="button button-quiet min-h-8"
                    disabled={isBusy}
                    onClick={() =>
                      doing(
                        duplicateScenarioAction({ id: one.id, to: crypto.randomUUID() }),
                        'Duplicated.',
                      )
                    }
                  >
                    Duplicate<span className="sr-only"> {one.name}</span>
                  </button>
                  <button
                    type="button"
                    className="button button-quiet min-h-8"
                    disabled={isBusy}
                    onClick={() => remove(one.id)}
                  >
                    Delete<span className="sr-only"> {one.name}</span>
                  </button>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="flex min-h-9 items-center gap-3 pt-1 text-sm text-muted">
        {said}
        {deleted ? (
          <button type="button" className="button button-quiet min-h-8" onClick={undo}>
            Undo: keep {deleted.scenario.name}
          </button>
        ) : null}
      </p>
    </section>
  )
}
