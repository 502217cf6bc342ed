'use client'
import { use } from 'react'
import { INTENT } from '@/components/enhance'
import { handedOver } from './prose-handover'

const fetched = new Map<string, Promise<string>>()

/** Fetches the HTML of a page that is about to be opened; once. */
function fetchProse(name: string): Promise<string> {
  let promise = fetched.get(name)
  if (!promise) {
    promise = fetch(`/prose/${name}`).then((response) => {
      if (!response.ok) throw new Error(`the text of ${name} could not be loaded`)
      return response.text()
    })
    promise.catch(() => fetched.delete(name))
    fetched.set(name, promise)
  }
  return promise
}

// A link that is about to be used has its text fetched along with its page.
if (typeof document !== 'undefined') {
  document.addEventListener(INTENT, (event) => {
    const name = String((event as CustomEvent).detail).slice(1)
    if (/^(topics|questions|paths)\/[a-z0-9-]+$/.test(name)) fetchProse(name).catch(() => undefined)
  })
}

/** What a page came with is taken from the page itself; what a navigation opens is fetched. */
function useProse(name: string): string {
  const here = handedOver(name) ?? document.getElementById(`prose:${name}`)?.innerHTML
  return here ?? use(fetchProse(name))
}

export function ProseBody({ name, className }: { name: string; className: string }) {
  return (
    <div
      id={`prose:${name}`}
      className={`prose ${className}`}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: useProse(name) }}
    />
  )
}
