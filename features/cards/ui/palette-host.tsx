'use client'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { takeEarly } from '@/lib/first-script'
import type { SearchUrls } from '../search/schema'
import type { PaletteProps } from './palette'

type Panel = NonNullable<PaletteProps['panel']>

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Which panel a key opens: `/` and Ctrl K or ⌘K search, `?` the list of keys. */
function panelOf(event: KeyboardEvent): Panel | null {
  if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k')
    return 'search'
  if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return null
  return event.key === '/' ? 'search' : event.key === '?' ? 'keys' : null
}

/** The button and the keys that open search and the list of keys; both come when first wanted. */
export function PaletteHost({ urls }: { urls: SearchUrls }) {
  const [panel, setPanel] = useState<Panel | null>(null)
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null)
  const [failed, setFailed] = useState(false)
  const early = useRef('')
  const waiting = panel !== null && Palette === null

  const load = async () => {
    import('./load-search').then(({ loadSearch }) => loadSearch(urls)).catch(() => undefined)
    const module = await import('./palette')
    setPalette(() => module.Palette)
  }
  const expect = () => {
    load().catch(() => undefined)
  }

  const open = (wanted: Panel) => {
    setFailed(false)
    setPanel(wanted)
    if (Palette) return
    load().catch(() => {
      setPanel(null)
      setFailed(true)
    })
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (waiting && event.key.length === 1 && !event.metaKey && !event.ctrlKey) {
        // What is typed while search loads is not lost.
        if (panel === 'search') early.current += event.key
        event.preventDefault()
        return
      }
      const wanted = panelOf(event)
      if (!wanted || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      open(wanted)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what came before the scripts
  useEffect(() => {
    const pressed = takeEarly()
    if (!pressed) return
    const wanted = pressed.key && panelOf(pressed.key)
    if (wanted) {
      early.current = pressed.text
      open(wanted)
    } else pressed.button?.click()
  }, [])

  return (
    <>
      {failed ? (
        <p role="alert" className="text-sm text-muted">
          Search could not be loaded. Check the connection and try again.
        </p>
      ) : null}
      <button
        type="button"
        className="button button-quiet"
        aria-label="Search"
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={() => open('search')}
        onPointerEnter={expect}
        onFocus={expect}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path
            d="M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12.6 12.6 17 17"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
          />
        </svg>
        <span className="hidden sm:inline">Search</span>{' '}
        <kbd className="key hidden lg:inline">/</kbd>
      </button>
      {Palette ? (
        <Palette
          panel={panel}
          urls={urls}
          early={early}
          onPanel={(next) => {
            early.current = ''
            setPanel(next)
          }}
        />
      ) : null}
    </>
  )
}
