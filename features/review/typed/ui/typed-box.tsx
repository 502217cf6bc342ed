'use client'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { TypedResultProps } from './typed-result'

const loadResult = () => import('./typed-result')

/** A box to type the answer in; once the answer is shown, what was typed against it. */
export function TypedBox({
  answer,
  text,
  revealed,
  onWrite,
  onReveal,
}: {
  answer: string
  text: string
  revealed: boolean
  onWrite(text: string): void
  onReveal(): void
}) {
  const box = useRef<HTMLInputElement>(null)
  const [Result, setResult] = useState<ComponentType<TypedResultProps> | null>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    loadResult().then(
      ({ TypedResult }) => setResult(() => TypedResult),
      () => undefined,
    )
  }, [])
  if (revealed) {
    return Result ? (
      <Result typed={text} answer={answer} />
    ) : (
      <p className="mt-6 text-base">
        <span className="label">You typed</span> {text || 'nothing'}
      </p>
    )
  }
  return (
    <div className="mt-8">
      <label htmlFor="typed-answer" className="label">
        Type the answer
      </label>
      <input
        ref={box}
        id="typed-answer"
        className="field mt-1 font-mono"
        value={text}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') box.current?.blur()
          if (event.key !== 'Enter') return
          event.preventDefault()
          // The page's own keys must not take the same press for another one.
          event.stopPropagation()
          if (!event.repeat) onReveal()
        }}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-describedby="typed-hint"
      />
      <p id="typed-hint" className="mt-1.5 text-sm text-muted">
        <kbd className="key">Enter</kbd> shows the answer; <kbd className="key">esc</kbd> leaves the
        box, so that the other keys work.
      </p>
    </div>
  )
}
