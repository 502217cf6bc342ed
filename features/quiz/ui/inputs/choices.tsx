'use client'
import { toggled } from '../../draft/rules'
import type { Chosen, SheetBody } from '../../schema'

export const LETTERS = 'ABCDEFGH'

/** Options that a learner has ruled out, by their places. */
export interface Striking {
  struck: number[]
  onStrike(place: number): void
}

function Strike({ place, striking }: { place: number; striking: Striking }) {
  const isStruck = striking.struck.includes(place)
  return (
    <button
      type="button"
      className="button button-quiet w-16 shrink-0 px-1 sm:w-20 self-center text-sm"
      aria-pressed={isStruck}
      aria-label={`Strike out ${LETTERS[place]}`}
      onClick={() => striking.onStrike(place)}
    >
      {isStruck ? 'Restore' : 'Strike'}
    </button>
  )
}

/** Options to choose from, each with its letter; where they can be struck out, with a button for that. */
export function Choices({
  body,
  chosen,
  striking = null,
  onChoose,
}: {
  body: Extract<SheetBody, { options: string[] }>
  chosen: number[]
  striking?: Striking | null
  onChoose(chosen: Chosen): void
}) {
  const isOne = body.choose === 1
  return (
    <fieldset className="min-w-0 space-y-2">
      <legend className="label mb-2">
        {isOne ? 'Choose one' : `Choose ${body.choose}`}
        {isOne ? '' : ` · ${chosen.length} of ${body.choose} chosen`}
      </legend>
      {body.options.map((html, place) => {
        const isStruck = striking?.struck.includes(place) ?? false
        return (
          <div key={html} className="flex gap-1">
            <label
              className="option min-w-0"
              data-chosen={chosen.includes(place) || undefined}
              data-struck={isStruck || undefined}
            >
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
              {isStruck ? <span className="sr-only">, struck out</span> : null}
            </label>
            {striking ? <Strike place={place} striking={striking} /> : null}
          </div>
        )
      })}
    </fieldset>
  )
}
