import { enterBy } from '@/lib/auth-client'

const KEY = 'coldstart.guest'

/** The key of this browser's guest, made once even if two tabs ask at the same time. */
async function guestKey(): Promise<string> {
  const take = () => {
    const held = localStorage.getItem(KEY)
    if (held) return held
    const made = crypto.randomUUID()
    localStorage.setItem(KEY, made)
    return made
  }
  return navigator.locks ? navigator.locks.request(KEY, take) : take()
}

/** Forgets the guest of this browser: an account has taken its place. */
export function forgetGuest(): void {
  localStorage.removeItem(KEY)
}

/**
 * Makes this browser's guest the learner of its session.
 * Returns null, or what went wrong in a sentence.
 */
export async function enterAsGuest(): Promise<string | null> {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const entered = await enterBy('guest', { guestKey: await guestKey(), timeZone })
    return entered ? null : 'You could not be let in just now. Try again in a minute.'
  } catch {
    return 'The server cannot be reached. Check the connection and try again.'
  }
}
