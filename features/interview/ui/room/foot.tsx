'use client'
import type { Held } from '../../schema'

const Key = ({ children }: { children: string }) => (
  <kbd className="key hidden md:inline">{children}</kbd>
)

/** What can be done with the question on the screen, each beside its key. */
export function Foot({
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
  onPause,
  onKeys,
}: {
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
  onMap(): void
  onPause: (() => void) | null
  onKeys(): void
}) {
  const quiet = 'button button-quiet min-h-9 text-sm'
  return (
    <footer className="room-foot">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-1 gap-y-1 px-4 py-2 sm:px-6">
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
            {reading ? 'Stop reading' : 'Read aloud'} <Key>R</Key>
          </button>
        ) : null}
        {onPause ? (
          <button type="button" className={quiet} onClick={onPause}>
            Pause <Key>P</Key>
          </button>
        ) : null}
        <button type="button" className={`${quiet} lg:hidden`} onClick={onMap}>
          Questions
        </button>
        <button type="button" className={`${quiet} max-md:hidden`} onClick={onKeys}>
          Keys <Key>?</Key>
        </button>
        <span className="ml-auto flex gap-2">
          {canGoBack === null ? null : (
            <button type="button" className="button" disabled={!canGoBack} onClick={onPrevious}>
              Previous
            </button>
          )}
          <button
            type="button"
            className="button button-primary min-w-24"
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
