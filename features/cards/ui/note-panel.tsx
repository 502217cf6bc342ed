'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Dialog } from '@base-ui/react/dialog'
import { type RefObject, useRef } from 'react'
import { LONGEST_NOTE } from '../margin/schema'
import type { MarginControls } from './use-margin'
import { useNote } from './use-note'

interface Props {
  open: boolean
  onClose(): void
  opener: RefObject<HTMLButtonElement | null>
  path: string
  title: string
  controls: MarginControls
}

function Editor({
  path,
  title,
  controls,
  area,
}: Pick<Props, 'path' | 'title' | 'controls'> & { area: RefObject<HTMLTextAreaElement | null> }) {
  const { text, saving, said, wrong, write } = useNote(path, controls)
  return (
    <>
      <textarea
        ref={area}
        className="field mt-3 block min-h-40 resize-y leading-normal"
        aria-label={`Your note on ${title}`}
        aria-describedby="note-state"
        rows={8}
        maxLength={Math.max(LONGEST_NOTE, text.length)}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <p id="note-state" className="mt-2 min-h-6 text-sm text-muted">
        <span aria-hidden={!saving || undefined}>{saving ? 'Saving… ' : ''}</span>
        <span role="status" className={wrong ? 'text-wrong' : ''}>
          {saving && !wrong ? '' : said}
        </span>
        {!saving && said === '' ? 'Only you can see it. It saves itself as you type.' : ''}
      </p>
      {text.length > LONGEST_NOTE * 0.9 ? (
        <p className="figures text-sm text-muted">
          {text.length} of {LONGEST_NOTE} characters
        </p>
      ) : null}
    </>
  )
}

/** A note in a corner of the window, so that one can read and write at once. */
export function NotePanel({ open, onClose, opener, path, title, controls }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const { status, load } = controls
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root
        open={open}
        onOpenChange={(next) => {
          if (!next) onClose()
        }}
        modal={false}
        disablePointerDismissal
      >
        <Dialog.Portal>
          <Dialog.Popup
            className="no-print fixed inset-x-0 bottom-0 z-40 border border-rule-strong bg-raised p-4 shadow-lg sm:right-5 sm:bottom-5 sm:left-auto sm:w-96 sm:rounded-md"
            initialFocus={area}
            finalFocus={opener}
          >
            <div className="flex items-baseline justify-between gap-4">
              <Dialog.Title className="text-base font-semibold">Your note</Dialog.Title>
              <Dialog.Close className="button button-quiet -my-1 min-h-8 text-sm">
                Close <kbd className="key hidden sm:inline">esc</kbd>
              </Dialog.Close>
            </div>
            {status === 'loading' ? (
              <p role="status" className="mt-3 min-h-40 text-muted">
                Getting your note…
              </p>
            ) : null}
            {status === 'failed' ? (
              <div role="alert" className="mt-3">
                <p>Your note could not be loaded; it is safe on the server.</p>
                <button type="button" className="button mt-3" onClick={load}>
                  Try again
                </button>
              </div>
            ) : null}
            {status === 'ended' ? (
              <p className="mt-3">
                Your session has ended.{' '}
                <a href={`/sign-in?callbackUrl=${encodeURIComponent(path)}`}>Sign in</a> to see your
                note.
              </p>
            ) : null}
            {status === 'ready' || status === 'newcomer' ? (
              <Editor path={path} title={title} controls={controls} area={area} />
            ) : null}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  )
}
