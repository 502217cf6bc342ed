'use client'
import { useState } from 'react'
import { ROLES, type Role, type TableOptions, type TableView } from '../schema'

const ROLE_NAMES: Record<Role, string> = {
  front: 'Front',
  back: 'Back',
  extra: 'Note below the answer',
  tags: 'Tags',
  kind: 'Kind',
  id: 'Id',
  none: 'Leave out',
}
const DELIMITERS: Record<TableOptions['delimiter'], string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
}
const KINDS: Record<TableOptions['kind'], string> = {
  basic: 'Asked front to back',
  reverse: 'Asked both ways',
  typed: 'Answer to be typed',
}

/** A choice among a few, by the browser's own control. */
function Select<T extends string>({
  id,
  label,
  value,
  names,
  onChoose,
}: {
  id: string
  label: string
  value: T
  names: Record<T, string>
  onChoose(value: T): void
}) {
  return (
    <div>
      <label htmlFor={id} className="label mb-1 block">
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={(event) => onChoose(event.target.value as T)}
      >
        {(Object.keys(names) as T[]).map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What each column of a table holds, beside its first rows. Each role has one column. */
export function Columns({
  table,
  onChange,
}: {
  table: TableView
  onChange(to: TableOptions): void
}) {
  const [options, setOptions] = useState(table.options)
  const set = (change: Partial<TableOptions>) => {
    const next = { ...options, ...change }
    setOptions(next)
    onChange(next)
  }
  const assign = (column: number, role: Role) =>
    set({
      roles: options.roles.map((held, index) =>
        index === column ? role : held === role && role !== 'none' ? 'none' : held,
      ),
    })
  const [first, ...rest] = table.rows
  const head = options.header ? first : undefined
  const body = (options.header ? rest : table.rows).slice(0, 3)
  return (
    <section aria-labelledby="columns" className="mt-8">
      <h4 id="columns" className="font-semibold">
        Columns
      </h4>
      <div className="mt-3 grid max-w-2xl gap-4 sm:grid-cols-2">
        <Select
          id="delimiter"
          label="Columns are set apart by"
          value={options.delimiter}
          names={DELIMITERS}
          onChoose={(delimiter) => set({ delimiter })}
        />
        <Select
          id="kind"
          label="Rows become cards"
          value={options.kind}
          names={KINDS}
          onChoose={(kind) => set({ kind })}
        />
      </div>
      <p className="mt-4">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={options.header}
            onChange={(event) => set({ header: event.target.checked })}
          />
          The first row names the columns
        </label>
      </p>
      <ol className="mt-4 grid gap-x-6 gap-y-5 sm:grid-cols-2">
        {options.roles.map((role, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
          <li key={column} className="min-w-0 border-t border-rule pt-3">
            <Select
              id={`column-${column}`}
              label={`Column ${column + 1}${head?.[column] ? `: ${head[column]}` : ''}`}
              value={role}
              names={ROLE_NAMES}
              onChoose={(chosen) => assign(column, ROLES.find((one) => one === chosen) ?? 'none')}
            />
            <ul className="mt-2 space-y-1 text-sm text-muted">
              {body.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
                <li key={index} className="truncate">
                  {row[column] || '–'}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}
