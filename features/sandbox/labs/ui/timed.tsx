'use client'
import { useEffect, useRef, useState } from 'react'
import type { Figures } from '@/emulator'
import { Editor } from '../../ui/editor/editor'
import { gradeLab, isSolved } from '../grade/rules'
import type { AnswerLanguage, CheckRun, LabSheet, Verdict } from '../schema'
import { answerFile } from './answer-file'
import { Checks } from './checks'
import { RunChecks } from './run-checks'
import { Given } from './task'
import { useRunner } from './use-runner'

/** A lab against somebody else's clock: the editor and the checks, no hints and no solution. Keeps nothing. */
export function TimedLab({
  name,
  sheet,
  language,
  code,
  verdicts,
  figures,
  disabled,
  onCode,
  onRun,
}: {
  /** Another name is another text: the editor begins anew. */
  name: string
  sheet: LabSheet
  language: AnswerLanguage
  code: string
  verdicts: Verdict[] | null
  figures: Figures
  disabled: boolean
  onCode(code: string): void
  /** The checks have run, with the code of a moment ago. */
  onRun(verdicts: Verdict[]): void
}) {
  const { doing, run } = useRunner(figures)
  const [isBusy, setBusy] = useState(false)
  const [runs, setRuns] = useState<CheckRun[] | null>(null)
  const [ran, setRan] = useState(code)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { file, mode } = answerFile(sheet, language)

  async function check() {
    if (isBusy || disabled) return
    setBusy(true)
    setTrouble(null)
    try {
      const done = await run(sheet, language, code)
      setRuns(done)
      setRan(code)
      told.current?.(gradeLab(done, sheet.checks))
    } catch (error) {
      setTrouble((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  // A run takes a while: it tells the page as it stands then, if it still stands.
  const told = useRef<typeof onRun | null>(null)
  useEffect(() => {
    told.current = onRun
    return () => {
      told.current = null
    }
  }, [onRun])

  const passed = verdicts?.filter((one) => one.passed).length ?? 0
  const said =
    verdicts === null
      ? 'Run them as often as you like: the last run counts.'
      : code === ran
        ? `${passed} of ${verdicts.length} checks passed.${isSolved(verdicts) ? ' Solved.' : ''}`
        : 'Changed since the last run, which is the one that counts: run the checks again.'
  return (
    <div>
      <Given given={sheet.given} />
      <p className="mt-6 pb-1 font-mono text-sm text-muted">{file}</p>
      <Editor
        name={name}
        label={`Your answer: ${file}`}
        value={code}
        language={mode}
        readOnly={disabled}
        onChange={(text) => {
          if (text !== code) onCode(text)
        }}
        className="h-96 border border-rule"
      />
      <RunChecks
        disabled={isBusy || disabled}
        said={isBusy ? (doing ?? 'Running…') : said}
        trouble={trouble}
        onRun={check}
      />
      <Checks checks={sheet.checks} verdicts={verdicts} runs={runs} figures={figures} />
    </div>
  )
}
