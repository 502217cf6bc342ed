import { knownLearner } from '@/lib/auth-client'

const LOOK_MS = 250
const SETTLE_MS = 2_000
const EVERY_MS = 10_000
/** A heading that has come up to this share of the window is what is being read. */
const READING_LINE = 0.35

function nearestHeading(): string {
  let anchor = ''
  for (const heading of document.querySelectorAll('main :is(h2, h3)[id]')) {
    if (heading.getBoundingClientRect().top > innerHeight * READING_LINE) break
    anchor = heading.id
  }
  return anchor
}

/** Remembers where on a page a learner reads: once reading settles, seldom, and on leaving. */
export function followReading(path: string): () => void {
  const begunAt = performance.now()
  let anchor = nearestHeading()
  let sent: string | undefined
  let sentAt = Number.NEGATIVE_INFINITY
  let looking: ReturnType<typeof setTimeout> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined

  const send = () => {
    clearTimeout(waiting)
    if (anchor === sent || knownLearner() === null) return
    sent = anchor
    sentAt = performance.now()
    fetch('/api/v1/place', {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path, anchor }),
    }).catch(() => undefined)
  }
  const sendSoon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(send, Math.max(SETTLE_MS, sentAt + EVERY_MS - performance.now()))
  }
  const look = () => {
    looking ??= setTimeout(() => {
      looking = undefined
      anchor = nearestHeading()
      sendSoon()
    }, LOOK_MS)
  }
  // A page that was only passed through was not read.
  const leave = () => {
    if (performance.now() - begunAt > SETTLE_MS) send()
  }
  const hide = () => {
    if (document.visibilityState === 'hidden') leave()
  }

  sendSoon()
  addEventListener('scroll', look, { passive: true })
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', hide)
  return () => {
    clearTimeout(looking)
    leave()
    clearTimeout(waiting)
    removeEventListener('scroll', look)
    removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', hide)
  }
}
