'use client'
import { useEffect, useRef } from 'react'
import type { ImportReport } from '../plan/schema'
import { reportLines } from '../report/rules'
import { ChooseFile } from './choose-file'
import { PreviewPanel } from './preview-panel'
import { ProgressLine } from './progress-line'
import { Skips } from './skips'
import { UndoImport } from './undo-import'
import { useImport } from './use-import'

function Report({
  id,
  name,
  report,
  onAgain,
}: {
  id: string
  name: string
  report: ImportReport
  onAgain(): void
}) {
  return (
    <section aria-label="Report">
      <h3 className="break-words text-lg">{name}: done</h3>
      <div role="status">
        <ul className="mt-3 space-y-1">
          {reportLines(report).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Skips skipped={report.skipped} count={report.skipped.length + report.unlisted} />
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <a href="/review" className="button button-primary">
          Review
        </a>
        <a href="/cards/own" className="button">
          See them
        </a>
        <a href={`/api/v1/archive/imports/${id}/report`} download className="button">
          Download the report
        </a>
        <UndoImport id={id} />
        <button type="button" className="button button-quiet" onClick={onAgain}>
          Bring another file
        </button>
      </div>
    </section>
  )
}

/** The way of a file in: chosen, read, previewed, taken in. */
export function ImportPanel({ signedIn }: { signedIn: boolean }) {
  const { stage, send, reread, take, cancel, again } = useImport(signedIn)
  const panel = useRef<HTMLDivElement>(null)
  const { at } = stage
  const first = useRef(true)

  // Each stage replaces the one before: whoever reads by ear or key is taken along.
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    if (at !== 'choose') panel.current?.focus()
  }, [at])

  return (
    <div ref={panel} tabIndex={-1} className="max-w-3xl outline-none">
      {stage.at === 'choose' ? <ChooseFile problem={stage.problem} onFile={send} /> : null}
      {stage.at === 'busy' ? (
        <ProgressLine name={stage.name} progress={stage.progress} onCancel={cancel} />
      ) : null}
      {stage.at === 'preview' ? (
        <PreviewPanel
          preview={stage.preview}
          problem={stage.problem}
          rereading={stage.rereading}
          onTable={reread}
          onTake={take}
          onCancel={cancel}
        />
      ) : null}
      {stage.at === 'done' ? <Report {...stage} onAgain={again} /> : null}
    </div>
  )
}
