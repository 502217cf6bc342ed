'use client'
import { useEffect, useRef } from 'react'
import { Evidence } from '@/components/evidence'
import type { Run } from '../run/rules'
import type { Sheet } from '../schema'
import { KIND_TEXTS, LEVEL_TEXTS } from '../texts/rules'
import { ConfidenceChoice } from './confidence'
import type { CodeEditor } from './inputs/fix'
import { Input } from './inputs/input'
import type { RunControls } from './use-run'

/** One question: what is asked, what it speaks of, and where the answer goes. */
export function Question({
  run,
  sheet,
  controls,
  editor,
}: {
  run: Run
  sheet: Sheet
  controls: RunControls
  editor: CodeEditor
}) {
  const head = useRef<HTMLHeadingElement>(null)
  const { change, answer, show } = controls
  const { sheetId } = sheet
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new question takes the focus
  useEffect(() => head.current?.focus(), [sheetId])
  const isTold = run.phase === 'told'
  return (
    <article aria-labelledby="question">
      <h1 id="question" ref={head} tabIndex={-1} className="label mb-4 font-semibold outline-none">
        {KIND_TEXTS[sheet.kind]} · {sheet.topicTitle} · {LEVEL_TEXTS[sheet.level]}
      </h1>
      <div
        className="prose text-lg leading-normal"
        data-stem={sheet.exerciseId}
        dangerouslySetInnerHTML={{ __html: sheet.stemHtml }}
      />
      <Evidence pieces={sheet.evidence} />
      {isTold ? null : (
        <form
          className="mt-6 space-y-6"
          onSubmit={(event) => {
            event.preventDefault()
            answer()
          }}
        >
          <fieldset disabled={run.phase === 'sending'} className="min-w-0 space-y-6">
            <legend className="sr-only">Your answer</legend>
            <Input
              key={sheetId}
              sheetId={sheetId}
              body={sheet.body}
              chosen={run.chosen}
              editor={editor}
              onChoose={(chosen) => change({ do: 'choose', chosen })}
            />
            <ConfidenceChoice
              confidence={run.confidence}
              onChange={(confidence) => change({ do: 'confide', confidence })}
            />
          </fieldset>
          <div className="flex flex-wrap items-center gap-3">
            <button
              type="submit"
              className="button button-primary"
              aria-disabled={run.phase === 'sending'}
            >
              {run.phase === 'sending' ? 'Looking at it…' : 'Answer'}{' '}
              <kbd className="key border-transparent bg-transparent text-on-accent">Enter</kbd>
            </button>
            <button type="button" className="button button-quiet" onClick={show}>
              Show me instead
            </button>
            <p role="alert" className="min-h-6 basis-full text-wrong">
              {run.trouble}
            </p>
          </div>
        </form>
      )}
    </article>
  )
}
