'use client'
import { useEffect, useRef, useState } from 'react'
import type { Session } from '../../offline/session'
import { announced, clockText } from '../../pace/rules'
import { leftMs, type Room } from '../../room/rules'
import { useNow } from './use-session'

/** What is left, for whoever looks. */
export function Clock({ session, room }: { session: Session | null; room: Room }) {
  const text = useNow(session, room, (now) => {
    const left = leftMs(room.view.clock, now)
    return left === null ? 'no clock' : clockText(left)
  })
  return (
    <span role="timer" aria-label="Time left" className="figures" data-clock>
      {text}
    </span>
  )
}

/** What is left of one question's own time. */
export function PlaceClock({ session, room }: { session: Session | null; room: Room }) {
  const deadlineAt = room.view.items[room.at]?.deadlineAt ?? null
  const text = useNow(session, room, (now) =>
    deadlineAt === null ? '' : clockText(Math.max(0, deadlineAt - now)),
  )
  return deadlineAt === null ? null : (
    <p className="figures text-muted">
      <span role="timer" aria-label="Time left for this question">
        {text}
      </span>{' '}
      for this question
    </p>
  )
}

/** Says the time at ten, five and one minute to who cannot see it; silent otherwise. */
export function Announcer({ session, room }: { session: Session | null; room: Room }) {
  const [said, setSaid] = useState('')
  const before = useRef<number | null>(null)
  const left = useNow(session, room, (now) => {
    const ms = leftMs(room.view.clock, now)
    return ms === null ? null : Math.ceil(ms / 1_000) * 1_000
  })
  useEffect(() => {
    const text = announced(before.current, left)
    before.current = left
    if (text) setSaid(text)
  }, [left])
  return (
    <p className="sr-only" role="status" data-announced>
      {said}
    </p>
  )
}
