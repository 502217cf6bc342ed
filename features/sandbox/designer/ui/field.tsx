'use client'
import { useId, useState } from 'react'
import type { Json } from '@/emulator'
import type { Field } from '../form/rules'

const shown = (field: Field, value: Json | undefined): string => {
  if (value === undefined) return ''
  if (field.kind === 'list') return Array.isArray(value) ? value.join(', ') : ''
  if (field.kind === 'map' || field.kind === 'json') return JSON.stringify(value, null, 2)
  return String(value)
}

/** What was typed as a value; undefined for nothing, null where it cannot be read. */
function readTyped(field: Field, typed: string): { value: Json | undefined } | null {
  if (typed.trim() === '') return { value: undefined }
  if (field.kind === 'number')
    return Number.isFinite(Number(typed)) ? { value: Number(typed) } : null
  if (field.kind === 'list')
    return { value: typed.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])) }
  if (field.kind !== 'map' && field.kind !== 'json') return { value: typed }
  try {
    return { value: JSON.parse(typed) }
  } catch {
    return null
  }
}

/** One setting. What is typed and cannot be read stays here and changes nothing. */
export function FieldRow({
  field,
  value,
  problem,
  onChange,
}: {
  field: Field
  value: Json | undefined
  /** What the emulator expects at this place. */
  problem: string | null
  onChange(value: Json | undefined): void
}) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? shown(field, value)
  const isBroken = typed !== null && readTyped(field, typed) === null
  const wrong = isBroken
    ? field.kind === 'number'
      ? 'Write a number.'
      : 'Write JSON.'
    : problem && `Expected ${problem}.`
  const common = {
    id,
    className: 'field min-h-9 py-1 text-sm',
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': wrong ? `${id}wrong` : undefined,
  }
  function type(next: string) {
    setTyped(next)
    const read = readTyped(field, next)
    if (read) onChange(read.value)
  }
  const isJson = field.kind === 'map' || field.kind === 'json'
  return (
    <div className={isJson ? 'sm:col-span-2' : ''}>
      <label htmlFor={id} className="label block">
        {field.label}
      </label>
      {field.kind === 'flag' ? (
        <input
          id={id}
          type="checkbox"
          className="mt-1 size-6 accent-accent"
          checked={value === true}
          onChange={({ target }) => onChange(target.checked ? true : undefined)}
        />
      ) : field.kind === 'choice' ? (
        <select
          {...common}
          value={text}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        >
          <option value="">–</option>
          {[...new Set([...(field.choices ?? []), ...(text ? [text] : [])])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      ) : isJson ? (
        <textarea
          {...common}
          rows={Math.min(8, text.split('\n').length + 1)}
          className="field font-mono text-sm"
          spellCheck={false}
          value={text}
          onChange={({ target }) => type(target.value)}
          onBlur={() => !isBroken && setTyped(null)}
        />
      ) : (
        <input
          {...common}
          value={text}
          inputMode={field.kind === 'number' ? 'decimal' : undefined}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ target }) => type(target.value)}
          onBlur={() => !isBroken && setTyped(null)}
        />
      )}
      {wrong ? (
        <p id={`${id}wrong`} className="text-sm text-wrong">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}
