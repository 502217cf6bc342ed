import type { Chance } from '../schema/world'

export interface TraceHeader {
  /** As it travels on: `Root=1-…;Parent=…;Sampled=0`. */
  text: string
  root: string
  rule: 'header.trace-kept' | 'header.trace-parent-made' | null
}

/**
 * Keeps an incoming trace header, completes one that has only a root, makes one otherwise.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function traceHeader(
  incoming: string | undefined,
  now: number,
  chance: Chance,
): TraceHeader {
  const root = /Root=([^;]+)/.exec(incoming ?? '')?.[1]
  if (!incoming || !root) {
    const made = `1-${Math.floor(now / 1000).toString(16)}-${chance.hex(24)}`
    return { text: `Root=${made}`, root: made, rule: null }
  }
  if (/Parent=/.test(incoming)) return { text: incoming, root, rule: 'header.trace-kept' }
  return {
    text: `Root=${root};Parent=${chance.hex(16)};Sampled=0`,
    root,
    rule: 'header.trace-parent-made',
  }
}
