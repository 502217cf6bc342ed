const KEY = 'coldstart.recent'
const MOST = 5

export interface Place {
  title: string
  href: string
}

/** The places that were last gone to from search, in this browser. */
export function recentPlaces(): Place[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter(
      (place): place is Place =>
        typeof place?.title === 'string' && /^\/(?!\/)/.test(place?.href ?? ''),
    )
  } catch {
    return []
  }
}

/** Remembers a place as the latest one. */
export function rememberPlace(place: Place): void {
  const others = recentPlaces().filter(({ href }) => href !== place.href)
  try {
    localStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing has no recent places.
  }
}
