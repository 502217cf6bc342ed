'use client'
import { type Ref, useId } from 'react'
import { LONGEST_SIDE } from '../schema'

/** One text of a card, as Markdown. */
export function Side({
  label,
  hint,
  value,
  rows,
  readOnly,
  area,
  onWrite,
  onFile,
}: {
  label: string
  hint?: string
  value: string
  rows: number
  readOnly: boolean
  area?: Ref<HTMLTextAreaElement>
  onWrite(text: string): void
  onFile(file: File): void
}) {
  const id = useId()
  const isLong = value.length > LONGEST_SIDE * 0.9
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={rows}
        readOnly={readOnly}
        value={value}
        onChange={(event) => onWrite(event.target.value)}
        onPaste={(event) => {
          const [file] = event.clipboardData.files
          if (!file) return
          event.preventDefault()
          onFile(file)
        }}
        aria-describedby={hint || isLong ? `${id}-hint` : undefined}
        className="field block field-sizing-content max-h-[60vh] resize-y font-mono leading-normal"
      />
      {hint || isLong ? (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
          {isLong ? (
            <span className={`figures ${value.length > LONGEST_SIDE ? 'text-wrong' : ''}`}>
              {' '}
              {value.length.toLocaleString('en')} of {LONGEST_SIDE.toLocaleString('en')} characters
            </span>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}
