import type { Scope, Source } from '../../schema'

/** What an answer given within a scope is a part of, as its event tells. */
export function sourceOf({ topic, path, ahead, forgotten, set, q, cards }: Scope): Source {
  if (topic) return 'topic'
  if (path) return 'path'
  if (ahead) return 'ahead'
  if (forgotten) return 'forgotten'
  if (set) return 'set'
  return q || cards ? 'search' : 'due'
}

const days = (count: string) => (count === '1' ? 'day' : `${count} days`)

// Searches that the site itself links to.
const SEARCHES: Record<string, string> = { 'is:own': 'Your own cards' }

/**
 * What a session is called on the screen.
 * @param named title of the topic or path, or name of the study set; null for the other scopes
 */
export function scopeTitle(scope: Scope, named: string | null): string {
  const { ahead, forgotten, q, cards, cram } = scope
  const title =
    named ??
    (ahead
      ? `Due in the next ${days(ahead)}`
      : forgotten
        ? `Forgotten in the last ${days(forgotten)}`
        : q
          ? (SEARCHES[q] ?? `Search: ${q}`)
          : cards
            ? 'Cards you selected'
            : cram
              ? 'Everything you have begun'
              : 'Everything due')
  return cram ? `${title} · cramming, nothing is rescheduled` : title
}

const NAMES = ['study', 'topic', 'path', 'ahead', 'forgotten', 'set', 'q', 'cards', 'cram'] as const

/** What of a URL's parameters names a scope, the first where one stands twice; to be parsed. */
export function readScope(
  params: Record<string, string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = [params[name] ?? []].flat()[0]
      return value ? [[name, value]] : []
    }),
  )
}

/** Whether a scope says what to study, so that there is nothing left to choose. */
export const isChosen = (scope: Scope): boolean => Object.values(scope).some(Boolean)

/** The URL of a session. */
export function scopeHref(scope: Scope): string {
  const params = new URLSearchParams(
    Object.entries(scope).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return params.size > 0 ? `/review?${params}` : '/review'
}

/** A cram ends with the day it was begun on; one named by a link begins when the link is opened. */
const LONGEST_CRAM_MS = 12 * 3_600_000

/** Whether a scope names a cram that has yet to begin, or one from long ago. */
export function isOldCram({ cram }: Scope, now: number): boolean {
  if (!cram) return false
  const since = Number(cram)
  return since > now || now - since > LONGEST_CRAM_MS
}
