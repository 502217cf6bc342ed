import { useCallback, useEffect, useRef, useState } from 'react'
import type { Outcome } from '@/lib/outcome'
import { recordRunAction, saveAttemptAction, showSolutionAction } from '../actions'
import type { AnswerLanguage, AttemptShown, LabSheet, Verdict } from '../schema'
import { keep, readKept } from './kept'

/** How long typing must rest before it is saved, real milliseconds. */
const REST_MS = 800
/** How long a save that failed waits before the next try. */
const RETRY_MS = 5_000

export type SaveState = 'untouched' | 'waiting' | 'saved' | 'offline'

const unreachable = (): Outcome<never> => ({
  ok: false,
  error: 'The server cannot be reached. What you typed is kept in this browser.',
  retry: true,
})

/**
 * One attempt in one language: what is typed is kept here at once and saved on the server as soon as
 * typing rests. Every save has a number, so that one which comes late changes nothing.
 */
export function useAttempt(
  learner: string,
  sheet: LabSheet,
  language: AnswerLanguage,
  begun: AttemptShown | null,
) {
  const { slug, seed } = sheet
  const key = `coldstart.lab:${learner}:${slug}:${seed}:${language}:${begun?.id ?? ''}`
  const first = begun?.code ?? sheet.starter[language] ?? ''
  const at = useRef({
    id: begun?.id ?? '',
    code: first,
    sequence: begun?.sequence ?? 0,
    hints: begun?.hints ?? 0,
  })
  const [code, setShown] = useState(first)
  const [hints, setHints] = useState(at.current.hints)
  const [state, setState] = useState<SaveState>(begun ? 'saved' : 'untouched')
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const startedAt = useRef(0)

  useEffect(() => {
    startedAt.current = performance.now()
    const kept = readKept(key)
    if (!kept || kept.sequence <= at.current.sequence) return
    at.current = kept
    setShown(kept.code)
    setHints(kept.hints)
    setState('waiting')
  }, [key])

  const stamped = useCallback(() => {
    at.current.id ||= crypto.randomUUID()
    at.current.sequence += 1
    keep(key, at.current)
    const { id, ...rest } = at.current
    return { ...rest, attemptId: id, lab: slug, seed, language }
  }, [key, slug, seed, language])

  const save = useCallback(async () => {
    timer.current = null
    const sent = stamped()
    const outcome = await saveAttemptAction(sent).catch(unreachable)
    if (outcome.ok) {
      if (at.current.sequence === sent.sequence && !timer.current) setState('saved')
      return
    }
    setState('offline')
    timer.current ??= setTimeout(save, RETRY_MS)
  }, [stamped])

  const soon = useCallback(() => {
    at.current.id ||= crypto.randomUUID()
    keep(key, at.current)
    setState('waiting')
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(save, REST_MS)
  }, [key, save])
  useEffect(() => {
    const again = () => {
      if (timer.current) soon()
    }
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [soon])

  /** Everything up to now goes with what is sent: nothing waits after it. */
  function whole() {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    const durationMs = Math.min(86_400_000, Math.round(performance.now() - startedAt.current))
    return { ...stamped(), durationMs }
  }
  function settled<T>(outcome: Outcome<T>): Outcome<T> {
    setState(outcome.ok ? 'saved' : 'offline')
    if (!outcome.ok) timer.current ??= setTimeout(save, RETRY_MS)
    return outcome
  }

  return {
    code,
    hints,
    state,
    write(text: string) {
      if (text === at.current.code) return
      at.current.code = text
      setShown(text)
      soon()
    },
    openHint() {
      at.current.hints += 1
      setHints(at.current.hints)
      soon()
    },
    record: async (verdicts: Verdict[] | null) =>
      settled(
        await recordRunAction({ ...whole(), ...(verdicts ? { verdicts } : {}) }).catch(unreachable),
      ),
    giveUp: async () => settled(await showSolutionAction(whole()).catch(unreachable)),
  }
}
