'use client'
import { useEffect, useRef } from 'react'

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(radio|checkbox)$/.test(target.type)) ||
    target.shadowRoot !== null)

/**
 * Calls `act` with each key that nothing else on the page needs: what is typed into a field stays
 * there, and Enter stays with a focused button or link. `act` says whether it did anything.
 */
export function useKeys(act: (key: string) => boolean): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      if (document.querySelector('[role=dialog]')) return
      const sends = key === 'Enter' && (ctrlKey || metaKey)
      if (!sends && (writes(target) || ctrlKey || metaKey || altKey)) return
      const control = target instanceof Element && target.closest('a, button, summary')
      if (!sends && control && (key === 'Enter' || key === ' ')) return
      if (latest.current(key.length === 1 ? key.toLowerCase() : key)) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
