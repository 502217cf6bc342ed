'use client'
import type { Option, OptionGroup } from '../search/options/rules'
import type { Run } from '../search/schema'

function Runs({ runs }: { runs: Run[] }) {
  return runs.map(({ text, hit }, position) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity
      <mark key={position} className="bg-transparent font-semibold text-accent">
        {text}
      </mark>
    ) : (
      text
    ),
  )
}

function Line({ title, place, snippet }: Option) {
  return (
    <>
      <span className="flex flex-col justify-between gap-x-6 sm:flex-row sm:items-baseline">
        <span className="leading-snug">
          <Runs runs={title} />
        </span>
        {place ? (
          <span className="truncate text-sm text-muted sm:max-w-[40%] sm:shrink-0">{place}</span>
        ) : null}
      </span>
      {snippet ? (
        <span className="block min-h-[1lh] truncate text-sm text-muted">
          <Runs runs={snippet} />
        </span>
      ) : null}
    </>
  )
}

const OPTION =
  'block w-full px-4 py-1.5 text-left text-ink no-underline aria-selected:bg-accent-soft aria-selected:shadow-[inset_3px_0_0_var(--accent)]'

/** What can be chosen, in groups; the field above says which one is current. */
export function OptionList({
  id,
  groups,
  current,
  idOf,
  onPoint,
  onChoose,
}: {
  id: string
  groups: OptionGroup[]
  current: Option | undefined
  idOf(option: Option): string
  onPoint(option: Option): void
  onChoose(option: Option): void
}) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Results"
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-2 outline-none"
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map(({ label, options }, position) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, not fieldsets
        <div key={label} role="group" aria-labelledby={`${id}-group-${position}`}>
          <p id={`${id}-group-${position}`} role="presentation" className="label px-4 pt-3 pb-1">
            {label}
          </p>
          {options.map((option) => {
            const props = {
              id: idOf(option),
              role: 'option',
              'aria-selected': option === current,
              tabIndex: -1,
              className: OPTION,
              onPointerMove: () => option !== current && onPoint(option),
              onClick: () => onChoose(option),
            }
            return option.href ? (
              <a key={option.key} href={option.href} {...props}>
                <Line {...option} />
              </a>
            ) : (
              <button key={option.key} type="button" {...props}>
                <Line {...option} />
              </button>
            )
          })}
        </div>
      ))}
    </div>
  )
}
