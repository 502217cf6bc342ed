'use client'
import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { KeySheet } from './key-sheet'
import { type Panel, SearchBox, type SearchBoxProps } from './search-box'

export interface PaletteProps extends Omit<SearchBoxProps, 'input'> {
  panel: Panel | null
}

const BACKDROP =
  'fixed inset-0 z-40 bg-ink/25 transition-opacity duration-150 data-starting-style:opacity-0 dark:bg-paper/70'
const POPUP =
  'fixed z-50 flex flex-col bg-paper outline-none transition-opacity duration-150 data-starting-style:opacity-0 sm:rounded-lg sm:border sm:border-rule-strong sm:shadow-lg'

/** Search with commands, and the list of keys: two dialogs of which one is open. */
export function Palette({ panel, urls, early, onPanel }: PaletteProps) {
  const input = useRef<HTMLInputElement>(null)
  const close = (open: boolean) => {
    if (!open) onPanel(null)
  }
  return (
    <>
      <Dialog.Root open={panel === 'search'} onOpenChange={close}>
        <Dialog.Portal>
          <Dialog.Backdrop className={BACKDROP} />
          <Dialog.Popup
            initialFocus={input}
            className={`${POPUP} inset-0 sm:inset-x-[max(1rem,calc(50%-22rem))] sm:top-[10dvh] sm:bottom-auto sm:max-h-[78dvh]`}
          >
            <Dialog.Title className="sr-only">Search</Dialog.Title>
            <SearchBox urls={urls} early={early} input={input} onPanel={onPanel} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Dialog.Root open={panel === 'keys'} onOpenChange={close}>
        <Dialog.Portal>
          <Dialog.Backdrop className={BACKDROP} />
          <Dialog.Popup
            className={`${POPUP} inset-0 overflow-y-auto p-6 sm:inset-x-[max(1rem,calc(50%-15rem))] sm:top-[12dvh] sm:bottom-auto sm:max-h-[76dvh]`}
          >
            <KeySheet />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  )
}
