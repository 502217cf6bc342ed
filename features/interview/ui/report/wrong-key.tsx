'use client'
import { useId, useState } from 'react'
import { report } from '../../marks/actions'
import { useSaving } from './use-saving'

/** Says that a question or its key is wrong. What was written stays until it is sent. */
export function WrongKey({ id, place }: { id: string; place: number }) {
  const form = useId()
  const [open, setOpen] = useState(false)
  const [sent, setSent] = useState(false)
  const [text, setText] = useState('')
  const { busy, trouble, save } = useSaving()
  if (sent)
    return (
      <p role="status" className="text-sm text-muted">
        Thank you; your report is saved with this question’s name.
      </p>
    )
  return (
    <div className="no-print">
      <button
        type="button"
        className="button button-quiet -ml-2 text-sm"
        aria-expanded={open}
        aria-controls={form}
        onClick={() => setOpen(!open)}
      >
        Report this question
      </button>
      <form
        id={form}
        hidden={!open}
        className="mt-2 max-w-xl"
        onSubmit={(event) => {
          event.preventDefault()
          save(() => report({ id, place, text })).then((saved) => saved && setSent(true))
        }}
      >
        <label className="block">
          <span className="label mb-1 block">What is wrong?</span>
          <textarea
            className="field min-h-24 resize-y leading-normal"
            required
            minLength={3}
            maxLength={1800}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <button type="submit" className="button mt-2" aria-disabled={busy}>
          {busy ? 'Sending…' : 'Send the report'}
        </button>
        <p role="alert" className="text-sm text-wrong">
          {trouble}
        </p>
      </form>
    </div>
  )
}
