'use client'
import { useEffect, useRef, useState } from 'react'
import { clockText, fillersIn, paceOf, paceText, wordCount } from '../../../spoken/rules'
import { recogniserMaker, type Where, whereUnderstood } from './dictation'
import { canRecord } from './recorder'
import { Recordings } from './recordings'
import { type SpokenAnswer, useVoice } from './use-voice'

/** Where it is remembered that this browser's learner was told where the sound goes. */
const TOLD_KEY = 'coldstart.dictation'

const wasTold = (where: Where): boolean => {
  try {
    return localStorage.getItem(TOLD_KEY) === where
  } catch {
    return false
  }
}
const noteTold = (where: Where) => {
  try {
    localStorage.setItem(TOLD_KEY, where)
  } catch {
    // Then it is told again next time.
  }
}

const WHERE: Record<Where, string> = {
  maker:
    'Your browser understands speech with a service of its maker: the sound may leave this device on its way there. It never comes to us; only the words in the field above are saved.',
  device:
    'Your browser understands speech on this device: the sound does not leave it. Only the words in the field above are saved.',
}

/** The time, twice a second, while something goes on; ms of `performance.now()`. */
function useNow(goesOn: boolean): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (!goesOn) return
    const look = () => setNow(performance.now())
    look()
    const tick = setInterval(look, 500)
    return () => clearInterval(tick)
  }, [goesOn])
  return now
}

/** How the answer was spoken, so far. */
function Measures({ answer }: { answer: SpokenAnswer }) {
  const { text, spoken } = answer
  if (!spoken) return null
  const pace = paceOf(spoken, text)
  const fillers = spoken.words > 0 ? spoken.fillers : fillersIn(text).length
  const parts = [
    pace === null ? null : `${pace} words a minute (${paceText(pace)})`,
    spoken.words > 0 || wordCount(text) > 0 ? `${fillers} filler words` : null,
    `longest pause ${(spoken.longestPauseMs / 1000).toFixed(1)} s`,
  ]
  return (
    <p className="figures text-sm text-muted" data-measures>
      How you spoke: {parts.filter(Boolean).join(' · ')}. None of it is scored.
    </p>
  )
}

/** Speaking instead of typing: dictation where the browser has it, and a recording that stays here. */
export default function Voice({
  name,
  answer,
  disabled,
  onChange,
}: {
  name: string
  answer: SpokenAnswer
  disabled: boolean
  onChange(answer: SpokenAnswer): void
}) {
  const { going, soFar, dictate, record, stopDictating, stopRecording } = useVoice(
    name,
    answer,
    disabled,
    onChange,
  )
  const [where, setWhere] = useState<Where>('maker')
  const [asks, setAsks] = useState(false)
  const agree = useRef<HTMLButtonElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const canDictate = recogniserMaker() !== null
  const canKeep = canRecord()
  useEffect(() => {
    whereUnderstood().then(setWhere)
  }, [])
  useEffect(() => {
    if (asks) agree.current?.focus()
  }, [asks])
  const { dictating, recording, since, interim, trouble, kept } = going
  const now = useNow(since !== null)
  const close = () => {
    setAsks(false)
    button.current?.focus()
  }
  return (
    <div className="mt-3" data-voice="ready">
      {disabled ? null : (
        <div className="flex flex-wrap items-center gap-2">
          {canDictate ? (
            <button
              ref={button}
              type="button"
              className="button"
              aria-expanded={asks}
              onClick={() => {
                if (dictating) stopDictating()
                else if (wasTold(where)) dictate(where)
                else setAsks(true)
              }}
            >
              {dictating ? 'Stop dictating' : 'Dictate'}
            </button>
          ) : null}
          {canKeep ? (
            <button type="button" className="button" onClick={recording ? stopRecording : record}>
              {recording ? 'Stop recording' : 'Record'}
            </button>
          ) : null}
          {since === null ? null : (
            <span className="flex items-center gap-2 text-sm">
              <span aria-hidden="true" className="size-2.5 rounded-full bg-wrong" />
              <span>
                {[dictating ? 'Listening' : '', recording ? 'Recording' : '']
                  .filter(Boolean)
                  .join(' and ')}
              </span>
              <span className="figures">{clockText(now - since)}</span>
            </span>
          )}
        </div>
      )}
      {canDictate || disabled ? null : (
        <p className="mt-2 text-sm text-muted">
          This browser cannot turn speech into words.{' '}
          {canKeep ? 'Record yourself and write down what you said, or type.' : 'Type your answer.'}
        </p>
      )}
      {asks ? (
        <div className="mt-3 border-l-2 border-rule-strong pl-4">
          <p className="measure">{WHERE[where]}</p>
          <p className="mt-2 flex flex-wrap gap-2">
            <button
              ref={agree}
              type="button"
              className="button button-primary"
              onClick={() => {
                noteTold(where)
                close()
                dictate(where)
              }}
            >
              Begin dictating
            </button>
            <button type="button" className="button button-quiet" onClick={close}>
              I would rather type
            </button>
          </p>
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {dictating ? 'Listening' : ''} {recording ? 'Recording' : ''}
      </p>
      {interim ? <p className="mt-2 text-muted">{interim}…</p> : null}
      {trouble ? (
        <p role="alert" className="mt-2 text-wrong">
          {trouble}
        </p>
      ) : null}
      <div className="mt-2">
        <Measures answer={since === null ? answer : { ...answer, spoken: soFar() }} />
      </div>
      <Recordings name={name} version={kept} />
    </div>
  )
}
