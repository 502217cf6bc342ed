import { OWN_KINDS, type OwnKind } from '../schema'
import { KINDS } from './fields'

/** The four kinds of card, and what the chosen one does. */
export function KindChoice({ kind, onChoose }: { kind: OwnKind; onChoose(kind: OwnKind): void }) {
  return (
    <fieldset aria-describedby="kind-does">
      <legend className="mb-1 font-semibold">Kind</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {OWN_KINDS.map((value) => (
          <label
            key={value}
            className="button relative has-checked:border-ink has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="kind"
              value={value}
              checked={value === kind}
              onChange={() => onChoose(value)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {KINDS[value].name}
          </label>
        ))}
      </div>
      <p id="kind-does" className="mt-1.5 text-sm text-muted">
        {KINDS[kind].does}
      </p>
    </fieldset>
  )
}
