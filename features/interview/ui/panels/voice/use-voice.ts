import { useCallback, useEffect, useRef, useState } from 'react'
import type { Spoken } from '../../../schema'
import { appended, heardAt, NO_TAKE, spokenWith, type Take } from '../../../spoken/rules'
import { type Dictation, recogniserMaker, startDictation, type Where } from './dictation'
import { type Recorder, startRecorder } from './recorder'

/** An answer as it is spoken: the text may be edited at any time. */
export interface SpokenAnswer {
  text: string
  spoken: Spoken | null
}

/** What goes on at the microphone. */
export interface Going {
  dictating: boolean
  recording: boolean
  /** Since when, ms of `performance.now()`; null while nothing goes on. */
  since: number | null
  interim: string
  trouble: string | null
  /** Grows with each recording that was kept. */
  kept: number
}

const AT_REST: Going = {
  dictating: false,
  recording: false,
  since: null,
  interim: '',
  trouble: null,
  kept: 0,
}

/** Speaking an answer: dictating it, recording it, or both at once. */
export function useVoice(
  name: string,
  answer: SpokenAnswer,
  disabled: boolean,
  onChange: (answer: SpokenAnswer) => void,
) {
  const [going, setGoing] = useState(AT_REST)
  const put = useCallback(
    (change: Partial<Going>) => setGoing((now) => ({ ...now, ...change })),
    [],
  )
  const latest = useRef({ answer, onChange })
  latest.current = { answer, onChange }
  const dictation = useRef<Dictation | null>(null)
  const recorder = useRef<Promise<Recorder> | null>(null)
  // Until both have ended it is one take.
  const take = useRef<Take>(NO_TAKE)
  const transcript = useRef('')
  const interim = useRef('')

  const change = useCallback((next: SpokenAnswer) => {
    // Two changes may come before the page has drawn the first.
    latest.current.answer = next
    latest.current.onChange(next)
  }, [])
  const voice = useCallback(() => {
    take.current = heardAt(take.current, performance.now())
  }, [])
  const said = useCallback(
    (text: string) => {
      if (text.trim() === '') return
      transcript.current += ` ${text}`
      const { answer: now } = latest.current
      change({ ...now, text: appended(now.text, text) })
    },
    [change],
  )
  /** Measures the take once nothing goes on any more. */
  const rest = useCallback(() => {
    if (dictation.current || recorder.current) return
    const { answer: now } = latest.current
    const spoken = spokenWith(now.spoken, take.current, transcript.current)
    take.current = NO_TAKE
    transcript.current = ''
    put({ since: null })
    if (spoken !== now.spoken) change({ ...now, spoken })
  }, [change, put])
  const begun = useCallback(
    () => setGoing((now) => ({ ...now, trouble: null, since: now.since ?? performance.now() })),
    [],
  )

  const dictate = useCallback(
    (where: Where) => {
      const maker = recogniserMaker()
      if (!maker || dictation.current) return
      begun()
      try {
        dictation.current = startDictation(maker, where, {
          interim(text) {
            // A recorder hears voices as they are; a recogniser tells of them a little later.
            if (!recorder.current) voice()
            interim.current = text
            put({ interim: text })
          },
          final: said,
          ended(trouble) {
            dictation.current = null
            interim.current = ''
            put({ dictating: false, interim: '', trouble })
            rest()
          },
        })
        put({ dictating: true })
      } catch {
        put({ trouble: 'The browser could not start listening. Type your answer.' })
        rest()
      }
    },
    [begun, put, rest, said, voice],
  )

  const stopRecording = useCallback(async () => {
    const opened = recorder.current
    if (!opened) return
    await opened.then((one) => one.stop()).catch(() => undefined)
    if (recorder.current !== opened) return
    recorder.current = null
    setGoing((now) => ({ ...now, recording: false, kept: now.kept + 1 }))
    rest()
  }, [rest])

  const record = useCallback(async () => {
    if (recorder.current) return
    const opened = startRecorder(name, { voice, ended: stopRecording })
    recorder.current = opened
    try {
      await opened
      begun()
      put({ recording: true })
    } catch (error) {
      recorder.current = null
      put({ trouble: (error as Error).message })
      rest()
    }
  }, [begun, name, put, rest, stopRecording, voice])

  /** Ends everything at once, with what was understood so far. */
  const dropAll = useCallback(() => {
    if (dictation.current) {
      dictation.current.drop()
      dictation.current = null
      said(interim.current)
      interim.current = ''
      put({ dictating: false, interim: '' })
    }
    if (recorder.current) stopRecording()
    else rest()
  }, [put, rest, said, stopRecording])
  useEffect(() => {
    if (disabled) dropAll()
  }, [disabled, dropAll])
  useEffect(() => dropAll, [dropAll])

  return {
    going,
    /** How it was spoken, with what is being said now. */
    soFar: () => spokenWith(latest.current.answer.spoken, take.current, transcript.current),
    dictate,
    record,
    stopDictating: () => dictation.current?.finish(),
    stopRecording,
  }
}
