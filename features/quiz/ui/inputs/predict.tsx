'use client'
import { useId } from 'react'
import type { Chosen } from '../../schema'

const nameOf = (part: string) =>
  part === 'status' ? 'Status' : part === 'body' ? 'Body' : `Header ${part.replace(/^header:/, '')}`

/** What the response will be, part by part. */
export function Predict({
  names,
  parts,
  onChoose,
}: {
  names: string[]
  parts: Record<string, string>
  onChoose(chosen: Chosen): void
}) {
  const id = useId()
  return (
    <div className="space-y-4">
      {names.map((name) => {
        const field = {
          id: `${id}${name}`,
          className: `field font-mono text-sm ${name === 'status' ? 'max-w-32' : ''}`,
          value: parts[name] ?? '',
          autoComplete: 'off',
          spellCheck: false,
          onChange: ({ target }: { target: { value: string } }) =>
            onChoose({ kind: 'parts', parts: { ...parts, [name]: target.value } }),
        }
        return (
          <div key={name}>
            <label htmlFor={`${id}${name}`} className="label mb-1 block">
              {nameOf(name)}
            </label>
            {name === 'body' ? (
              <textarea {...field} rows={4} maxLength={4000} />
            ) : (
              <input
                {...field}
                type="text"
                maxLength={400}
                inputMode={name === 'status' ? 'numeric' : undefined}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}
