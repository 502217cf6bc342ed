'use client'

export function PaletteHost() {
  return (
    <button type="button" className="button button-quiet" aria-keyshortcuts="/">
      Search <kbd className="key">/</kbd>
    </button>
  )
}
