'use client'
import { useEffect } from 'react'
import { onThemeChange, toggleTheme } from './theme'

export function ThemeToggle() {
  useEffect(() => onThemeChange(() => undefined), [])
  return (
    <button
      type="button"
      className="button button-quiet"
      onClick={toggleTheme}
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
      </svg>
    </button>
  )
}
