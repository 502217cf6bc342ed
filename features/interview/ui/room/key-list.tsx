'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { keyList } from '../../keys/rules'

/** A panel over the room: at the foot of a phone, in the middle of a screen. */
export function Panel({
  title,
  open,
  onClose,
  children,
}: {
  title: string
  open: boolean
  onClose(): void
  children: ReactNode
}) {
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-paper/70" />
          <Dialog.Popup className="fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] overflow-y-auto border-t border-rule-strong bg-paper p-5 outline-none sm:inset-x-[max(1rem,calc(50%-15rem))] sm:top-[10dvh] sm:bottom-auto sm:max-h-[80dvh] sm:rounded-lg sm:border sm:p-6 sm:shadow-lg">
            <div className="mb-4 flex items-baseline justify-between gap-4">
              <Dialog.Title className="text-lg">{title}</Dialog.Title>
              <Dialog.Close className="button button-quiet -my-1 -mr-2 min-h-8 text-sm">
                Close <kbd className="key hidden sm:inline">esc</kbd>
              </Dialog.Close>
            </div>
            {children}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  )
}

/** The keys of the room and what each does. */
export function KeyList({ practice }: { practice: boolean }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2.5">
      {keyList({ practice }).map(([keys, deed]) => (
        <div key={deed} className="contents">
          <dt className="flex flex-wrap items-center gap-1.5">
            {keys.map((key) =>
              key.length > 6 || key === '…' ? (
                <span key={key} className="text-sm text-muted">
                  {key}
                </span>
              ) : (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ),
            )}
          </dt>
          <dd className="text-muted">{deed}</dd>
        </div>
      ))}
    </dl>
  )
}
