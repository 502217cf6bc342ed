import type { Scope, Source } from '../../schema'

/** What an answer given within a scope is a part of, as its event tells. */
export function sourceOf({ topic, path, ahead, forgotten, set, q }: Scope): Source {
  if (topic) return 'topic'
  if (path) return 'path'
  if (ahead) return 'ahead'
  if (forgotten) return 'forgotten'
  if (set) return 'set'
  return q ? 'search' : 'due'
}

const days = (count: string) => (count === '1' ? 'day' : `${count} days`)

/**
 * What a session is called on the screen.
 * @param named title of the topic or path, or name of the study set; null for the other scopes
 */
export function scopeTitle(scope: Scope, named: string | null): string {
  const { ahead, forgotten, q, cram } = scope
  const title =
    named ??
    (ahead
      ? `Due in the next ${days(ahead)}`
      : forgotten
        ? `Forgotten in the last ${days(forgotten)}`
        : q
          ? `Search: ${q}`
          : cram
            ? 'Everything you have begun'
            : 'Everything due')
  return cram ? `${title} · cramming, nothing is rescheduled` : title
}
