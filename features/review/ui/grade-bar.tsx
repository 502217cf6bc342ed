import { keyText } from '@/features/learner/keys/rules'
import type { Keys } from '@/features/learner/keys/schema'
import { GRADE_NAMES, GRADES, type Grade, type QueueCard } from '../schema'
import { GRADE_DEEDS, intervalText } from '../session/rules'

/** The four grades with their intervals, under the thumb. */
export function GradeBar({
  card,
  keys,
  suggested,
  onGrade,
}: {
  card: QueueCard
  keys: Keys
  /** What the answer as it was typed suggests; null where nothing does. */
  suggested: Grade | null
  onGrade(grade: Grade): void
}) {
  return (
    <fieldset className="grid grid-cols-4 gap-2">
      <legend className="sr-only">How well did you know it?</legend>
      {GRADES.map((value) => {
        const preview = card.previews.find((entry) => entry.grade === value)
        const [key = ''] = keys[GRADE_DEEDS[value]]
        return (
          <button
            key={value}
            type="button"
            data-grade={value}
            className={`button flex-col gap-1 px-1 py-2.5 ${value === suggested ? 'border-ink' : ''}`}
            onClick={() => onGrade(value)}
          >
            <span className="figures text-sm font-normal text-muted">
              {preview ? intervalText(preview.intervalDays, preview.inMs) : ''}
            </span>
            <span>{GRADE_NAMES[value]}</span>
            {value === suggested ? <span className="label">suggested</span> : null}
            <kbd className="key hidden sm:block">{keyText(key)}</kbd>
          </button>
        )
      })}
    </fieldset>
  )
}
