'use client'
import { useEffect, useRef } from 'react'
import { toggled } from '../../draft/rules'
import type { Chosen, SheetBody } from '../../schema'

/** A diagram whose nodes are the answers: pressed in the picture, or chosen in the list below it. */
export function Hotspot({
  body,
  spots,
  onChoose,
}: {
  body: Extract<SheetBody, { kind: 'hotspot' }>
  spots: string[]
  onChoose(chosen: Chosen): void
}) {
  const picture = useRef<HTMLDivElement>(null)
  const choose = (node: string) =>
    onChoose({ kind: 'spots', spots: toggled(spots, node, body.choose) })
  const latest = useRef(choose)
  latest.current = choose
  useEffect(() => {
    for (const node of picture.current?.querySelectorAll('[data-spot]') ?? [])
      node.toggleAttribute('data-chosen', spots.includes(node.getAttribute('data-spot') ?? ''))
  }, [spots])
  useEffect(() => {
    const drawn = picture.current
    const press = ({ target }: MouseEvent) => {
      const node = target instanceof Element && target.closest('[data-spot]')
      const name = node ? node.getAttribute('data-spot') : null
      if (name) latest.current(name)
    }
    drawn?.addEventListener('click', press)
    return () => drawn?.removeEventListener('click', press)
  }, [])
  return (
    <div className="prose">
      <figure className="diagram">
        <div ref={picture} dangerouslySetInnerHTML={{ __html: body.svg }} />
      </figure>
      <fieldset className="mt-4 grid min-w-0 gap-2 sm:grid-cols-2">
        <legend className="label mb-2">
          {body.choose === 1 ? 'Choose one place' : `Choose ${body.choose} places`}
        </legend>
        {body.spots.map(({ node, label }, place) => (
          <label key={node} className="option" data-chosen={spots.includes(node) || undefined}>
            <input
              type={body.choose === 1 ? 'radio' : 'checkbox'}
              name="spot"
              className="mt-1 size-4 shrink-0 accent-accent"
              checked={spots.includes(node)}
              disabled={body.choose > 1 && !spots.includes(node) && spots.length >= body.choose}
              onChange={() => choose(node)}
            />
            {place < 8 ? (
              <kbd className="key mt-0.5 shrink-0 self-start">{'ABCDEFGH'[place]}</kbd>
            ) : null}
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </div>
  )
}
