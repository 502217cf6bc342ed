'use client'
import { useState } from 'react'

/** A password that can be looked at. */
export function PasswordInput(props: Omit<React.ComponentProps<'input'>, 'type' | 'className'>) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <input
        {...props}
        type={shown ? 'text' : 'password'}
        className="field pr-20"
        autoCapitalize="none"
        spellCheck={false}
      />
      <button
        type="button"
        className="absolute inset-y-0 right-0 px-3 text-sm text-muted hover:text-ink"
        aria-pressed={shown}
        aria-label="Show the password"
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </div>
  )
}
