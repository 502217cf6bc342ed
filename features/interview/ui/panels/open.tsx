'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { ItemAnswer, ItemSheet } from '../../schema'
import { wordCount } from '../../spoken/rules'
import type { SpokenAnswer } from './voice/use-voice'

/** What can be saved of an answer. */
const MOST_CHARS = 20_000

type OpenAnswer = Extract<ItemAnswer, { as: 'open' }>
type VoiceProps = {
  name: string
  answer: SpokenAnswer
  disabled: boolean
  onChange(answer: SpokenAnswer): void
}

/** Speaking comes by itself once the page can be typed into; without it one types. */
function useVoicePanel(): ComponentType<VoiceProps> | null {
  const [Voice, setVoice] = useState<ComponentType<VoiceProps> | null>(null)
  useEffect(() => {
    let gone = false
    import('./voice/voice').then(
      (module) => {
        if (!gone) setVoice(() => module.default)
      },
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  return Voice
}

interface PanelProps {
  /** Of this place in this round: what is recorded of it is kept in the browser by it. */
  name: string
  sheet: Extract<ItemSheet, { as: 'open' }>
  answer: OpenAnswer | null
  onChange(answer: OpenAnswer | null): void
  disabled: boolean
}

function Answer({ name, answer, onChange, disabled }: Omit<PanelProps, 'sheet'>) {
  const Voice = useVoicePanel()
  // What was recorded may be written down later: until then there is no answer to keep this in.
  const [spoken, setSpoken] = useState(answer?.spoken ?? null)
  const text = answer?.text ?? ''
  const words = wordCount(text)
  const change = (next: SpokenAnswer) => {
    setSpoken(next.spoken)
    // Nothing written is nothing answered.
    if (next.text.trim() !== '')
      onChange({ as: 'open', spoken: next.spoken, text: next.text.slice(0, MOST_CHARS) })
    else if (answer !== null) onChange(null)
  }
  return (
    <>
      <label className="mt-6 block">
        <span className="label mb-1 flex flex-wrap justify-between gap-x-4">
          <span>Your answer, as you would say it</span>
          <span className="figures font-normal" aria-hidden="true">
            {words === 1 ? '1 word' : `${words} words`}
          </span>
        </span>
        <textarea
          className="field min-h-64 resize-y px-4 py-3 text-base leading-relaxed"
          maxLength={MOST_CHARS}
          value={text}
          readOnly={disabled}
          onChange={({ target }) => change({ text: target.value, spoken })}
        />
      </label>
      {Voice ? (
        <Voice name={name} answer={{ text, spoken }} disabled={disabled} onChange={change} />
      ) : null}
    </>
  )
}

/** A question answered in one's own words, spoken or typed: what is asked, and where the answer goes. */
export function OpenPanel({ sheet, ...answering }: PanelProps) {
  return (
    <div data-panel="open">
      <div
        className="prose text-lg leading-normal"
        dangerouslySetInnerHTML={{ __html: sheet.promptHtml }}
      />
      <Answer key={answering.name} {...answering} />
    </div>
  )
}
