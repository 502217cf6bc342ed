/** How many answers wait here, told to pages that do not open the database for it. */
export const WAITING_KEY = 'coldstart.waiting'
/** When what is needed offline was fetched, told in the same way. */
export const PACK_KEY = 'coldstart.pack'

/** A number kept under one of these; 0 where there is none. */
export function keptNumber(key: string): number {
  try {
    return Number(localStorage.getItem(key)) || 0
  } catch {
    return 0
  }
}
