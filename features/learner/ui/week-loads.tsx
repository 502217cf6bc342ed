import { useState } from 'react'
import { LOADS, type Load, loadOfWeekday, WEEKDAYS, type WeekLoads } from '../schema'

const NAMES: Record<Load, string> = {
  normal: 'Normal',
  reduced: 'Less',
  none: 'As little as possible',
}

/** How much to do on each weekday; folded at first where all are alike. */
export function WeekLoadsField({
  value,
  hint,
  onChange,
}: {
  value: WeekLoads
  hint: string
  onChange(loads: WeekLoads): void
}) {
  const [unfolded] = useState(() => value.some((load) => load !== 'normal'))
  const set = (weekday: number, load: string) =>
    onChange(
      WEEKDAYS.map((_, index) =>
        index === weekday
          ? (LOADS.find((known) => known === load) ?? 'normal')
          : loadOfWeekday(value, index),
      ),
    )
  return (
    <div>
      <details open={unfolded}>
        <summary className="font-semibold">Easy days</summary>
        <ul className="mt-2 divide-y divide-rule border-y border-rule">
          {WEEKDAYS.map((weekday, index) => (
            <li key={weekday} className="grid grid-cols-2 items-center gap-3 py-1">
              <label htmlFor={`load-${weekday}`}>{weekday}</label>
              <select
                id={`load-${weekday}`}
                className="field min-h-9 py-1"
                aria-describedby="week-hint"
                value={loadOfWeekday(value, index)}
                onChange={(event) => set(index, event.target.value)}
              >
                {LOADS.map((load) => (
                  <option key={load} value={load}>
                    {NAMES[load]}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ul>
      </details>
      <p id="week-hint" className="mt-1.5 text-sm text-muted">
        {hint}
      </p>
    </div>
  )
}
