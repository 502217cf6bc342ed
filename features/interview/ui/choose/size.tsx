'use client'
import { useState } from 'react'
import type { Offer } from '../../choice/schema'
import { Row } from './row'

/** How long: one of a few sizes, or any between the least and the most. */
export function Size({
  offer: { counts, size },
  value,
  onChange,
}: {
  offer: Offer
  value: number
  onChange: (value: number) => void
}) {
  const [typed, setTyped] = useState(size.offered.includes(value) ? '' : String(value))
  const isWrong = value < size.least || value > size.most
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <Row
        name="size"
        label={counts === 'minutes' ? 'Minutes' : 'Questions'}
        values={size.offered}
        value={value}
        textOf={String}
        onChange={(one) => {
          setTyped('')
          onChange(one)
        }}
      />
      <label className="block">
        <span className="label mb-2 block">
          or any from {size.least} to {size.most}
        </span>
        <input
          id="size"
          type="number"
          inputMode="numeric"
          className="field figures w-28"
          min={size.least}
          max={size.most}
          value={typed}
          aria-invalid={isWrong || undefined}
          onChange={({ target }) => {
            setTyped(target.value)
            const number = target.valueAsNumber
            onChange(Number.isInteger(number) ? number : size.usual)
          }}
        />
      </label>
    </div>
  )
}
