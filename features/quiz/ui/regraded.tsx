'use client'
import { useState } from 'react'
import { dismissRegradedAction } from '../regrade/actions'
import type { Regraded } from '../regrade/schema'

const changeText = ({ rightAfter }: Regraded) =>
  rightAfter === null
    ? 'it was changed so much that your answer could not be graded again'
    : rightAfter
      ? 'your answer counts as right now, and what it had told your memory is taken back'
      : 'your answer counts as wrong now, and what it had told your memory is taken back'

/** Says once that answers were graded again because a key was mended. */
export function RegradedNotice({ regraded }: { regraded: Regraded[] }) {
  const [isGone, setGone] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  if (isGone || regraded.length === 0) return null
  async function dismiss() {
    const outcome = await dismissRegradedAction({}).catch(() => null)
    if (outcome?.ok) setGone(true)
    else setTrouble(outcome ? outcome.error : 'The server cannot be reached. Try again later.')
  }
  return (
    <section
      aria-label="Answers graded again"
      className="mb-8 max-w-3xl border-l-2 border-accent pl-4"
    >
      <h2 className="text-base">
        We corrected {regraded.length === 1 ? 'a question' : `${regraded.length} questions`} that
        you had answered
      </h2>
      <ul className="mt-2 space-y-2">
        {regraded.map((one) => (
          <li key={one.sheetId}>
            <span className="line-clamp-2">“{one.text}”</span>
            <span className="text-sm text-muted">Here {changeText(one)}.</span>
          </li>
        ))}
      </ul>
      <button type="button" className="button mt-3" onClick={dismiss}>
        I have seen it
      </button>
      <p role="alert" className="text-wrong">
        {trouble}
      </p>
    </section>
  )
}
