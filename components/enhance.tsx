'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { RUNS_CODE } from '@/lib/runs-code'

/** Told on the document when a link is about to be used; `detail` is its path. */
export const INTENT = 'intent'
const NEXT_MS = 1_500
// What app/styles/prose.css leaves out of the first layout.
const LATER = '.prose > :nth-child(n + 5):not(h2, h3), .prose + .measure > *'
// Long enough to pass over a link, far shorter than it takes to press it.
const INTENT_MS = 20

function internalLink(target: EventTarget | null): URL | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin)
    return null
  const url = new URL(link.href)
  // A page that runs code has a policy of its own, which only a load of the whole page brings.
  if (RUNS_CODE.test(url.pathname) !== RUNS_CODE.test(location.pathname)) return null
  const samePage = url.pathname === location.pathname && url.search === location.search
  return samePage && url.hash ? null : url
}

/** Fetches a page that is about to be opened, and tells who holds parts of it. */
function about(router: { prefetch(href: string): void }, href: string): void {
  router.prefetch(href)
  document.dispatchEvent(new CustomEvent(INTENT, { detail: new URL(href, location.href).pathname }))
}

/** Makes the browser mark and unfold the place that a navigation led to, as a plain link would. */
function markTarget(): void {
  if (!location.hash || document.querySelector(':target')) return
  const { state } = history
  location.replace(location.href)
  history.replaceState(state, '', location.href)
}

function whenIdle(work: () => void): void {
  const ask = window.requestIdleCallback ?? ((later: () => void) => setTimeout(later, 1))
  ask(work)
}

/** Lays out what waited below the first screen, a block at a time so that nothing is held up. */
function settle(blocks: Element[]): void {
  const [block, ...rest] = blocks
  if (!block) return
  block.classList.add('settled')
  whenIdle(() => settle(rest))
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
    // A jump within the page is the browser's own; its entry must carry the router's state, or
    // going back to it would leave the page after it on the screen.
    let known: unknown = history.state
    const jumped = () => {
      if (history.state === null) history.replaceState(known, '', location.href)
    }
    const click = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      known = history.state
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
      const wait = event.type === 'pointerover' ? INTENT_MS : 0
      waiting = setTimeout(() => about(router, url.pathname + url.search), wait)
    }
    document.addEventListener('click', click)
    addEventListener('hashchange', jumped)
    for (const type of ['pointerover', 'touchstart', 'focusin']) {
      document.addEventListener(type, intent, { passive: true })
    }
    return () => {
      clearTimeout(waiting)
      document.removeEventListener('click', click)
      removeEventListener('hashchange', jumped)
      for (const type of ['pointerover', 'touchstart', 'focusin'])
        document.removeEventListener(type, intent)
    }
  }, [router])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page brings new code blocks
  useEffect(() => {
    // Text that a link opens is there at once: it may be opened at an anchor.
    delete document.documentElement.dataset.landing
    markTarget()
    for (const figure of document.querySelectorAll('figure.code:not(:has(.copy))'))
      copyButton(figure)
    whenIdle(() => settle([...document.querySelectorAll(LATER)]))
  }, [path])

  // The page that follows in reading order is fetched once this one is at rest.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has its own next one
  useEffect(() => {
    const waiting = setTimeout(() => {
      whenIdle(() => {
        const next = document.querySelector<HTMLAnchorElement>('a[rel=next]')
        if (next) about(router, next.pathname)
      })
    }, NEXT_MS)
    return () => clearTimeout(waiting)
  }, [router, path])

  return null
}
