'use client'
import { useEffect, useRef, useState } from 'react'
import type { Json } from '@/emulator'
import type { EditorFault, EditorLanguage, MountedEditor } from './mount'

const NO_FAULTS: readonly EditorFault[] = []

/**
 * A code editor. Until its program is there, and without script, the text stands as plain text.
 * `name` tells one text from another: with another name the editor begins anew, its undo too.
 */
export function Editor({
  name,
  label,
  value,
  language,
  onChange,
  event = null,
  faults = NO_FAULTS,
  readOnly = false,
  className = '',
}: {
  name: string
  label: string
  value: string
  language: EditorLanguage
  onChange?: (value: string) => void
  /** Whose names are offered while typing. */
  event?: Json
  faults?: readonly EditorFault[] | undefined
  readOnly?: boolean
  className?: string
}) {
  const host = useRef<HTMLDivElement>(null)
  const mounted = useRef<MountedEditor | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const latest = useRef({ value, onChange, event })
  latest.current = { value, onChange, event }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another editor
  useEffect(() => {
    let gone = false
    import('./mount').then(
      ({ mountEditor }) => {
        if (gone || !host.current) return
        mounted.current = mountEditor(host.current, {
          value: latest.current.value,
          language,
          label,
          readOnly,
          event: () => latest.current.event,
          changed: (text) => latest.current.onChange?.(text),
        })
        setState('ready')
      },
      () => setState('failed'),
    )
    return () => {
      gone = true
      mounted.current?.destroy()
      mounted.current = null
    }
  }, [name, language, label, readOnly])

  useEffect(() => {
    if (state === 'ready') mounted.current?.setValue(value)
  }, [value, state])
  useEffect(() => {
    if (state === 'ready') mounted.current?.setFaults(faults)
  }, [faults, state])

  return (
    <div className={`relative ${className}`} data-editor={state}>
      <div ref={host} className="h-full" />
      {state === 'ready' ? null : (
        <textarea
          aria-label={label}
          value={value}
          readOnly={readOnly || !onChange}
          onChange={(typed) => onChange?.(typed.target.value)}
          spellCheck={false}
          className="absolute inset-0 h-full w-full resize-none bg-raised px-4 py-2 font-mono text-sm text-ink"
        />
      )}
    </div>
  )
}
