'use client'
import { useId } from 'react'
import { GROUPS, type Group } from '../../design/schema'
import type { DesignSheet, ItemAnswer, ItemSheet } from '../../schema'
import { wordCount } from '../../spoken/rules'

type DesignAnswer = Extract<ItemAnswer, { as: 'design' }>

const TITLES: Record<Group, string> = {
  edge: 'At the edge',
  identity: 'Identity and protection',
  compute: 'Compute',
  messaging: 'Events and queues',
  data: 'Data and storage',
  operations: 'Operations',
}

const EMPTY: DesignAnswer = { as: 'design', components: [], decisions: {}, text: '' }

/** An answer that says something, or null: blank stays unanswered. */
const answered = (answer: DesignAnswer): DesignAnswer | null =>
  answer.components.length === 0 &&
  Object.keys(answer.decisions).length === 0 &&
  answer.text.trim() === ''
    ? null
    : answer

function Components({
  sheet,
  chosen,
  disabled,
  onChange,
}: {
  sheet: DesignSheet
  chosen: string[]
  disabled: boolean
  onChange(chosen: string[]): void
}) {
  const groups = GROUPS.map((group) => ({
    group,
    list: sheet.components.filter((one) => one.group === group),
  })).filter(({ list }) => list.length > 0)
  return (
    <section aria-labelledby="components" className="mt-8">
      <h2 id="components" className="flex flex-wrap items-baseline justify-between gap-x-4 text-lg">
        What you put into it
        <span className="label figures" role="status">
          {chosen.length} of {sheet.components.length} chosen
        </span>
      </h2>
      <p className="mt-1 text-muted">
        Choose what this brief needs and what makes it better. What breaks it, or its budget, costs
        points.
      </p>
      {groups.map(({ group, list }) => (
        <fieldset key={group} disabled={disabled} className="mt-5 min-w-0">
          <legend className="label mb-2">{TITLES[group]}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {list.map(({ id, label }) => (
              <label key={id} className="option" data-chosen={chosen.includes(id) || undefined}>
                <input
                  type="checkbox"
                  className="mt-1 size-4 shrink-0 accent-accent"
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
                <span className="min-w-0 flex-1">{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  )
}

function Decisions({
  sheet,
  chosen,
  disabled,
  onChange,
}: {
  sheet: DesignSheet
  chosen: Record<string, string>
  disabled: boolean
  onChange(chosen: Record<string, string>): void
}) {
  const name = useId()
  return (
    <section aria-labelledby="decisions" className="mt-10">
      <h2 id="decisions" className="text-lg">
        What you decide
      </h2>
      {sheet.decisions.map(({ id, askHtml, options }) => (
        <fieldset key={id} disabled={disabled} className="mt-5 min-w-0 space-y-2">
          <legend className="mb-2">
            <span dangerouslySetInnerHTML={{ __html: askHtml }} />
          </legend>
          {options.map((option) => (
            <label
              key={option.id}
              className="option"
              data-chosen={chosen[id] === option.id || undefined}
            >
              <input
                type="radio"
                name={`${name}${id}`}
                className="mt-1 size-4 shrink-0 accent-accent"
                checked={chosen[id] === option.id}
                onChange={() => onChange({ ...chosen, [id]: option.id })}
              />
              <span className="min-w-0 flex-1">{option.text}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </section>
  )
}

/** A system to be drawn up: the brief, what goes into it, what is decided, and the argument for it. */
export function DesignPanel({
  sheet: { design },
  answer,
  onChange,
  disabled,
}: {
  sheet: Extract<ItemSheet, { as: 'design' }>
  answer: DesignAnswer | null
  onChange(answer: DesignAnswer | null): void
  disabled: boolean
}) {
  const now = answer ?? EMPTY
  const change = (part: Partial<DesignAnswer>) => onChange(answered({ ...now, ...part }))
  const words = wordCount(now.text)
  return (
    <div data-panel="design">
      <h2 className="text-xl">{design.title}</h2>
      <div
        className="prose mt-3 text-lg leading-normal"
        dangerouslySetInnerHTML={{ __html: design.briefHtml }}
      />
      <Components
        sheet={design}
        chosen={now.components}
        disabled={disabled}
        onChange={(components) => change({ components })}
      />
      <Decisions
        sheet={design}
        chosen={now.decisions}
        disabled={disabled}
        onChange={(decisions) => change({ decisions })}
      />
      <section aria-labelledby="argument" className="mt-10">
        <h2 id="argument" className="text-lg">
          How you argue for it
        </h2>
        <div
          id="argues"
          className="prose mt-1"
          dangerouslySetInnerHTML={{ __html: design.arguesHtml }}
        />
        <label className="mt-3 block">
          <span className="label mb-1 flex flex-wrap justify-between gap-x-4">
            <span>Your argument, in a few sentences</span>
            <span className="figures font-normal" aria-hidden="true">
              {words === 1 ? '1 word' : `${words} words`}
            </span>
          </span>
          <textarea
            className="field min-h-48 resize-y px-4 py-3 text-base leading-relaxed"
            aria-describedby="argues"
            maxLength={20_000}
            value={now.text}
            readOnly={disabled}
            onChange={({ target }) => change({ text: target.value })}
          />
        </label>
      </section>
    </div>
  )
}
