import type { AnsweredExercise } from '../history/schema'
import { practiceHref } from '../pick/rules'
import { KIND_TEXTS } from '../texts/rules'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const CONFIDENCE: Record<string, string> = {
  sure: ', and you were sure',
  think: ', and you thought so',
  guess: ', by a guess',
}

/** Every question that was answered, with the last answers to it. */
export function AnsweredList({ answered }: { answered: AnsweredExercise[] }) {
  return (
    <ul className="max-w-3xl">
      {answered.map(({ exerciseId, kind, text, answers }) => {
        const [last] = answers
        return (
          <li key={exerciseId} className="border-t border-rule py-4">
            <p className="label">
              {kind ? KIND_TEXTS[kind] : 'No longer asked'} · answered{' '}
              {answers.length === 1 ? 'once' : `${answers.length} times`}
            </p>
            <p className="line-clamp-3">{text}</p>
            <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              {/* What each answer was, by shape for the eye and in words for the ear. */}
              <span
                role="img"
                className="figures tracking-widest"
                aria-label={`From the latest on: ${answers
                  .slice(0, 8)
                  .map(({ right }) => (right ? 'right' : 'wrong'))
                  .join(', ')}`}
              >
                {answers
                  .slice(0, 8)
                  .map(({ right }) => (right ? '✓' : '✕'))
                  .join('')}
              </span>
              {last ? (
                <span className="text-muted">
                  {last.right ? 'Right' : 'Wrong'} on {DAY.format(new Date(last.at))}
                  {last.confidence ? CONFIDENCE[last.confidence] : ''}
                </span>
              ) : null}
              {kind ? <a href={practiceHref({ exercise: exerciseId })}>Answer it again</a> : null}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
