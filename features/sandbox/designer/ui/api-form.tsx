'use client'
import { useState } from 'react'
import type { Api, Json } from '@/emulator'
import { type Field, FORMS, type Group } from '../form/rules'
import { type ApiProblem, entriesOf, entryPath, valueAt, withValue } from '../rules'
import { FieldRow } from './field'

type Change = (api: Api) => void

interface Part {
  api: Api
  problems: readonly ApiProblem[]
  onChange: Change
}

const asJson = (api: Api) => api as unknown as Json

function Fields({ fields, at, api, problems, onChange }: Part & { fields: Field[]; at: string[] }) {
  return (
    <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      {fields.map((field) => {
        const path = [...at, ...field.path]
        const place = path.join('.')
        const found = problems.find((one) => one.at === place || one.at.startsWith(`${place}.`))
        return (
          <FieldRow
            key={place}
            field={field}
            value={valueAt(asJson(api), path)}
            problem={found?.expected ?? null}
            onChange={(value) => onChange(withValue(asJson(api), path, value) as unknown as Api)}
          />
        )
      })}
    </div>
  )
}

function Entries({ group, name, ...part }: Part & { group: Group; name: string }) {
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const { api, onChange, problems } = part
  const path = entryPath(group, typed)
  const isKnown = path !== null && valueAt(asJson(api), path) !== undefined
  return (
    <section aria-label={group.title} className="border-t border-rule pt-3">
      <h2 className="pb-1 text-base">{group.title}</h2>
      {entriesOf(group, api).map((entry) => {
        const at = entryPath(group, entry) ?? []
        const place = at.join('.')
        const isWrong = problems.some((one) => one.at === place || one.at.startsWith(`${place}.`))
        return (
          <details
            key={entry}
            open={opened === entry || undefined}
            className="border-b border-rule py-1"
          >
            <summary className="py-1 font-mono text-sm break-all">
              {entry}
              {isWrong ? <span className="font-sans text-wrong"> · needs mending</span> : null}
            </summary>
            <div className="space-y-3 py-2 pl-4">
              <Fields {...part} fields={group.fields} at={at} />
              <button
                type="button"
                className="button button-quiet min-h-8 text-sm"
                onClick={() => onChange(withoutEntry(api, group, at))}
              >
                Remove {entry}
              </button>
            </div>
          </details>
        )
      })}
      <form
        className="flex flex-wrap items-end gap-2 pt-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!path || isKnown) return
          onChange(withValue(asJson(api), path, group.fresh(name)) as unknown as Api)
          setOpened(group.isMethod ? `${path.at(-1)} ${path.at(-2)}` : (path.at(-1) ?? ''))
          setTyped('')
        }}
      >
        <label className="block min-w-0 flex-1">
          <span className="label">New {group.one}</span>
          <input
            className="field min-h-9 py-1 font-mono text-sm"
            placeholder={group.hint}
            spellCheck={false}
            autoCapitalize="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={!path || isKnown}>
          Add {group.one}
        </button>
      </form>
    </section>
  )
}

/** The API without an entry; its group's map stays, and a resource without methods goes. */
function withoutEntry(api: Api, group: Group, at: string[]): Api {
  const parent = at.slice(0, -1)
  const left = withValue(valueAt(asJson(api), parent), at.slice(-1), undefined)
  const isEmpty = group.isMethod === true && Object.keys((left ?? {}) as object).length === 0
  const whole = isEmpty
    ? withValue(
        asJson(api),
        group.path,
        withValue(valueAt(asJson(api), group.path), parent.slice(-1), undefined),
      )
    : withValue(asJson(api), parent, left)
  return whole as unknown as Api
}

/** An API as a form: settings of the whole, then everything it has by name. */
export function ApiForm({ name, ...part }: Part & { name: string }) {
  const { fields, groups } = FORMS[part.api.type]
  return (
    <div className="space-y-5">
      <Fields {...part} fields={fields} at={[]} />
      {groups.map((group) => (
        <Entries key={group.title} {...part} group={group} name={name} />
      ))}
    </div>
  )
}
