'use client'
import { useId, useRef, useState } from 'react'
import type { Outcome } from '@/lib/outcome'

const LEAST = 3
const MOST = 1800

/**
 * Says what is wrong with a question. What was written stays until it is sent.
 * @param send takes the text to the server; rejects where that cannot be reached
 */
export function ReportQuestion({ send }: { send(text: string): Promise<Outcome<unknown>> }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing')
  const [trouble, setTrouble] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)

  async function submit(event: React.FormEvent) {
    event.preventDefault()
    if (state === 'sending') return
    if (text.trim().length < LEAST) {
      setTrouble('Say in a few words what is wrong.')
      return area.current?.focus()
    }
    setState('sending')
    setTrouble('')
    const reply = await send(text).catch(() => ({
      ok: false as const,
      error: 'The server cannot be reached. Try again when you are online.',
    }))
    setState(reply.ok ? 'sent' : 'writing')
    if (!reply.ok) setTrouble(`Not sent. ${reply.error}`)
  }

  if (state === 'sent')
    return (
      <p role="status" className="text-sm text-muted">
        Thank you; your report is saved with this question’s name.
      </p>
    )
  return (
    <div className="no-print">
      <button
        type="button"
        className="button button-quiet -ml-2"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Report this question
      </button>
      <form id={id} hidden={!isOpen} onSubmit={submit} className="mt-2 max-w-xl" noValidate>
        <label className="block">
          <span className="label mb-1 block">What is wrong?</span>
          <textarea
            ref={area}
            className="field min-h-24 resize-y leading-normal"
            maxLength={MOST}
            value={text}
            aria-invalid={trouble !== '' || undefined}
            aria-describedby={`${id}trouble`}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <p id={`${id}trouble`} role="alert" className="text-sm text-wrong">
          {trouble}
        </p>
        <button type="submit" className="button mt-2" aria-disabled={state === 'sending'}>
          {state === 'sending' ? 'Sending…' : 'Send the report'}
        </button>
      </form>
    </div>
  )
}
