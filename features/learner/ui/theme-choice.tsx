'use client'
import { useState, useSyncExternalStore } from 'react'
import { chooseTheme, chosenTheme, onThemeChange } from '@/components/theme'
import { saveThemeAction } from '../actions'
import { THEMES, type Theme } from '../schema'

const NAMES: Record<Theme, string> = { system: 'Like the system', light: 'Light', dark: 'Dark' }

/** Light, dark, or as the system has it: used at once, and kept with the learner where there is one. */
export function ThemeChoice({ saved }: { saved: Theme | null }) {
  const theme = useSyncExternalStore(onThemeChange, chosenTheme, () => saved ?? 'system')
  const [said, setSaid] = useState('')
  const choose = async (to: Theme) => {
    chooseTheme(to)
    if (saved === null) return setSaid('Kept in this browser.')
    setSaid('Saving…')
    try {
      const outcome = await saveThemeAction({ theme: to })
      setSaid(outcome.ok ? 'Saved.' : `Kept in this browser only. ${outcome.error}`)
    } catch {
      setSaid('Kept in this browser only: the server cannot be reached.')
    }
  }
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {THEMES.map((name) => (
          <label key={name} className="flex items-center gap-2 py-1">
            <input
              type="radio"
              name="theme"
              value={name}
              checked={theme === name}
              onChange={() => choose(name)}
              className="size-4 accent-accent"
            />
            {NAMES[name]}
          </label>
        ))}
      </div>
      <p role="status" className="mt-1 min-h-6 text-sm text-muted">
        {said}
      </p>
    </fieldset>
  )
}
