'use client'
import { useEffect, useRef } from 'react'
import { deedOf, keyOf } from '@/features/learner/keys/rules'
import type { Deed, Keys } from '@/features/learner/keys/schema'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox]):not([type=button])'))

export interface ListKeys {
  /** The next card, or the one before. */
  move(by: 1 | -1): void
  /** Selects the card one is on; with Shift everything from the last one. */
  select(range: boolean): void
  selectAll(): void
  clear(): boolean
  /** What a key does in a review too. Says whether it did anything. */
  act(deed: Deed): boolean
}

/** The keys of a list of cards: its own, then those of a review. */
export function useListKeys(keys: Keys, list: ListKeys): void {
  const latest = useRef({ keys, list })
  latest.current = { keys, list }
  useEffect(() => {
    const own = (event: KeyboardEvent): boolean => {
      const { list: to } = latest.current
      const name = event.key.toLowerCase()
      if ((event.ctrlKey || event.metaKey) && !event.altKey && name === 'a') {
        to.selectAll()
        return true
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return false
      if (name === 'j') to.move(1)
      else if (name === 'k') to.move(-1)
      else if (name === 'x') to.select(event.shiftKey)
      else return name === 'escape' && to.clear()
      return true
    }
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || typing(event.target)) return
      if (document.querySelector('[role=dialog]')) return
      if (own(event)) return event.preventDefault()
      const altGraph = event.getModifierState('AltGraph')
      const { key: pressed, ctrlKey, metaKey, altKey } = event
      const key = keyOf({ key: pressed, ctrlKey, metaKey, altKey, altGraph })
      const deed = key === null || event.repeat ? null : deedOf(latest.current.keys, key)
      if (deed !== null && latest.current.list.act(deed)) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
