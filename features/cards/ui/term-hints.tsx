'use client'
import { useEffect } from 'react'

/** Shows what a term of the text means when it is pointed at or reached by key; a link without script. */
export function TermHints({ url }: { url: string }) {
  useEffect(() => {
    const offer = (place: EventTarget | null, pointer: PointerEvent | null) => {
      const link = place instanceof Element ? place.closest('a.term') : null
      if (!(link instanceof HTMLAnchorElement)) return
      if (pointer ? pointer.pointerType === 'touch' : !link.matches(':focus-visible')) return
      import('./term-hint').then(
        ({ offerHint }) => offerHint(link, url, pointer),
        () => undefined,
      )
    }
    const point = (event: PointerEvent) => offer(event.target, event)
    const focus = ({ target }: FocusEvent) => offer(target, null)
    document.addEventListener('pointerover', point)
    document.addEventListener('focusin', focus)
    // A term may have been reached before this script was there.
    offer(document.activeElement, null)
    return () => {
      document.removeEventListener('pointerover', point)
      document.removeEventListener('focusin', focus)
    }
  }, [url])
  return null
}
