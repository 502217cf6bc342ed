'use client'
import { useId, useRef, useState } from 'react'
import {
  fullFault,
  nameFault,
  type TakenFile,
  withAdded,
  withRenamed,
  withTaken,
} from '../../files/rules'
import type { Bench } from './use-bench'

function NameForm({
  label,
  first,
  faultOf,
  onDone,
}: {
  label: string
  first: string
  faultOf(name: string): string | null
  /** With null when it was called off. */
  onDone(name: string | null): void
}) {
  const id = useId()
  const [name, setName] = useState(first)
  const [fault, setFault] = useState<string | null>(null)
  return (
    <form
      className="flex w-full flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const wrong = faultOf(name)
        setFault(wrong)
        if (!wrong) onDone(name)
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onDone(null)
      }}
    >
      <label className="min-w-0 flex-1" htmlFor={id}>
        <span className="label">{label}</span>
        <input
          id={id}
          // biome-ignore lint/a11y/noAutofocus: it opens by a press of its button
          autoFocus
          className="field min-h-9 py-1 font-mono text-sm"
          value={name}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={fault !== null}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onFocus={({ target }) => target.setSelectionRange(0, target.value.search(/\.[^.]*$/))}
          onChange={({ target }) => {
            setName(target.value.trim())
            setFault(null)
          }}
        />
      </label>
      <button type="submit" className="button min-h-9 text-sm">
        Save
      </button>
      <button
        type="button"
        className="button button-quiet min-h-9 text-sm"
        onClick={() => onDone(null)}
      >
        Cancel
      </button>
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="w-full text-sm text-wrong">
          {fault}
        </p>
      ) : null}
    </form>
  )
}

/** Adds, renames and deletes the files of the function; a deleted one can be brought back. */
export function FileTools({
  bench,
  file,
  names,
  onOpen,
}: {
  bench: Bench
  /** The open file; null where what is open belongs to the API. */
  file: string | null
  /** The function's files as they stand. */
  names: readonly string[]
  onOpen(index: number): void
}) {
  const [asked, setAsked] = useState<'add' | 'rename' | null>(null)
  const [taken, setTaken] = useState<TakenFile | null>(null)
  const tools = useRef<HTMLDivElement>(null)
  const { scenario, edit } = bench
  const full = fullFault(scenario)
  const ending = names[0]?.slice(names[0].lastIndexOf('.')) ?? ''

  /** The form goes; whoever came by keyboard stays where it was opened. */
  function close() {
    setAsked(null)
    focus('first-of-type')
  }
  function focus(which: 'first-of-type' | 'last-of-type') {
    requestAnimationFrame(() =>
      tools.current?.querySelector<HTMLElement>(`button:${which}`)?.focus(),
    )
  }
  if (asked === 'add' || (asked === 'rename' && file))
    return (
      <NameForm
        key={asked}
        label={asked === 'add' ? 'Name of the new file' : 'New name of the file'}
        first={asked === 'add' ? `helpers${ending}` : (file ?? '')}
        faultOf={(name) =>
          nameFault(scenario, name, asked === 'rename' ? (file ?? undefined) : undefined)
        }
        onDone={(name) => {
          close()
          if (name === null) return
          setTaken(null)
          if (asked === 'rename' && file) edit((before) => withRenamed(before, file, name))
          else {
            edit((before) => withAdded(before, { name, text: '' }))
            onOpen(names.length)
          }
        }}
      />
    )
  return (
    <div ref={tools} className="flex w-full flex-wrap items-center gap-x-1 text-sm">
      <button
        type="button"
        className="button button-quiet min-h-8"
        disabled={full !== null}
        onClick={() => setAsked('add')}
      >
        Add file
      </button>
      <button
        type="button"
        className="button button-quiet min-h-8"
        disabled={file === null}
        onClick={() => setAsked('rename')}
      >
        Rename file
      </button>
      <button
        type="button"
        className="button button-quiet min-h-8"
        disabled={file === null || names.length < 2}
        onClick={() => {
          const gone = file === null ? null : withTaken(bench.now().scenario, file)
          if (!gone) return
          edit(() => gone.scenario)
          setTaken(gone.taken)
          onOpen(Math.max(0, gone.taken.index - 1))
          focus('last-of-type')
        }}
      >
        Delete file
      </button>
      <span role="status" className="text-muted">
        {taken ? `${taken.name} is deleted.` : full}
      </span>
      {taken ? (
        <button
          type="button"
          className="button button-quiet min-h-8"
          onClick={() => {
            edit((before) => withAdded(before, taken))
            onOpen(taken.index)
            setTaken(null)
            close()
          }}
        >
          Bring it back
        </button>
      ) : null}
    </div>
  )
}
