'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { deedOf, keyOf } from '@/features/learner/keys/rules'
import type { Deed, Keys } from '@/features/learner/keys/schema'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys that a focused control needs for itself. */
const PRESSES = ['Space', 'Enter']

/**
 * Calls `act` with what each key press does, by the learner's keys. It says whether it did anything;
 * a key that did nothing stays the browser's. Space and Enter stay with a focused control, except
 * the button that does the same.
 */
export function useReviewKeys(
  keys: Keys,
  button: RefObject<HTMLElement | null>,
  act: (deed: Deed) => boolean,
): void {
  const latest = useRef({ keys, act })
  latest.current = { keys, act }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing || typing(event.target))
        return
      if (document.querySelector('[role=dialog]')) return
      const altGraph = event.getModifierState('AltGraph')
      const { key: pressed, ctrlKey, metaKey, altKey } = event
      const key = keyOf({ key: pressed, ctrlKey, metaKey, altKey, altGraph })
      const deed = key === null ? null : deedOf(latest.current.keys, key)
      if (key === null || deed === null) return
      const control = event.target instanceof Element && event.target.closest('a, button, summary')
      if (PRESSES.includes(key) && control && control !== button.current) return
      if (latest.current.act(deed)) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [button])
}
