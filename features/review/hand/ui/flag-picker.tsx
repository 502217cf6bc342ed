'use client'
import { useEffect, useRef } from 'react'
import { FLAG_NAMES, FLAGS, type Flag } from '../schema'
import { FlagMark } from './flag-mark'

/** The flags to choose from, by pointer or by their number. */
export function FlagPicker({ flag, onPick }: { flag: Flag; onPick(flag: Flag): void }) {
  const present = useRef<HTMLButtonElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    present.current?.focus()
    const press = (event: KeyboardEvent) => {
      const picked = FLAGS.find((value) => String(value) === event.key)
      if (picked === undefined || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      pick.current(picked)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <fieldset className="mt-4">
      <legend className="sr-only">Choose a flag</legend>
      <div className="grid grid-cols-2 gap-x-2 gap-y-1">
        {FLAGS.map((value) => (
          <button
            key={value}
            ref={value === flag ? present : undefined}
            type="button"
            className="button button-quiet justify-start gap-3 text-left text-ink aria-pressed:border-accent"
            aria-pressed={value === flag}
            onClick={() => onPick(value)}
          >
            <kbd className="key">{value}</kbd>
            <FlagMark flag={value} named={false} />
            {FLAG_NAMES[value]}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
