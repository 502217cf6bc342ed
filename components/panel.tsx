'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Dialog } from '@base-ui/react/dialog'

/** A panel over a page: the whole width at the foot of a phone, a box in the middle of a screen. */
export function Panel({
  title,
  open,
  onClose,
  wide = false,
  children,
}: React.PropsWithChildren<{
  title: string
  open: boolean
  onClose(): void
  wide?: boolean
}>) {
  const width = wide
    ? 'sm:inset-x-[max(1rem,calc(50%-19rem))]'
    : 'sm:inset-x-[max(1rem,calc(50%-13rem))]'
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root
        open={open}
        onOpenChange={(next) => {
          if (!next) onClose()
        }}
      >
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-paper/70" />
          <Dialog.Popup
            className={`fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] overflow-y-auto border-t border-rule-strong bg-paper p-5 outline-none sm:top-[12dvh] sm:bottom-auto sm:max-h-[76dvh] sm:rounded-lg sm:border sm:p-6 sm:shadow-lg ${width}`}
          >
            <div className="flex items-baseline justify-between gap-4">
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
