'use client'
import { useEffect, useState } from 'react'

const RAPID_S = 60

/** The minute that a question of a rapid session should take. It shows, and ends nothing. */
export function Clock({ stopped }: { stopped: boolean }) {
  const [left, setLeft] = useState(RAPID_S)
  useEffect(() => {
    if (stopped) return
    const began = performance.now()
    const tick = setInterval(
      () => setLeft(Math.max(0, RAPID_S - Math.floor((performance.now() - began) / 1000))),
      250,
    )
    return () => clearInterval(tick)
  }, [stopped])
  return (
    <span className="figures" role="timer" aria-label="Seconds left">
      {left === 0 ? 'the minute is over' : `${left} s`}
    </span>
  )
}
