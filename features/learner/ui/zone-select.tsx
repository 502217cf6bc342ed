'use client'
import { useEffect, useState } from 'react'

const cityOf = (zone: string) => zone.split('/').slice(1).join(' – ').replaceAll('_', ' ') || zone

/** All time zones by region; the one this browser is in is offered where another is chosen. */
export function ZoneSelect({
  zones,
  value,
  onChange,
  ...wiring
}: Omit<React.ComponentProps<'select'>, 'onChange' | 'value'> & {
  zones: string[]
  value: string
  onChange(zone: string): void
}) {
  const [detected, setDetected] = useState('')
  useEffect(() => setDetected(Intl.DateTimeFormat().resolvedOptions().timeZone), [])
  const all = [...new Set([...zones, 'UTC', value, ...(detected ? [detected] : [])])].sort()
  const regions = [...new Set(all.map((zone) => (zone.includes('/') ? zone.split('/')[0] : '')))]
  return (
    <>
      <select
        {...wiring}
        className="field"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {regions.map((region) => {
          const options = all
            .filter((zone) => (zone.includes('/') ? zone.split('/')[0] : '') === region)
            .map((zone) => (
              <option key={zone} value={zone}>
                {cityOf(zone)}
              </option>
            ))
          return region ? (
            <optgroup key={region} label={region}>
              {options}
            </optgroup>
          ) : (
            options
          )
        })}
      </select>
      {detected && detected !== value ? (
        <button
          type="button"
          className="button button-quiet mt-1 px-0 text-sm underline"
          onClick={() => onChange(detected)}
        >
          Use {detected.replaceAll('_', ' ')}, where this browser is
        </button>
      ) : null}
    </>
  )
}
