'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Told on the document when a link is about to be used; `detail` is its path. */
export const INTENT = 'intent'
const INTENT_MS = 65

function internalLink(target: EventTarget | null): URL | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin)
    return null
  const url = new URL(link.href)
  const samePage = url.pathname === location.pathname && url.search === location.search
  return samePage && url.hash ? null : url
}

function copyButton(figure: Element): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    const code = figure.querySelector('code')?.textContent ?? ''
    try {
      await navigator.clipboard.writeText(code)
      button.textContent = 'Copied'
    } catch {
      button.textContent = 'Press Ctrl+C'
      getSelection()?.selectAllChildren(figure.querySelector('code') ?? figure)
    }
    setTimeout(() => {
      button.textContent = 'Copy'
    }, 2000)
  })
  figure.append(button)
}

/**
 * What plain HTML links and code blocks gain from script: pages open without a reload, are fetched
 * when a link is about to be used, and code can be copied. Without script all of them still work.
 */
export function Enhance() {
  const router = useRouter()
  const path = usePathname()

  useEffect(() => {
    const click = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const url = internalLink(event.target)
      if (!url) return
      event.preventDefault()
      router.push(url.pathname + url.search + url.hash)
    }
    let waiting: ReturnType<typeof setTimeout> | undefined
    const intent = (event: Event) => {
      clearTimeout(waiting)
      const url = internalLink(event.target)
      if (!url) return
      const about = () => {
        router.prefetch(url.pathname + url.search)
        document.dispatchEvent(new CustomEvent(INTENT, { detail: url.pathname }))
      }
      waiting = setTimeout(about, event.type === 'pointerover' ? INTENT_MS : 0)
    }
    document.addEventListener('click', click)
    for (const type of ['pointerover', 'touchstart', 'focusin']) {
      document.addEventListener(type, intent, { passive: true })
    }
    return () => {
      clearTimeout(waiting)
      document.removeEventListener('click', click)
      for (const type of ['pointerover', 'touchstart', 'focusin'])
        document.removeEventListener(type, intent)
    }
  }, [router])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page brings new code blocks
  useEffect(() => {
    for (const figure of document.querySelectorAll('figure.code:not(:has(.copy))'))
      copyButton(figure)
  }, [path])

  return null
}
