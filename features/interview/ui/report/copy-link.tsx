'use client'
import { useEffect, useId, useRef, useState } from 'react'

/** A link to hand on: shown whole, copied by a button, marked for copying by hand where that fails. */
export function CopyLink({ path, label }: { path: string; label: string }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [link, setLink] = useState(path)
  const [said, setSaid] = useState('')
  useEffect(() => setLink(new URL(path, location.origin).href), [path])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setSaid('Copied.')
    } catch {
      field.current?.select()
      setSaid('Press Ctrl+C to copy it.')
    }
  }
  return (
    <div className="max-w-xl">
      <label htmlFor={id} className="label mb-1 block">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          ref={field}
          readOnly
          value={link}
          className="field min-w-0 flex-1 font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="button" onClick={copy}>
          Copy
        </button>
      </div>
      <p role="status" className="mt-1 text-sm text-muted">
        {said}
      </p>
    </div>
  )
}
