'use client'
import { useEffect } from 'react'
import { somethingWaits } from '../../offline/keys'

const AT_REST_MS = 3_000

/** On any page: sends what a round has left in this browser. Nothing is loaded where none has. */
export function RoomsHost() {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (somethingWaits())
        import('./leftovers').then(
          ({ sendNow }) => sendNow(),
          () => undefined,
        )
    }, AT_REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return null
}
