const GUEST_KEY = 'coldstart.guest'
const KNOWN = 'coldstart.learner'

export type LearnerKind = 'guest' | 'account'

/** What this browser remembers of its last session, without asking the server; null for a newcomer. */
export function knownLearner(): LearnerKind | null {
  try {
    const kind = localStorage.getItem(KNOWN)
    return kind === 'guest' || kind === 'account' ? kind : null
  } catch {
    return null
  }
}

/** Remembers who studies in this browser, or with null that nobody does. */
export function rememberLearner(kind: LearnerKind | null): void {
  try {
    if (kind === null) localStorage.removeItem(KNOWN)
    else localStorage.setItem(KNOWN, kind)
  } catch {
    // Without storage each page asks again.
  }
}

/** Forgets the guest of this browser: an account has taken its place. */
export function forgetGuest(): void {
  localStorage.removeItem(GUEST_KEY)
}

/** One change of session at a time, in all tabs: they share a cookie and its token. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request(KNOWN, work) : work()

const UNREACHABLE = 'The server cannot be reached. Check the connection and try again.'
const REFUSED = 'You could not be let in just now. Try again in a minute.'

/** next-auth's own form posts, without its client: nothing here ever leaves the page. */
async function post(action: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json()
  return fetch(`/api/auth/${action}`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: location.origin, json: 'true' }),
  })
}

/** Marks an error of a sign-in that is a sentence for the learner. */
export const SENTENCE = 'say:'

async function enterBy(
  door: 'guest' | 'account',
  fields: Record<string, string>,
): Promise<string | null> {
  try {
    const response = await post(`callback/${door}`, fields)
    const { url } = await response.json()
    const error = new URL(url, location.origin).searchParams.get('error')
    if (response.ok && error === null) return null
    return error?.startsWith(SENTENCE) ? error.slice(SENTENCE.length) : REFUSED
  } catch {
    return UNREACHABLE
  }
}

/**
 * Makes this browser's guest the learner of its session, where it has none.
 * Returns null, or what went wrong in a sentence.
 */
export function enterAsGuest(): Promise<string | null> {
  return alone(async () => {
    let guestKey = crypto.randomUUID() as string
    try {
      guestKey = localStorage.getItem(GUEST_KEY) ?? guestKey
      localStorage.setItem(GUEST_KEY, guestKey)
    } catch {
      // Without storage the session's cookie alone keeps the guest.
    }
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const trouble = await enterBy('guest', { guestKey, timeZone })
    if (trouble === null && knownLearner() === null) rememberLearner('guest')
    return trouble
  })
}

/** Signs in to an account. Returns null, or what went wrong in a sentence. */
export function enterAccount(email: string, password: string): Promise<string | null> {
  return alone(async () => {
    const trouble = await enterBy('account', { email, password })
    if (trouble === null) rememberLearner('account')
    return trouble
  })
}

/** Ends the session. Returns null, or what went wrong in a sentence. */
export function leave(): Promise<string | null> {
  return alone(async () => {
    try {
      const response = await post('signout', {})
      if (!response.ok) return 'You are still signed in: the server refused. Try again in a minute.'
      rememberLearner(null)
      return null
    } catch {
      return `You are still signed in. ${UNREACHABLE}`
    }
  })
}
