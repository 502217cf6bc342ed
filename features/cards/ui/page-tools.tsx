'use client'
import { useEffect, useRef, useState } from 'react'
import type { NotePanel } from './note-panel'
import { followReading } from './reading-place'
import type { ReportDialog } from './report-dialog'
import { useMargin } from './use-margin'

interface Panels {
  note?: typeof NotePanel
  report?: typeof ReportDialog
}

const LOADERS = {
  note: async () => ({ note: (await import('./note-panel')).NotePanel }),
  report: async () => ({ report: (await import('./report-dialog')).ReportDialog }),
}

function Icon({ filled, d }: { filled: boolean; d: string }) {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path
        d={d}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  )
}

const TOOL = 'button button-quiet text-sm aria-pressed:text-accent data-written:text-accent'

/** Bookmark, private note and error report of a page. Until script runs they are only drawn. */
export function PageTools(props: { path: string; title: string }) {
  return <Tools key={props.path} {...props} />
}

function Tools({ path, title }: { path: string; title: string }) {
  const controls = useMargin(path)
  const { margin, status, trouble, say, toggleBookmark } = controls
  const [panels, setPanels] = useState<Panels>({})
  const [open, setOpen] = useState<keyof Panels | null>(null)
  const noteButton = useRef<HTMLButtonElement>(null)
  const reportButton = useRef<HTMLButtonElement>(null)

  useEffect(() => followReading(path), [path])

  const show = async (panel: keyof Panels) => {
    say('')
    setOpen(panel)
    if (panels[panel]) return
    try {
      const loaded = await LOADERS[panel]()
      setPanels((before) => ({ ...before, ...loaded }))
    } catch {
      setOpen(null)
      say('This could not be opened. Check the connection and try again.')
    }
  }
  const close = () => setOpen(null)
  // Fetched when a button is about to be used, so that the first letter typed finds its place.
  const intent = (panel: keyof Panels) => {
    const fetch = () => {
      LOADERS[panel]().catch(() => undefined)
    }
    return { onPointerEnter: fetch, onFocus: fetch }
  }
  const { note: Note, report: Report } = panels
  const written = margin.note !== null

  return (
    <div className="-ml-2 flex w-full flex-wrap items-center gap-x-1 noscript:hidden">
      <button
        type="button"
        className={TOOL}
        aria-pressed={margin.bookmarked}
        onClick={toggleBookmark}
      >
        <Icon filled={margin.bookmarked} d="M5.5 3h9v14L10 13.4 5.5 17z" />
        Bookmark
      </button>
      <button
        ref={noteButton}
        type="button"
        className={TOOL}
        aria-haspopup="dialog"
        aria-expanded={open === 'note'}
        data-written={written || undefined}
        {...intent('note')}
        onClick={() => (open === 'note' ? close() : show('note'))}
      >
        <Icon filled={written} d="M3.5 16.5l.8-3.6 9.3-9.3 2.8 2.8-9.3 9.3z" />
        Note{written ? <span className="sr-only">, written</span> : null}
      </button>
      <button
        ref={reportButton}
        type="button"
        className={TOOL}
        aria-haspopup="dialog"
        {...intent('report')}
        onClick={() => show('report')}
      >
        Report an error
      </button>
      {trouble ? (
        <p role="alert" className="basis-full pl-2 text-sm text-wrong">
          {trouble}{' '}
          {status === 'ended' ? (
            <a href={`/sign-in?callbackUrl=${encodeURIComponent(path)}`}>Sign in</a>
          ) : null}
        </p>
      ) : null}
      {Note ? (
        <Note
          open={open === 'note'}
          onClose={close}
          opener={noteButton}
          path={path}
          title={title}
          controls={controls}
        />
      ) : null}
      {Report ? (
        <Report
          open={open === 'report'}
          onClose={close}
          opener={reportButton}
          path={path}
          title={title}
          enter={controls.enter}
        />
      ) : null}
    </div>
  )
}
