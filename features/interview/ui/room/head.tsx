'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { LEVEL_TEXTS } from '@/features/quiz/texts/rules'
import type { Session } from '../../offline/session'
import type { Room } from '../../room/rules'
import { Clock } from './clock'
import { factorText } from './texts'

const KEY = 'coldstart.room.clock'

/** The clock is there for whoever looks; it may be put away, and stays away in this browser. */
export function useClockShown(): [boolean, () => void] {
  const [shown, setShown] = useState(true)
  useEffect(() => {
    try {
      setShown(localStorage.getItem(KEY) !== 'hidden')
    } catch {
      // It is shown, as everywhere.
    }
  }, [])
  const toggle = () => {
    setShown(!shown)
    try {
      localStorage.setItem(KEY, shown ? 'hidden' : 'shown')
    } catch {
      // Then it is back on the next page.
    }
  }
  return [shown, toggle]
}

/** The one line on top of the room: what it is, the way out, what is left. */
export function Head({
  room,
  session,
  clockShown,
  onClock,
  children,
}: {
  room: Room
  session: Session | null
  clockShown: boolean
  onClock(): void
  children: ReactNode
}) {
  const { view } = room
  const factor = factorText(view.timeFactor)
  const hasClock = view.clock.deadlineAt !== null || view.clock.leftMs !== null
  return (
    <header className="room-head">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-6">
        <p className="min-w-0 flex-1 truncate">
          <strong className="font-semibold">{view.title}</strong>
          <span className="text-muted max-sm:hidden">
            {' '}
            · {LEVEL_TEXTS[view.level]}
            {factor ? ` · ${factor}` : ''}
            {view.practice ? ' · practice' : ''}
          </span>
        </p>
        {hasClock ? (
          <p className="flex items-center gap-1">
            {clockShown ? (
              <span className="text-lg">
                <Clock session={session} room={room} />
              </span>
            ) : null}
            <button type="button" className="button button-quiet min-h-8 text-sm" onClick={onClock}>
              {clockShown ? 'Hide' : 'Show'}
              <span className={clockShown ? 'sr-only' : 'max-sm:sr-only'}> the clock</span>
            </button>
          </p>
        ) : null}
        <a href="/interviews" className="text-sm text-muted" data-leave>
          Leave
          {view.clock.deadlineAt === null ? null : (
            <span className="max-sm:sr-only">; the clock goes on</span>
          )}
        </a>
      </div>
      <div className="mx-auto max-w-6xl px-4 pb-2 sm:px-6">{children}</div>
    </header>
  )
}
