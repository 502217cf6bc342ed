'use client'
import { toggled } from '../draft/rules'
import type { Practice } from '../pick/schema'
import { sheetNow } from '../run/rules'
import { CONFIDENCES } from '../schema'
import { Clock } from './clock'
import type { CodeEditor } from './inputs/fix'
import { useCard } from './make-card'
import { Question } from './question'
import { Nothing, Summary } from './summary'
import { useKeys } from './use-keys'
import { useRun } from './use-run'
import { VerdictView } from './verdict'

/** A session of questions: one at a time, the verdict at once. */
export function QuizSession({
  practice,
  title,
  editor,
}: {
  practice: Practice
  title: string
  editor: CodeEditor
}) {
  const controls = useRun(practice)
  const { state, change, answer, retry } = controls
  const run = state.status === 'run' ? state.run : null
  const sheet = run ? sheetNow(run) : undefined
  const card = useCard(sheet?.sheetId)
  const isWrong = run?.told?.verdict.right === false

  useKeys((key) => {
    if (!run || !sheet) return false
    const { body } = sheet
    if (run.phase === 'told') {
      if (key === 'Enter') change({ do: 'next' })
      else if (key === 'c' && isWrong) card.make()
      else return false
      return true
    }
    const confidence = CONFIDENCES[Number(key) - 1]
    const place = key.length === 1 ? 'abcdefgh'.indexOf(key) : -1
    if (key === 'Enter') answer()
    else if (confidence)
      change({ do: 'confide', confidence: run.confidence === confidence ? null : confidence })
    else if (place >= 0 && 'options' in body && place < body.options.length) {
      const chosen = run.chosen.kind === 'choice' ? run.chosen.chosen : []
      change({
        do: 'choose',
        chosen: { kind: 'choice', chosen: toggled(chosen, place, body.choose) },
      })
    } else if (place >= 0 && body.kind === 'hotspot') {
      const node = body.spots[place]?.node
      if (node === undefined) return false
      const spots = run.chosen.kind === 'spots' ? run.chosen.spots : []
      change({ do: 'choose', chosen: { kind: 'spots', spots: toggled(spots, node, body.choose) } })
    } else return false
    return true
  })

  if (state.status === 'loading')
    return (
      <p role="status" className="mx-auto max-w-3xl text-muted">
        Getting your questions…
      </p>
    )
  if (state.status === 'failed')
    return (
      <div className="mx-auto max-w-3xl" role="alert">
        <h1 className="text-xl">Your questions did not come</h1>
        <p className="mt-2">{state.why}</p>
        <button type="button" className="button button-primary mt-4" onClick={retry}>
          Try again
        </button>
      </div>
    )
  if (!run) return null
  const total = run.before + run.sheets.length
  if (total === 0) return <Nothing practice={practice} />
  if (!sheet) return <Summary practice={practice} run={run} total={total} />
  const done = run.before + run.at
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-6">
        <p className="figures flex flex-wrap justify-between gap-x-4 pb-2 text-sm text-muted">
          <span>{title}</span>
          <span>
            {practice.mode === 'rapid' ? (
              <>
                <Clock key={sheet.sheetId} stopped={run.phase === 'told'} /> ·{' '}
              </>
            ) : null}
            {done + 1} of {total}
          </span>
        </p>
        <progress className="progress" value={done} max={total} aria-label="Questions answered" />
      </div>
      <Question run={run} sheet={sheet} controls={controls} editor={editor} />
      {run.told ? (
        <VerdictView
          key={sheet.sheetId}
          sheet={sheet}
          told={run.told}
          isLast={run.at + 1 === run.sheets.length}
          card={card.state}
          onMake={card.make}
          onNext={() => change({ do: 'next' })}
        />
      ) : null}
    </div>
  )
}
