/** Set while this browser keeps anything of a round. */
export const WAITING_KEY = 'coldstart.interviews'

/** Whether there may be something to send. Told without opening the database. */
export function somethingWaits(): boolean {
  try {
    return localStorage.getItem(WAITING_KEY) !== null
  } catch {
    return false
  }
}
