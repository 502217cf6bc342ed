'use client'
import { FlagMark } from '../../hand/ui/flag-mark'
import { daysText } from '../../why/rules'
import { standing } from '../rules'
import type { BrowseRow } from '../schema'

export interface RowProps {
  row: BrowseRow
  today: number
  selected: boolean
  opened: boolean
  onSelect(range: boolean): void
  onOpen(): void
  onWhy(): void
  onFocus(): void
}

function Marks({ row }: { row: BrowseRow }) {
  const { hand, ownTags, isLeech, lapses } = row
  const tags = [...hand.tags, ...ownTags]
  if (hand.flag === 0 && !hand.note && !isLeech && tags.length === 0) return null
  return (
    <div className="marks">
      <FlagMark flag={hand.flag} />
      {hand.note ? <span title={hand.note}>note</span> : null}
      {isLeech ? <span>slipped {lapses} times</span> : null}
      {tags.map((tag) => (
        <span key={tag} className="text-muted">
          #{tag}
        </span>
      ))}
    </div>
  )
}

/** One card of the list. Its front opens and closes the answer. */
export function Row(props: RowProps) {
  const { row, today, selected, opened, onSelect, onOpen, onWhy, onFocus } = props
  const { state, isDue, hand, strengthDays } = row
  const press = (event: React.MouseEvent) => {
    if (event.shiftKey || event.metaKey || event.ctrlKey) onSelect(event.shiftKey)
    else onOpen()
  }
  return (
    <tr
      data-card={row.id}
      data-selected={selected || undefined}
      data-aside={hand.suspended || undefined}
    >
      <td className="pick">
        <label>
          <input
            type="checkbox"
            checked={selected}
            aria-label={`Select: ${row.front.slice(0, 80)}`}
            onChange={() => undefined}
            onClick={(event) => onSelect(event.shiftKey)}
          />
        </label>
      </td>
      <td className="face">
        <button
          type="button"
          data-front
          aria-expanded={opened}
          className={opened ? '' : 'line-clamp-2'}
          onClick={press}
          onFocus={onFocus}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            onWhy()
          }}
        >
          {row.front}
        </button>
        {opened ? (
          <div className="mt-1 text-muted">
            <p className="whitespace-pre-line">{row.back}</p>
            {hand.note ? <p className="mt-1 whitespace-pre-line">Your note: {hand.note}</p> : null}
            <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
              <button type="button" className="underline" onClick={onWhy}>
                Why and when
              </button>
              {row.editHref ? <a href={row.editHref}>Edit</a> : null}
            </p>
          </div>
        ) : null}
      </td>
      <td className="text-muted">
        <a href={row.topicHref} className="text-muted no-underline hover:underline">
          {row.topicTitle}
        </a>
      </td>
      <td>
        {standing({ state, isDue, hand, today })}
        {row.due && !isDue ? <span className="text-muted">, {row.due}</span> : null}
      </td>
      <td className="figures text-muted">
        {strengthDays === null ? (
          ''
        ) : (
          <span title="It holds so long">{daysText(strengthDays)}</span>
        )}
      </td>
      <td>
        <Marks row={row} />
      </td>
    </tr>
  )
}
