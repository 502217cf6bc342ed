'use client'
import type { ReactNode } from 'react'
import type { Held } from '../../schema'

const Key = ({ children }: { children: string }) => (
  <kbd className="key hidden md:inline">{children}</kbd>
)

/** What can be done with the question on the screen, each beside its key. */
export function Foot({
  said,
  held,
  canGoBack,
  nextText,
  sending,
  disabled,
  reading,
  canRead,
  onPrevious,
  onNext,
  onFlag,
  onNote,
  onRead,
  onMap,
  onFinish,
  onPause,
  onKeys,
}: {
  /** What has to be told now. */
  said: ReactNode
  held: Held
  /** Whether there is a way back: null in a round that has none. */
  canGoBack: boolean | null
  nextText: string
  sending: boolean
  disabled: boolean
  reading: boolean
  canRead: boolean
  onPrevious(): void
  onNext(): void
  onFlag(): void
  onNote(): void
  onRead(): void
  /** One of them: where all can be gone to there is a map, with the way to the end in it. */
  onMap: (() => void) | null
  onFinish: (() => void) | null
  onPause: (() => void) | null
  onKeys(): void
}) {
  const quiet = 'button button-quiet min-h-9 text-sm'
  return (
    <footer className="room-foot">
      <div className="mx-auto max-w-6xl px-4 sm:px-6">{said}</div>
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-1 px-2 py-2 sm:px-4">
        <button
          type="button"
          className={quiet}
          aria-pressed={held.flag}
          disabled={disabled}
          onClick={onFlag}
        >
          {held.flag ? '⚑ Flagged' : 'Flag'} <Key>F</Key>
        </button>
        <button type="button" className={quiet} onClick={onNote}>
          Note <Key>N</Key>
        </button>
        {canRead ? (
          <button type="button" className={quiet} aria-pressed={reading} onClick={onRead}>
            <span>
              {reading ? 'Stop' : 'Read'}
              <span className="max-sm:sr-only">{reading ? ' reading' : ' aloud'}</span>
            </span>{' '}
            <Key>R</Key>
          </button>
        ) : null}
        {onPause ? (
          <button type="button" className={quiet} onClick={onPause}>
            Pause <Key>P</Key>
          </button>
        ) : null}
        {onMap ? (
          <button type="button" className={`${quiet} lg:hidden`} onClick={onMap}>
            Questions
          </button>
        ) : null}
        {onFinish ? (
          <button type="button" className={quiet} onClick={onFinish}>
            Finish
          </button>
        ) : null}
        <button type="button" className={`${quiet} max-md:hidden`} onClick={onKeys}>
          Keys <Key>?</Key>
        </button>
        <span className="ml-auto flex gap-2 max-sm:w-full max-sm:px-2">
          {canGoBack === null ? null : (
            <button
              type="button"
              className="button max-sm:flex-1"
              disabled={!canGoBack}
              onClick={onPrevious}
            >
              Previous
            </button>
          )}
          <button
            type="button"
            className="button button-primary min-w-24 max-sm:flex-1"
            aria-disabled={sending}
            onClick={onNext}
          >
            {nextText}
          </button>
        </span>
      </div>
    </footer>
  )
}
