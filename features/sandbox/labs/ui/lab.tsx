'use client'
import { useState } from 'react'
import type { Figures } from '@/emulator'
import type { AnswerLanguage, AttemptShown, LabSheet } from '../schema'
import { openOf } from '../sheet/rules'
import { Workbench } from './workbench'

const TITLES: Record<AnswerLanguage, string> = {
  python: 'Python',
  javascript: 'JavaScript',
  text: 'Text',
}

/** A lab being solved: its language, and the attempt in that language. */
export function Lab({
  learner,
  sheet,
  attempts,
  named,
  figures,
}: {
  learner: string
  sheet: LabSheet
  attempts: AttemptShown[]
  /** The attempt that was asked for. */
  named: string | undefined
  figures: Figures
}) {
  const { languages, seed } = sheet
  const asked = attempts.find(({ id }) => id === named) ?? attempts.find((one) => one.seed === seed)
  const [language, setLanguage] = useState<AnswerLanguage>(
    asked?.language ?? languages[0] ?? 'text',
  )
  return (
    <div data-lab="ready">
      {languages.length > 1 ? (
        <label className="mb-2 flex items-center gap-2">
          <span className="label">Language</span>
          <select
            className="field min-h-9 w-auto py-1"
            value={language}
            onChange={({ target }) => setLanguage(target.value as AnswerLanguage)}
          >
            {languages.map((one) => (
              <option key={one} value={one}>
                {TITLES[one]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Workbench
        key={language}
        learner={learner}
        sheet={sheet}
        language={language}
        begun={openOf(attempts, seed, language, named)}
        figures={figures}
      />
    </div>
  )
}
