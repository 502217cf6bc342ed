'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Dialog } from '@base-ui/react/dialog'
import { type RefObject, useRef, useState } from 'react'
import { reportAction } from '../margin/actions'
import { LONGEST_REPORT } from '../margin/schema'
import { UNREACHABLE } from './use-margin'

interface Props {
  open: boolean
  onClose(): void
  opener: RefObject<HTMLButtonElement | null>
  path: string
  title: string
  enter(): Promise<string | null>
}

/** Says what is wrong on a page. What was written stays until it is sent. */
export function ReportDialog({ open, onClose, opener, path, title, enter }: Props) {
  const [text, setText] = useState('')
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing')
  const [trouble, setTrouble] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)

  const fail = (error: string) => {
    setTrouble(error)
    setState('writing')
    area.current?.focus()
  }
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    if (state === 'sending') return
    if (text.trim().length < 3) return fail('Say in a few words what is wrong.')
    setState('sending')
    setTrouble('')
    const refused = await enter()
    if (refused !== null) return fail(`Not sent. ${refused}`)
    try {
      const outcome = await reportAction({ path, text })
      if (!outcome.ok) return fail(`Not sent. ${outcome.error}`)
      setState('sent')
      setText('')
    } catch {
      fail(`Not sent. ${UNREACHABLE} What you wrote stays here.`)
    }
  }

  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root
        open={open}
        onOpenChange={(next) => {
          if (!next) onClose()
        }}
        onOpenChangeComplete={(opened) => {
          if (!opened && state === 'sent') setState('writing')
        }}
      >
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0_0_0/0.4)]" />
          <Dialog.Popup
            className="fixed inset-x-4 top-[8dvh] z-50 mx-auto max-h-[84dvh] max-w-lg overflow-y-auto rounded-md border border-rule bg-raised p-6 shadow-lg"
            initialFocus={area}
            finalFocus={opener}
          >
            <Dialog.Title className="text-lg">Report an error</Dialog.Title>
            {state === 'sent' ? (
              <div role="status">
                <p className="mt-4">Thank you; your report is saved with this page’s name.</p>
                <Dialog.Close className="button button-primary mt-6">Close</Dialog.Close>
              </div>
            ) : (
              <form onSubmit={send} noValidate>
                <Dialog.Description className="mt-1 text-muted">On “{title}”.</Dialog.Description>
                <label htmlFor="report-text" className="label mt-4 mb-1 block">
                  What is wrong?
                </label>
                <textarea
                  ref={area}
                  id="report-text"
                  className="field block min-h-32 resize-y leading-normal"
                  rows={6}
                  maxLength={LONGEST_REPORT}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                  aria-invalid={trouble !== '' || undefined}
                  aria-describedby="report-hint report-trouble"
                />
                <p id="report-hint" className="mt-1.5 text-sm text-muted">
                  Quote the sentence or name the row. A link to the AWS page that says otherwise
                  helps most.
                </p>
                <p id="report-trouble" role="alert" className="mt-1 text-sm text-wrong">
                  {trouble}
                </p>
                <div className="mt-4 flex flex-wrap gap-2">
                  <button
                    type="submit"
                    className="button button-primary"
                    aria-disabled={state === 'sending'}
                  >
                    {state === 'sending' ? 'Sending…' : 'Send the report'}
                  </button>
                  <Dialog.Close className="button button-quiet">Cancel</Dialog.Close>
                </div>
              </form>
            )}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  )
}
