'use client'
import { useEffect, useRef } from 'react'

const writes = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(radio|checkbox)$/.test(target.type)) ||
    target.shadowRoot !== null)

const ARROWS = /^Arrow/
/** What belongs to the whole site: nobody searches it in the middle of a round. */
const isSites = (event: KeyboardEvent) =>
  event.key === '/' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k')

/**
 * Calls `act` with each key that nothing else on the page needs. What is typed into a field stays
 * there, but Ctrl Enter, which goes on, and Escape, which leaves it.
 * @param act says whether it did anything; `sends` where Ctrl was held with Enter
 */
export function useRoomKeys(
  act: (key: string, sends: boolean) => boolean,
  leaveField: () => void,
): void {
  const latest = useRef({ act, leaveField })
  latest.current = { act, leaveField }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      const inField = writes(target)
      if (isSites(event) && !(inField && key === '/')) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
      if (event.repeat || event.isComposing || document.querySelector('[role=dialog]')) return
      const sends = key === 'Enter' && (ctrlKey || metaKey)
      if (inField && key === 'Escape') return latest.current.leaveField()
      if (!sends && (inField || ctrlKey || metaKey || altKey)) return
      const element = target instanceof Element ? target : null
      const control = element?.closest('a, button, summary')
      if (!sends && control && (key === 'Enter' || key === ' ')) return
      // Arrows move between the options of a group, and steps that are put in order.
      if (ARROWS.test(key) && element?.closest('input, li')) return
      if (!latest.current.act(key, sends)) return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before the site's own keys.
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [])
}
