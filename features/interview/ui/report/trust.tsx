import type { Trust } from '../../report/schema'
import { percent } from '../../report/score/rules'

const NAMES = { sure: 'Sure', think: 'I think so', guess: 'A guess' } as const

function Places({ places }: { places: number[] }) {
  return places.map((place, index) => (
    <span key={place}>
      {index > 0 ? ', ' : ''}
      <a href={`#q${place + 1}`}>{place + 1}</a>
    </span>
  ))
}

/** How sure the learner was against what was right; what was sure and wrong first. */
export function TrustSection({ trust }: { trust: Trust }) {
  const { rows, sureWrong, luckyRight, says, certainty } = trust
  const told = rows.some(({ answered }) => answered > 0)
  return (
    <section aria-labelledby="trust" className="mt-14">
      <h2 id="trust" className="text-xl">
        What you were sure of
      </h2>
      {told ? (
        <>
          {sureWrong.length > 0 ? (
            <p className="measure mt-3 border-l-2 border-wrong pl-4">
              <strong>Sure, but wrong:</strong> {sureWrong.length === 1 ? 'question' : 'questions'}{' '}
              <Places places={sureWrong} />.
            </p>
          ) : null}
          {says ? <p className="measure mt-3">{says}</p> : null}
          <table className="figures mt-4 w-full max-w-xl text-left">
            <thead className="label">
              <tr>
                <th scope="col" className="pb-2 font-semibold">
                  You said
                </th>
                <th scope="col" className="pb-2 pl-4 text-end font-semibold">
                  Right
                </th>
                <th scope="col" className="w-1/2 pb-2 pl-6 font-semibold">
                  How often
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ confidence, answered, right }) => {
                const share = answered > 0 ? right / answered : 0
                return (
                  <tr key={confidence} className="border-t border-rule">
                    <th scope="row" className="py-2 font-normal">
                      {NAMES[confidence]}
                    </th>
                    <td className="py-2 pl-4 text-end whitespace-nowrap">
                      {right} of {answered}
                    </td>
                    <td className="py-2 pl-6">
                      {answered > 0 ? (
                        <span className="flex items-center gap-3">
                          <svg
                            viewBox="0 0 100 6"
                            preserveAspectRatio="none"
                            className="h-1.5 min-w-0 flex-1"
                            aria-hidden="true"
                          >
                            <rect width="100" height="6" className="fill-rule" />
                            <rect width={share * 100} height="6" className="fill-ink" />
                          </svg>
                          <span className="w-14 text-end text-sm">{percent(share)}</span>
                        </span>
                      ) : (
                        <span className="text-sm text-muted">never said</span>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {luckyRight.length > 0 ? (
            <p className="measure mt-3 text-sm text-muted">
              Right by a guess, so your cards were told nothing: <Places places={luckyRight} />.
            </p>
          ) : null}
          {certainty === null ? null : (
            <p className="measure mt-3 text-sm text-muted">
              Score by certainty: {certaintyText(certainty)}. Sure and right earns 3, thinking so 2,
              a guess 1; wrong costs 6, 2 and nothing. Being sure pays from four right in five on.
            </p>
          )}
        </>
      ) : (
        <p className="measure mt-2 text-muted">
          You did not say how sure you were. Keys 1, 2 and 3 in the room do it, and this section
          then shows what you only believe you know.
        </p>
      )}
    </section>
  )
}

/** A score by certainty, which can fall below nothing. */
function certaintyText(certainty: number): string {
  return certainty < 0 ? `−${percent(Math.min(2, -certainty))}` : percent(certainty)
}
