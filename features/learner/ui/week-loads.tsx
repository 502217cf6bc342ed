import { LOADS, type Load, loadOfWeekday, WEEKDAYS, type WeekLoads } from '../schema'

const NAMES: Record<Load, string> = {
  normal: 'Normal',
  reduced: 'Less',
  none: 'As little as possible',
}

/** How much to do on each weekday. */
export function WeekLoadsField({
  value,
  hint,
  onChange,
}: {
  value: WeekLoads
  hint: string
  onChange(loads: WeekLoads): void
}) {
  const set = (weekday: number, load: string) =>
    onChange(
      WEEKDAYS.map((_, index) =>
        index === weekday
          ? (LOADS.find((known) => known === load) ?? 'normal')
          : loadOfWeekday(value, index),
      ),
    )
  return (
    <fieldset aria-describedby="week-hint">
      <legend className="mb-1 font-semibold">Easy days</legend>
      <ul className="divide-y divide-rule border-y border-rule">
        {WEEKDAYS.map((weekday, index) => (
          <li key={weekday} className="grid grid-cols-2 items-center gap-3 py-1">
            <label htmlFor={`load-${weekday}`}>{weekday}</label>
            <select
              id={`load-${weekday}`}
              className="field min-h-9 py-1"
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
      <p id="week-hint" className="mt-1.5 text-sm text-muted">
        {hint}
      </p>
    </fieldset>
  )
}
