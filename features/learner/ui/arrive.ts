import { tellTabs } from '@/components/tabs'
import { chooseTheme } from '@/components/theme'

/** A way back that stays on this site; home for anything else. */
function safeReturn(to: string | null): string {
  try {
    const url = new URL(to ?? '/', location.origin)
    const here = url.origin === location.origin && !url.pathname.startsWith('/sign-')
    return here ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}

/** After signing in: the theme that was saved, word to the other tabs, and on to `to`. */
export async function arrive(to: string | null): Promise<void> {
  try {
    const learner = await (await fetch('/api/v1/learner')).json()
    if (learner.theme === 'light' || learner.theme === 'dark') chooseTheme(learner.theme)
  } catch {
    // The theme of this browser will do.
  }
  tellTabs('learner')
  location.assign(safeReturn(to))
}
