import type { Part, Share } from '../../report/schema'
import { percent } from '../../report/score/rules'
import { ShareBar } from './share-bar'

const bandOf = ({ low, high }: Share) => `${percent(low).replace(' %', '')}–${percent(high)}`

/** Topics or skills, a row each: what came of how many, and how much that says. */
export function Parts({
  id,
  title,
  note,
  head,
  parts,
  nameOf,
  hrefOf,
}: {
  id: string
  title: string
  note: string
  head: string
  parts: Part[]
  nameOf: (name: string) => string
  hrefOf?: (name: string) => string
}) {
  // Of a single question the whole says all there is to say.
  if (parts.reduce((sum, { share }) => sum + share.questions, 0) < 2) return null
  return (
    <section aria-labelledby={id} className="mt-14">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <p className="measure mt-1 text-muted">{note}</p>
      <table className="figures mt-4 w-full max-w-3xl text-left">
        <thead className="label">
          <tr>
            <th scope="col" className="pb-2 font-semibold">
              {head}
            </th>
            <th scope="col" className="pb-2 pl-4 text-end font-semibold">
              Right
            </th>
            <th scope="col" className="w-16 pb-2 pl-4 text-end font-semibold">
              Score
            </th>
            <th scope="col" className="hidden w-2/5 pb-2 pl-6 font-semibold sm:table-cell">
              Likely between
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, share }) => (
            <tr key={name} className="border-t border-rule align-baseline">
              <th scope="row" className="py-2 font-normal">
                {hrefOf ? (
                  <a href={hrefOf(name)} className="text-ink no-underline hover:underline">
                    {nameOf(name)}
                  </a>
                ) : (
                  nameOf(name)
                )}
                {share.answered < share.questions ? (
                  <span className="block text-sm text-muted">
                    {share.questions - share.answered} not answered
                  </span>
                ) : null}
              </th>
              <td className="py-2 pl-4 text-end whitespace-nowrap">
                {share.right} of {share.questions}
              </td>
              <td className="py-2 pl-4 text-end font-semibold whitespace-nowrap">
                {percent(share.score)}
                <span className="block text-sm font-normal text-muted sm:hidden">
                  {bandOf(share)}
                </span>
              </td>
              <td className="hidden py-2 pl-6 sm:table-cell">
                <span className="flex items-center gap-3 text-sm whitespace-nowrap text-muted">
                  <ShareBar share={share} className="h-2.5 min-w-0 flex-1" />
                  <span className="w-24 text-end">{bandOf(share)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
