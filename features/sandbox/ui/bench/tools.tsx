'use client'
import { lazy, Suspense, useId, useState } from 'react'
import type { Figures } from '@/emulator'
import type { Bench } from './use-bench'

// Each of them is fetched when it is first opened.
const Sides = lazy(() => import('../../sides/ui/sides').then(({ Sides }) => ({ default: Sides })))

const Designer = lazy(() =>
  import('../../designer/ui/designer').then(({ Designer }) => ({ default: Designer })),
)
const Keep = lazy(() => import('../../share/ui/keep').then(({ Keep }) => ({ default: Keep })))

const TOOLS = ['API designer', 'Side by side', 'Save and share'] as const
type Tool = (typeof TOOLS)[number]

/** What else can be done with the scenario on the bench; one of them is open at a time. */
export function Tools({
  bench,
  figures,
  isLearner,
}: {
  bench: Bench
  figures: Figures
  isLearner: boolean
}) {
  const id = useId()
  const [open, setOpen] = useState<Tool | null>(null)
  return (
    <section aria-label="More to do with it" className="mt-8 border-t border-rule pt-3">
      <div className="flex flex-wrap gap-2">
        {TOOLS.map((tool) => (
          <button
            key={tool}
            type="button"
            className="button button-quiet aria-expanded:bg-accent-soft"
            aria-expanded={tool === open}
            aria-controls={id}
            onClick={() => setOpen(tool === open ? null : tool)}
          >
            {tool}
          </button>
        ))}
      </div>
      <div id={id} className={open ? 'pt-4' : ''}>
        <Suspense fallback={<p className="text-muted">One moment…</p>}>
          {open === 'API designer' ? (
            <Designer scenario={bench.scenario} edit={bench.edit} figures={figures} />
          ) : null}
          {open === 'Side by side' ? <Sides now={bench.now} figures={figures} /> : null}
          {open === 'Save and share' ? (
            <Keep now={() => bench.now().scenario} isLearner={isLearner} figures={figures} />
          ) : null}
        </Suspense>
      </div>
    </section>
  )
}
