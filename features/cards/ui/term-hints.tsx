'use client'
import { useEffect } from 'react'

/** Shows what a term of the text means when it is pointed at or reached by key; a link without script. */
export function TermHints({ url }: { url: string }) {
  useEffect(() => {
    const reach = (event: PointerEvent | FocusEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a.term') : null
      if (!(link instanceof HTMLAnchorElement)) return
      const pointer = 'pointerType' in event ? event : null
      if (pointer ? pointer.pointerType === 'touch' : !link.matches(':focus-visible')) return
      import('./term-hint').then(
        ({ offerHint }) => offerHint(link, url, pointer),
        () => undefined,
      )
    }
    document.addEventListener('pointerover', reach)
    document.addEventListener('focusin', reach)
    return () => {
      document.removeEventListener('pointerover', reach)
      document.removeEventListener('focusin', reach)
    }
  }, [url])
  return null
}
