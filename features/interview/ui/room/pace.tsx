'use client'
import type { Session } from '../../offline/session'
import { paceOf } from '../../pace/rules'
import { leftMs, mapOf, type Room } from '../../room/rules'
import { useNow } from './use-session'

const WIDTH = 1_000

/** Where the round stands against an even plan: a thin line, and the same in words. */
export function Pace({ session, room }: { session: Session | null; room: Room }) {
  const { allowedMs, clock, items } = room.view
  // A second is finer than a line of pixels can show.
  const used = useNow(session, room, (now) => {
    const left = leftMs(clock, now)
    return allowedMs === null || left === null
      ? null
      : Math.floor((allowedMs - left) / 1_000) * 1_000
  })
  if (allowedMs === null || used === null) return null
  const done = mapOf(room).filter(
    ({ status, closed }) => closed || status === 'answered' || status === 'partly',
  ).length
  const pace = paceOf(used, allowedMs, done, items.length)
  const x = (share: number) => Math.round(share * WIDTH)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1" data-pace>
      <svg
        viewBox={`0 0 ${WIDTH} 12`}
        preserveAspectRatio="none"
        className="h-1.5 min-w-40 flex-1"
        aria-hidden="true"
      >
        <rect x="0" y="5" width={WIDTH} height="2" className="fill-rule" />
        <rect
          x={x(pace.low)}
          y="1"
          width={x(pace.high) - x(pace.low)}
          height="10"
          className="fill-rule"
        />
        <rect x="0" y="4" width={x(pace.done)} height="4" className="fill-accent" />
      </svg>
      <p className="figures text-sm text-muted">
        {done} of {items.length} done, {pace.text}
      </p>
    </div>
  )
}
