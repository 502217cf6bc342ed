'use client'
import { useEffect, useRef } from 'react'

/** The way into a session, by a click or by Enter from anywhere on the page that is no control. */
export function Begin({ href, children }: React.PropsWithChildren<{ href: string }>) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
      const { target } = event
      const onControl =
        target instanceof Element &&
        target.closest('a, button, summary, input, select, textarea, label, [role=dialog]')
      if (onControl || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      link.current?.click()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <a ref={link} href={href} className="button button-primary px-6 py-3">
      {children}{' '}
      <kbd className="key hidden border-transparent bg-transparent text-on-accent sm:inline">
        enter
      </kbd>
    </a>
  )
}
