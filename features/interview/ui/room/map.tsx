'use client'
import type { MapEntry, Room } from '../../room/rules'
import { mapOf } from '../../room/rules'
import { STATUS_TEXTS } from './texts'

const LEGEND = [
  ['answered', 'answered'],
  ['partly', 'partly'],
  ['seen', 'no answer yet'],
  ['unseen', 'not seen yet'],
] as const

const nameOf = ({ place, status, flag, closed }: MapEntry) =>
  [`Question ${place + 1}`, closed ? 'closed' : STATUS_TEXTS[status], flag ? 'flagged' : '']
    .filter((part) => part !== '')
    .join(', ')

/** All questions by number: how far each is, told by its shape and in words. */
export function QuestionMap({
  room,
  onGo,
  onFinish,
}: {
  room: Room
  onGo(place: number): void
  onFinish(): void
}) {
  const entries = mapOf(room)
  return (
    <nav aria-label="Questions" data-map>
      <ol className="question-map">
        {entries.map((entry) => (
          <li key={entry.place}>
            <button
              type="button"
              className="question-cell figures"
              data-status={entry.closed ? 'closed' : entry.status}
              data-flag={entry.flag || undefined}
              aria-current={entry.place === room.at ? 'step' : undefined}
              aria-label={nameOf(entry)}
              disabled={!entry.open}
              onClick={() => onGo(entry.place)}
            >
              {entry.place + 1}
            </button>
          </li>
        ))}
      </ol>
      <ul className="mt-4 grid grid-cols-2 gap-x-4 gap-y-1.5 text-sm text-muted" aria-hidden="true">
        {LEGEND.map(([status, text]) => (
          <li key={status} className="flex items-center gap-2">
            <span className="question-cell size-4" data-status={status} />
            {text}
          </li>
        ))}
        <li className="flex items-center gap-2">
          <span className="question-cell size-4" data-flag="true" data-status="seen" />
          flagged
        </li>
      </ul>
      <button type="button" className="button mt-5 w-full" onClick={onFinish}>
        Finish
      </button>
    </nav>
  )
}
