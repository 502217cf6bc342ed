'use client'
import { useState } from 'react'
import type { Figures } from '@/emulator'
import { Editor } from '../../ui/editor/editor'
import { gradeLab, isSolved } from '../grade/rules'
import type {
  AnswerLanguage,
  AttemptShown,
  CheckRun,
  LabSheet,
  RunResult,
  Verdict,
} from '../schema'
import { answerFile } from './answer-file'
import { Checks } from './checks'
import { Hints } from './hints'
import { RunChecks } from './run-checks'
import { type SaveState, useAttempt } from './use-attempt'
import { useRunner } from './use-runner'

const SAVED: Record<SaveState, string> = {
  untouched: 'What you type is saved as you go.',
  waiting: 'Saving…',
  saved: 'Saved.',
  offline: 'Kept in this browser; it is saved as soon as the server can be reached.',
}
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)

/** What the last run comes to, in a sentence or two. */
function told(result: RunResult): string {
  const passed = result.verdicts.filter((one) => one.passed).length
  const count = `${passed} of ${result.verdicts.length} checks passed.`
  if (!isSolved(result.verdicts)) return count
  if (result.nextInDays === null) return `${count} Solved.`
  const again = result.nextInDays === 0 ? 'later today' : `in ${days(result.nextInDays)}`
  return `${count} Solved: it comes back ${again}, with new numbers.`
}

/** One attempt in one language: the editor, the checks, the hints, the solution. */
export function Workbench({
  learner,
  sheet,
  language,
  begun,
  figures,
}: {
  learner: string
  sheet: LabSheet
  language: AnswerLanguage
  begun: AttemptShown | null
  figures: Figures
}) {
  const attempt = useAttempt(learner, sheet, language, begun)
  const { doing, run } = useRunner(figures)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [runs, setRuns] = useState<CheckRun[] | null>(null)
  const [verdicts, setVerdicts] = useState<Verdict[] | null>(begun?.verdicts ?? null)
  const [proof, setProof] = useState(begun?.proof ?? null)
  const [said, setSaid] = useState('')
  const [isSolvedNow, setSolved] = useState(begun?.solvedAt != null)
  const [solution, setSolution] = useState<string | null>(null)
  const isData = sheet.format !== 'code'

  async function check() {
    if (isBusy) return
    setBusy(true)
    setTrouble(null)
    try {
      let claimed: Verdict[] | null = null
      if (!isData) {
        const done = await run(sheet, language, attempt.code)
        claimed = gradeLab(done, sheet.checks)
        setRuns(done)
        setVerdicts(claimed)
      }
      const outcome = await attempt.record(claimed)
      if (outcome.ok) {
        setVerdicts(outcome.value.verdicts)
        setProof(outcome.value.proof)
        setSolved((before) => before || outcome.value.solved)
        setSaid(told(outcome.value))
      } else setTrouble(outcome.error)
    } catch (error) {
      setTrouble((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  async function giveUp() {
    const outcome = await attempt.giveUp()
    if (!outcome.ok) return setTrouble(outcome.error)
    setSolution(outcome.value.solution[language] ?? '')
  }

  const { file, mode } = answerFile(sheet, language)
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-4 pb-1 text-sm text-muted">
        <span className="font-mono">{file}</span>
        <span role="status" data-saved={attempt.state}>
          {SAVED[attempt.state]}
        </span>
      </p>
      <Editor
        name={`${sheet.slug}/${sheet.seed}/${language}/${begun?.id ?? ''}`}
        label={`Your answer: ${file}`}
        value={attempt.code}
        language={mode}
        onChange={attempt.write}
        className="h-96 border border-rule"
      />
      <RunChecks
        disabled={isBusy}
        said={isBusy ? (doing ?? 'Running…') : said}
        trouble={trouble}
        onRun={check}
      />
      <Checks checks={sheet.checks} verdicts={verdicts} runs={runs} figures={figures} />
      {proof ? (
        <p className="pt-2 text-sm text-muted">
          {proof === 'graded'
            ? 'Graded by the server: your answer is data, and the emulator ran it.'
            : 'Claimed: your code ran in this browser alone, so the server takes its word.'}
        </p>
      ) : null}
      <Hints sheet={sheet} opened={attempt.hints} onOpen={attempt.openHint} />
      <section className="pt-6" aria-label="Solution">
        {solution === null ? (
          <button type="button" className="button" onClick={giveUp}>
            {isSolvedNow ? 'See our solution' : 'Give up and see the solution'}
          </button>
        ) : (
          <>
            <h2 className="pb-2 text-lg">Our solution</h2>
            <pre className="overflow-x-auto bg-raised p-4 font-mono text-sm" tabIndex={0}>
              <code>{solution}</code>
            </pre>
          </>
        )}
      </section>
    </>
  )
}
