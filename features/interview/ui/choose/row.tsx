'use client'

/** A few values to choose one of, as buttons in a row. */
export function Row<T extends string | number>({
  name,
  label,
  values,
  value,
  textOf,
  onChange,
}: {
  name: string
  label: string
  values: readonly T[]
  value: T
  textOf: (value: T) => string
  onChange: (value: T) => void
}) {
  return (
    <fieldset>
      <legend className="label mb-2">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {values.map((one) => (
          <label key={one} className="option figures w-auto items-center px-3 py-1.5">
            <input
              type="radio"
              name={name}
              checked={one === value}
              onChange={() => onChange(one)}
              className="size-4 accent-accent"
            />
            {textOf(one)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
