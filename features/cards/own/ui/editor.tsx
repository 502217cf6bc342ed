'use client'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Field } from '@/components/field'
import { DeleteNote } from './delete-note'
import { KINDS } from './fields'
import type { OwnWrites } from './handles'
import { KindChoice } from './kind-choice'
import { Preview } from './preview'
import { SaidLine } from './said-line'
import { Side } from './side'
import { type Start, useEditor } from './use-editor'
import { hideSelection, useMedia } from './use-insert'

/** A note being written: its texts on the left, what they make on the right. */
export function NoteEditor({
  learner,
  place,
  start,
  writes,
}: {
  learner: string
  place: string
  start: Start
  writes: OwnWrites
}) {
  const editor = useEditor(learner, place, start, writes)
  const { fields, write, ready } = editor
  const front = useRef<HTMLTextAreaElement>(null)
  // Where a file goes: the text that was written in last.
  const last = useRef<HTMLTextAreaElement>(null)
  const media = useMedia(last)
  const picker = useRef<HTMLInputElement>(null)
  const [deleted, setDeleted] = useState(false)
  const isNew = start.id === null
  const kind = KINDS[fields.kind]
  const isCloze = fields.kind === 'cloze'
  const isMore = start.fields.extra + start.fields.source !== ''

  useEffect(() => {
    last.current = front.current
    if (isNew && ready) front.current?.focus()
  }, [isNew, ready])
  const { said } = editor
  useEffect(() => {
    if (said.kind === 'made') front.current?.focus()
  }, [said])

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !(event.metaKey || event.ctrlKey)) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (!event.repeat) editor.save()
    } else if (isCloze && event.shiftKey && event.key.toLowerCase() === 'c') {
      event.preventDefault()
      if (front.current) hideSelection(front.current, event.altKey)
    }
  }
  const addFile = (file: File) => {
    media.add(file)
  }

  if (start.id !== null && deleted)
    return <DeleteNote id={start.id} writes={writes} deleted onChange={setDeleted} />

  return (
    <div className="grid gap-10 lg:grid-cols-2 lg:gap-14">
      <form
        className="min-w-0 space-y-5"
        onKeyDown={press}
        onFocus={({ target }) => {
          if (target instanceof HTMLTextAreaElement) last.current = target
        }}
        onSubmit={(event) => {
          event.preventDefault()
          editor.save()
        }}
        data-ready={ready || undefined}
      >
        <KindChoice kind={fields.kind} onChoose={(next) => write({ kind: next })} />
        <Side
          area={front}
          label={kind.front}
          rows={isCloze ? 6 : 3}
          value={fields.front}
          readOnly={!ready}
          onWrite={(text) => write({ front: text })}
          onFile={addFile}
        />
        {isCloze ? (
          <p>
            <button
              type="button"
              className="button min-h-9 text-sm"
              onClick={() => front.current && hideSelection(front.current, false)}
            >
              Hide the selection <kbd className="key hidden sm:inline">ctrl/⌘ ⇧ C</kbd>
            </button>
          </p>
        ) : (
          <Side
            label={kind.back}
            rows={3}
            value={fields.back}
            readOnly={!ready}
            onWrite={(text) => write({ back: text })}
            onFile={addFile}
          />
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
          <button
            type="button"
            className="button min-h-9 text-sm"
            onClick={() => picker.current?.click()}
          >
            Add a picture or sound
          </button>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label="A picture or sound"
            accept="image/png,image/jpeg,image/gif,image/webp,image/avif,audio/*"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) addFile(file)
              target.value = ''
            }}
          />
          <span role="status">{media.said || 'Texts are Markdown.'}</span>
        </div>
        <Field id="tags" label="Tags" hint="Words with blanks between them.">
          {(wiring) => (
            <input
              {...wiring}
              className="field"
              value={fields.tags}
              readOnly={!ready}
              autoCapitalize="off"
              onChange={({ target }) => write({ tags: target.value })}
            />
          )}
        </Field>
        <details open={isMore}>
          <summary className="label">Below the answer, source</summary>
          <div className="mt-3 space-y-5">
            <Side
              label="Below the answer"
              rows={2}
              value={fields.extra}
              readOnly={!ready}
              onWrite={(text) => write({ extra: text })}
              onFile={addFile}
            />
            <Field id="source" label="Source" hint="A link, or a page of this site.">
              {(wiring) => (
                <input
                  {...wiring}
                  className="field"
                  value={fields.source}
                  readOnly={!ready}
                  inputMode="url"
                  onChange={({ target }) => write({ source: target.value })}
                />
              )}
            </Field>
          </div>
        </details>
        {isNew ? null : (
          <label className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            <input
              type="checkbox"
              className="mt-1.5 size-4 accent-accent"
              checked={editor.anew}
              onChange={({ target }) => editor.setAnew(target.checked)}
            />
            <span>
              The meaning changed: ask me anew
              <span className="block text-sm text-muted">
                Leave it for typos and better words: what you remember of the card stays.
              </span>
            </span>
          </label>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <button type="submit" className="button button-primary" disabled={!ready}>
            Save{' '}
            <kbd className="key hidden border-transparent bg-transparent text-on-accent sm:inline">
              ctrl/⌘ ⏎
            </kbd>
          </button>
          {start.id === null ? null : (
            <DeleteNote
              id={start.id}
              writes={writes}
              deleted={false}
              onChange={(gone) => {
                setDeleted(gone)
                if (gone) editor.forget()
              }}
            />
          )}
        </div>
        <div role="status" className="min-h-7">
          <SaidLine editor={editor} />
        </div>
      </form>
      <Preview fields={fields} />
    </div>
  )
}
