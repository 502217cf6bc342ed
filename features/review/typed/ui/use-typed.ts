'use client'
import { useEffect, useRef, useState } from 'react'
import type { Grade, QueueCard } from '../../schema'
import { suggestedGrade } from '../rules'

export interface TypedControls {
  text: string
  write(text: string): void
  /** The grade that what was typed suggests, once the answer is shown. */
  suggested: Grade | null
}

/** What is typed for the card on screen, and what it suggests. */
export function useTyped(card: QueueCard | undefined, revealed: boolean): TypedControls {
  const key = card ? `${card.id}-${card.version}` : ''
  const [held, setHeld] = useState({ key, text: '' })
  const text = held.key === key ? held.text : ''
  const shownAt = useRef(0)
  const [tookMs, setTookMs] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card starts the clock again
  useEffect(() => {
    shownAt.current = performance.now()
  }, [key])
  useEffect(() => {
    if (revealed) setTookMs(performance.now() - shownAt.current)
  }, [revealed])
  const answer = card?.typed ?? null
  return {
    text,
    write: (next) => setHeld({ key, text: next }),
    suggested: revealed && answer !== null ? suggestedGrade(text, answer, tookMs) : null,
  }
}
