'use client'
import { type ComponentType, useState } from 'react'
import type { AnswerLanguage, LabSheet, Verdict } from '@/features/sandbox/labs/schema'
import type { ItemAnswer, ItemSheet } from '../../schema'

type LabAnswer = Extract<ItemAnswer, { as: 'lab' }>

/** The editor and the checks, handed in by the page with the emulator's figures. */
export type LabBench = ComponentType<{
  name: string
  sheet: LabSheet
  language: AnswerLanguage
  code: string
  verdicts: Verdict[] | null
  disabled: boolean
  onCode(code: string): void
  onRun(verdicts: Verdict[]): void
}>

const TITLES: Record<AnswerLanguage, string> = {
  python: 'Python',
  javascript: 'JavaScript',
  text: 'Text',
}

/** A lab against the clock: the task, the editor, the checks. */
export function LabPanel({
  name,
  sheet: { lab },
  answer,
  onChange,
  disabled,
  bench: Bench,
}: {
  /** Of this place in this round. */
  name: string
  sheet: Extract<ItemSheet, { as: 'lab' }>
  answer: LabAnswer | null
  onChange(answer: LabAnswer | null): void
  disabled: boolean
  bench: LabBench
}) {
  const [chosen, setChosen] = useState<AnswerLanguage>(
    answer?.language ?? lab.languages[0] ?? 'text',
  )
  const here = answer?.language === chosen ? answer : null
  const code = here?.code ?? lab.starter[chosen] ?? ''
  return (
    <div data-panel="lab">
      <h2 className="text-xl">{lab.title}</h2>
      <div className="prose mt-3" dangerouslySetInnerHTML={{ __html: lab.promptHtml }} />
      <p className="measure mt-4 text-sm text-muted">
        {lab.format === 'code'
          ? 'Your code runs in this browser alone, so the server takes its word: the result is called “claimed” and is part of no signed result.'
          : 'Your answer is data: the checks run here as often as you like, and the server runs them again when the round is graded.'}
      </p>
      {lab.languages.length > 1 ? (
        <label className="mt-4 flex flex-wrap items-center gap-2">
          <span className="label">Language</span>
          <select
            className="field min-h-9 w-auto py-1"
            value={chosen}
            disabled={disabled}
            onChange={({ target }) => setChosen(target.value as AnswerLanguage)}
          >
            {lab.languages.map((one) => (
              <option key={one} value={one}>
                {TITLES[one]}
              </option>
            ))}
          </select>
          {answer && answer.language !== chosen ? (
            <span className="text-sm text-muted">
              Your answer is in {TITLES[answer.language]} until you write something here.
            </span>
          ) : null}
        </label>
      ) : null}
      <Bench
        key={`${name} ${chosen}`}
        name={`${name} ${chosen}`}
        sheet={lab}
        language={chosen}
        code={code}
        verdicts={here?.verdicts ?? null}
        disabled={disabled}
        onCode={(text) =>
          onChange({ as: 'lab', language: chosen, code: text, verdicts: here?.verdicts ?? null })
        }
        onRun={(verdicts) => onChange({ as: 'lab', language: chosen, code, verdicts })}
      />
    </div>
  )
}
