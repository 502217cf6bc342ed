'use client'
import type { Chosen } from '../../schema'

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x26;|&amp;/g, '&')

/** Pairs to be found: a list of partners beside each left side. */
export function Matching({
  lefts,
  rights,
  pairs,
  onChoose,
}: {
  lefts: string[]
  rights: string[]
  pairs: (number | null)[]
  onChoose(chosen: Chosen): void
}) {
  const choose = (left: number, right: number | null) =>
    onChoose({
      kind: 'pairs',
      // Arrow keys pass over partners of others on their way: nothing is taken away from them.
      pairs: pairs.map((given, at) => (at === left ? right : given)),
    })
  return (
    <ul className="space-y-3">
      {lefts.map((html, left) => (
        <li key={html}>
          <label className="grid gap-x-4 gap-y-1 sm:grid-cols-2 sm:items-center">
            <span className="prose" dangerouslySetInnerHTML={{ __html: html }} />
            <select
              className="field min-w-0"
              value={pairs[left] ?? ''}
              onChange={({ target }) =>
                choose(left, target.value === '' ? null : Number(target.value))
              }
            >
              <option value="">Choose its partner</option>
              {rights.map((right, place) => (
                <option key={right} value={place}>
                  {textOf(right)}
                </option>
              ))}
            </select>
          </label>
        </li>
      ))}
    </ul>
  )
}
