import { GRADE_NAMES, type QueueCard } from '../schema'
import { intervalText } from '../session/rules'
import type { Swipe } from '../swipe/rules'

/** What letting go now would do, in words, while a finger drags the card. */
export function SwipeHint({ swipe, card }: { swipe: Swipe | null; card: QueueCard }) {
  if (!swipe) return null
  const preview = card.previews.find(({ grade }) => grade === swipe.grade)
  return (
    <p className="swipe-hint" data-ready={swipe.ready || undefined} aria-hidden="true">
      <strong>{GRADE_NAMES[swipe.grade]}</strong>
      <span className="figures">
        {preview ? intervalText(preview.intervalDays, preview.inMs) : ''}
      </span>
      <span className="text-sm">{swipe.ready ? 'let go' : 'go on'}</span>
    </p>
  )
}
