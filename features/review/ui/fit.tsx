import type { FitState } from '../fit/schema'
import { ReturnButton } from './return-button'

const count = new Intl.NumberFormat('en-GB')
const answers = (number: number) =>
  `${count.format(number)} more ${number === 1 ? 'answer' : 'answers'}`

function inForce({ isGeneral, kind }: FitState): string {
  if (isGeneral)
    return kind === 'general'
      ? 'When a card returns is worked out with numbers learned from many people’s reviews.'
      : 'You went back: when a card returns is worked out with numbers learned from many people’s reviews.'
  return 'When a card returns is worked out with numbers fitted to how you remember.'
}

function next({ answersUntilFit, version }: FitState): string {
  if (answersUntilFit === 0)
    return 'A fit to your own answers is due; it is made in the background while you study.'
  const again = version > 1 ? 'tried again' : 'tried'
  return `A fit to your own answers is ${again} after ${answers(answersUntilFit)}. It is taken only if it predicts answers it has not seen better than what you have.`
}

/** What the scheduler calculates with, why, and the way back. */
export function Fit({ fit, timeZone }: { fit: FitState; timeZone: string }) {
  const day = (at: number) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at)
  return (
    <>
      <p>{inForce(fit)}</p>
      {fit.kind === 'fit' && fit.adoptedAt !== null ? (
        <p className="mt-2 text-sm text-muted">
          Since {day(fit.adoptedAt)}. {fit.reason} Cards keep the day they are due; the new numbers
          count from their next answer on.
        </p>
      ) : null}
      {fit.refused ? (
        <p className="mt-2 text-sm text-muted">
          Last tried on {day(fit.refused.at)}. {fit.refused.reason}
        </p>
      ) : null}
      <p className="mt-2 text-sm text-muted">{next(fit)}</p>
      {fit.kind === 'general' ? null : (
        <ReturnButton version={fit.version}>
          {fit.kind === 'fit' ? 'Go back to the former numbers' : 'Undo going back'}
        </ReturnButton>
      )}
    </>
  )
}
