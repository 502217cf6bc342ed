'use client'
import { useEffect, useState } from 'react'
import type { KeptRoom } from '../../offline/schema'
import { keptRooms } from '../../offline/shelf'
import { clockText } from '../../pace/rules'
import { leftMs } from '../../room/rules'
import { Room } from './room'
import type { Slots } from './slots'

/** The rounds that this browser can go on with, and the one that was asked for. */
async function find(search: string): Promise<{ rooms: KeptRoom[]; asked: KeptRoom | null }> {
  const from = new URLSearchParams(search).get('from') ?? ''
  const rooms = await keptRooms().catch(() => [])
  return { rooms, asked: rooms.find(({ id }) => from === `/interviews/${id}`) ?? null }
}

function leftOf({ view, clock }: KeptRoom): string {
  const left = leftMs(view.clock, Math.max(clock.at, Date.now() + clock.ahead))
  if (left === null) return 'no clock'
  return left === 0 ? 'time is up' : `${clockText(left)} left`
}

/** A round gone on with from what this browser keeps, while the server cannot be reached. */
export function OfflineRoom({ slots }: { slots: Slots }) {
  const [found, setFound] = useState<Awaited<ReturnType<typeof find>> | null>(null)
  useEffect(() => {
    find(location.search).then(setFound)
  }, [])
  if (found === null)
    return (
      <p role="status" className="reading text-muted">
        Getting your round from this browser…
      </p>
    )
  if (found.asked) return <Room key={found.asked.id} from={{ kept: found.asked }} slots={slots} />
  return (
    <div className="reading">
      <h1 className="text-2xl">Interviews need the network</h1>
      {found.rooms.length === 0 ? (
        <p className="measure mt-4 text-lg text-muted">
          No round is under way in this browser. One that you begin with a network can be finished
          without it.
        </p>
      ) : (
        <>
          <p className="measure mt-4 text-lg text-muted">
            A new round has to wait. What you have begun you can finish here; it is sent when the
            network is back.
          </p>
          <ul className="mt-6 space-y-3">
            {found.rooms.map((room) => (
              <li key={room.id} className="flex flex-wrap items-baseline gap-x-4">
                <a href={`/offline/interview?from=/interviews/${room.id}`} className="button">
                  Go on with {room.view.title}
                </a>
                <span className="figures text-muted">{leftOf(room)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-8">
        <a href="/interviews">Try the network</a>
      </p>
    </div>
  )
}
