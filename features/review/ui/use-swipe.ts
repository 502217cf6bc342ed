'use client'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Grade } from '../schema'
import { type Swipe, swipeOf } from '../swipe/rules'

/** Whether something under the finger scrolls sideways or is to be pressed by itself. */
function isTaken(target: EventTarget | null, area: HTMLElement): boolean {
  for (
    let element = target instanceof Element ? target : null;
    element && element !== area;
    element = element.parentElement
  ) {
    if (element.matches('a, button, input, textarea, summary')) return true
    if (element.scrollWidth > element.clientWidth + 1 && element.matches('pre, figure, table'))
      return true
  }
  return false
}

/** A card up to this share of the window's height is seen whole beside what surrounds it. */
const WHOLE = 0.62

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * Grades by a swipe of a finger or a pen over the card, once its answer is shown. The card follows
 * the finger; going back, a second finger or Escape takes the swipe back. Where the page scrolls
 * up and down, only left and right are swipes.
 */
export function useSwipe(isOn: boolean, onGrade: (grade: Grade) => void) {
  const area = useRef<HTMLDivElement>(null)
  const start = useRef<{ id: number; x: number; y: number } | null>(null)
  const [swipe, setSwipe] = useState<Swipe | null>(null)

  const move = (dx: number, dy: number) => {
    area.current?.style.setProperty('--swipe-x', `${dx}px`)
    area.current?.style.setProperty('--swipe-y', `${dy}px`)
  }
  const cancel = () => {
    start.current = null
    setSwipe(null)
    move(0, 0)
  }
  const latest = useRef(cancel)
  latest.current = cancel
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  // A card that is seen whole needs no scrolling, so that up and down are free for swipes.
  useEffect(() => {
    const element = area.current
    const fits = () => isOn && element !== null && element.scrollHeight < innerHeight * WHOLE
    element?.toggleAttribute('data-fits', fits())
  })

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) return cancel()
    if (!isOn || event.pointerType === 'mouse' || isTaken(event.target, event.currentTarget)) return
    start.current = { id: event.pointerId, x: event.clientX, y: event.clientY }
  }
  const meant = (event: PointerEvent) => {
    const from = start.current
    if (!from || from.id !== event.pointerId) return null
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
    return { dx, dy, swipe: swipeOf(dx, dy, Math.min(innerWidth, innerHeight)) }
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const now = meant(event)
    if (!now) return
    if (now.swipe) event.currentTarget.setPointerCapture(event.pointerId)
    setSwipe(now.swipe)
    if (!isCalm()) move(now.swipe ? now.dx : 0, now.swipe ? now.dy : 0)
  }
  const up = (event: PointerEvent<HTMLDivElement>) => {
    const now = meant(event)
    cancel()
    if (now?.swipe?.ready) onGrade(now.swipe.grade)
  }
  return {
    swipe,
    area,
    handlers: {
      onPointerDown: down,
      onPointerMove: drag,
      onPointerUp: up,
      onPointerCancel: cancel,
    },
  }
}
