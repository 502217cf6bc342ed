'use client'
import { type RefObject, useState } from 'react'
import { CONFIDENCES, type Confidence } from '@/features/quiz/schema'
import { CONFIDENCE_TEXTS } from '@/features/quiz/texts/rules'
import type { Held } from '../../schema'

function Sureness({
  confidence,
  onChange,
}: {
  confidence: Confidence | null
  onChange(confidence: Confidence | null): void
}) {
  return (
    <fieldset>
      <legend className="label mb-1">How sure are you?</legend>
      <div className="flex flex-wrap gap-2">
        {CONFIDENCES.map((one, index) => (
          <button
            key={one}
            type="button"
            className="button chip min-h-9 px-3 text-sm"
            aria-pressed={one === confidence}
            onClick={() => onChange(one === confidence ? null : one)}
          >
            {CONFIDENCE_TEXTS[one]} <kbd className="key hidden sm:block">{index + 1}</kbd>
          </button>
        ))}
      </div>
    </fieldset>
  )
}

/** What stands beside an answer: how sure one is, and a note to oneself. */
export function Beside({
  held,
  disabled,
  note,
  onConfide,
  onNote,
}: {
  held: Held
  disabled: boolean
  note: RefObject<HTMLTextAreaElement | null>
  onConfide(confidence: Confidence | null): void
  onNote(text: string): void
}) {
  const [open, setOpen] = useState(held.note !== '')
  return (
    <fieldset disabled={disabled} className="mt-8 min-w-0 space-y-6 border-t border-rule pt-6">
      <legend className="sr-only">Beside your answer</legend>
      <Sureness confidence={held.confidence} onChange={onConfide} />
      <details
        open={open || held.note !== ''}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary className="label w-max py-1">
          Note to yourself <kbd className="key ml-1 hidden sm:inline">N</kbd>
        </summary>
        <textarea
          ref={note}
          className="field mt-2 min-h-24 resize-y leading-normal"
          aria-label="Note to yourself, not graded"
          maxLength={4_000}
          value={held.note}
          onChange={({ target }) => onNote(target.value)}
        />
      </details>
    </fieldset>
  )
}
