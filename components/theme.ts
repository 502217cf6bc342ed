export type ThemeName = 'system' | 'light' | 'dark'

const CHANGED = 'themechange'

/** The theme this browser was told to use; "system" where it was told nothing. */
export function chosenTheme(): ThemeName {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

/** Uses a theme now and in this browser's other tabs. */
export function chooseTheme(theme: ThemeName): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // A browser that keeps nothing still shows the theme until the page is left.
  }
  dispatchEvent(new Event(CHANGED))
}

/** Light → dark or back, from whatever is showing. */
export function toggleTheme(): void {
  const dark =
    chosenTheme() === 'system'
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : chosenTheme() === 'dark'
  chooseTheme(dark ? 'light' : 'dark')
}

/** Calls back whenever the theme changes here or in another tab; returns how to stop. */
export function onThemeChange(callback: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== 'theme') return
    if (event.newValue) document.documentElement.dataset.theme = event.newValue
    else delete document.documentElement.dataset.theme
    callback()
  }
  addEventListener('storage', fromOtherTab)
  addEventListener(CHANGED, callback)
  return () => {
    removeEventListener('storage', fromOtherTab)
    removeEventListener(CHANGED, callback)
  }
}
