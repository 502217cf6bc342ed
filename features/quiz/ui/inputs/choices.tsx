'use client'
import { toggled } from '../../draft/rules'
import type { Chosen, SheetBody } from '../../schema'

export const LETTERS = 'ABCDEFGH'

/** Options to choose from, each with its letter. */
export function Choices({
  body,
  chosen,
  onChoose,
}: {
  body: Extract<SheetBody, { options: string[] }>
  chosen: number[]
  onChoose(chosen: Chosen): void
}) {
  const isOne = body.choose === 1
  return (
    <fieldset className="space-y-2">
      <legend className="label mb-2">
        {isOne ? 'Choose one' : `Choose ${body.choose}`}
        {isOne ? '' : ` · ${chosen.length} of ${body.choose} chosen`}
      </legend>
      {body.options.map((html, place) => (
        <label key={html} className="option" data-chosen={chosen.includes(place) || undefined}>
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name="option"
            className="mt-1 size-4 shrink-0 accent-accent"
            checked={chosen.includes(place)}
            disabled={!isOne && !chosen.includes(place) && chosen.length >= body.choose}
            onChange={() =>
              onChoose({ kind: 'choice', chosen: toggled(chosen, place, body.choose) })
            }
          />
          <kbd className="key mt-0.5 shrink-0 self-start">{LETTERS[place]}</kbd>
          <span className="prose min-w-0 flex-1" dangerouslySetInnerHTML={{ __html: html }} />
        </label>
      ))}
    </fieldset>
  )
}
