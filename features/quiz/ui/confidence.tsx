'use client'
import { CONFIDENCES, type Confidence } from '../schema'
import { CONFIDENCE_TEXTS } from '../texts/rules'

/** How sure one is: it decides what a right answer is worth to memory. May be left out. */
export function ConfidenceChoice({
  confidence,
  onChange,
}: {
  confidence: Confidence | null
  onChange(confidence: Confidence | null): void
}) {
  return (
    <fieldset>
      <legend className="label mb-1">How sure are you?</legend>
      <div className="flex flex-wrap gap-2">
        {CONFIDENCES.map((one, index) => (
          <label
            key={one}
            className="option w-auto items-center px-3 py-1.5"
            data-chosen={one === confidence || undefined}
          >
            <input
              type="radio"
              name="confidence"
              className="size-4 accent-accent"
              checked={one === confidence}
              onChange={() => onChange(one)}
            />
            {CONFIDENCE_TEXTS[one]}
            <kbd className="key hidden sm:block">{index + 1}</kbd>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
