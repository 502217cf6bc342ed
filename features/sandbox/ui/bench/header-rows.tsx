'use client'
import { useState } from 'react'
import type { Headers } from '@/emulator'

type Row = [name: string, value: string]

const rowsOf = (headers: Headers): Row[] =>
  Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): Row => [name, value]),
  )

function headersOf(rows: Row[]): Headers {
  const headers: Headers = {}
  for (const [name, value] of rows) {
    if (name === '') continue
    const before = headers[name]
    headers[name] = before === undefined ? value : [before, value].flat()
  }
  return headers
}

/** Headers, a row each; a name that repeats is sent more than once. */
export function HeaderRows({
  headers,
  onChange,
}: {
  headers: Headers
  onChange(headers: Headers): void
}) {
  // Rows without a name yet are nobody's but this form's.
  const [rows, setRows] = useState(() => rowsOf(headers))
  const shown = JSON.stringify(headersOf(rows)) === JSON.stringify(headers) ? rows : rowsOf(headers)
  function write(next: Row[]) {
    setRows(next)
    onChange(headersOf(next))
  }
  const put = (index: number, row: Row) => write(shown.map((one, at) => (at === index ? row : one)))
  return (
    <fieldset>
      <legend className="label">Headers</legend>
      <div className="space-y-1">
        {shown.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows may have the same name
          <div key={index} className="grid grid-cols-[2fr_3fr_auto] gap-1">
            <input
              aria-label={`Name of header ${index + 1}`}
              className="field min-h-9 py-1 font-mono text-sm"
              value={name}
              spellCheck={false}
              autoCapitalize="off"
              onChange={({ target }) => put(index, [target.value.trim(), value])}
            />
            <input
              aria-label={`Value of header ${name || index + 1}`}
              className="field min-h-9 py-1 font-mono text-sm"
              value={value}
              spellCheck={false}
              onChange={({ target }) => put(index, [name, target.value])}
            />
            <button
              type="button"
              aria-label={`Remove header ${name || index + 1}`}
              className="button button-quiet min-h-9"
              onClick={() => write(shown.filter((_row, at) => at !== index))}
            >
              ×
            </button>
          </div>
        ))}
      </div>
      <button
        type="button"
        className="button button-quiet mt-1 min-h-8 text-sm"
        onClick={() => setRows([...shown, ['', '']])}
      >
        Add a header
      </button>
    </fieldset>
  )
}
