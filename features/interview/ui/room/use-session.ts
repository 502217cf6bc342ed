'use client'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { type From, openSession, type Session } from '../../offline/session'
import { enter, phaseOf, type Room, step } from '../../room/rules'

const TICK_MS = 250

/** The round in this tab: null until it is open, which needs script. The room is there at once. */
export function useSession(from: From): { session: Session | null; room: Room } {
  const [session, setSession] = useState<Session | null>(null)
  const first = useRef(from)
  const before = useMemo(() => {
    if ('view' in first.current) return enter(first.current.view, null)
    const { view, at, handedIn } = first.current.kept
    const room = enter(view, at)
    return handedIn ? step(room, { do: 'hand in' }) : room
  }, [])
  useEffect(() => {
    let gone = false
    let opened: Session | null = null
    openSession(first.current).then((one) => {
      if (gone) return one.close()
      opened = one
      setSession(one)
    })
    return () => {
      gone = true
      opened?.close()
    }
  }, [])
  const subscribe = useCallback(
    (callback: () => void) => session?.subscribe(callback) ?? (() => {}),
    [session],
  )
  const read = () => session?.room() ?? before
  const room = useSyncExternalStore(subscribe, read, () => before)
  return { session, room }
}

/** What `select` makes of the server's time, looked at four times a second and when the room changes. */
export function useNow<T extends string | number | boolean | null>(
  session: Session | null,
  room: Room,
  select: (now: number) => T,
): T {
  const latest = useRef(select)
  latest.current = select
  const at = session ? session.now() : room.view.clock.now
  const [, setShown] = useState<T>(() => select(at))
  useEffect(() => {
    if (!session) return
    const timer = setInterval(() => setShown(latest.current(session.now())), TICK_MS)
    return () => clearInterval(timer)
  }, [session])
  return select(at)
}

/** Where the round stands now. Looks at the clocks on the way. */
export function usePhase(session: Session | null, room: Room) {
  useEffect(() => {
    if (!session) return
    const timer = setInterval(session.tick, TICK_MS)
    return () => clearInterval(timer)
  }, [session])
  return useNow(session, room, (now) => phaseOf(room, now))
}
