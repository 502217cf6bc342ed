'use client'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { sourceOf } from '../queue/scope/rules'
import type { Answer, Grade, Queue, QueueCard, Scope } from '../schema'
import { begin, type Session, step } from '../session/rules'
import { fetchQueue, sendAnswers, sendUndo } from './outcome'

const outboxOf = (learner: string) => `coldstart.outbox:${learner}`
const RETRY_MS = 3_000
const LOW = 5

function readOutbox(learner: string): Answer[] {
  try {
    return JSON.parse(sessionStorage.getItem(outboxOf(learner)) ?? '[]')
  } catch {
    return []
  }
}

function keepOutbox(learner: string, answers: Answer[]): void {
  try {
    if (answers.length > 0) sessionStorage.setItem(outboxOf(learner), JSON.stringify(answers))
    else sessionStorage.removeItem(outboxOf(learner))
  } catch {
    // Without storage an answer still waits in memory until it is sent.
  }
}

export interface SessionControls {
  session: Session
  reveal(): void
  grade(grade: Grade): void
  undo(): void
  /** Takes a card that was suspended or put aside out of the session, or brings it back. */
  away(cardId: string, text: string): void
  back(card: QueueCard, text: string): void
  say(text: string): void
  leechHeard(): void
}

/** A session that saves each answer behind the screen and keeps trying until the server has it. */
export function useSession(learner: string, queue: Queue, scope: Scope): SessionControls {
  const [session, dispatch] = useReducer(step, queue, (first) =>
    // Answers that a reload left unsent wait with the new ones.
    begin(first, typeof window === 'undefined' ? [] : readOutbox(learner)),
  )
  const shownAt = useRef(0)
  const sending = useRef(false)
  const latest = useRef(session)
  latest.current = session
  const query = `?${new URLSearchParams(scope as Record<string, string>)}`.replace(/^\?$/, '')

  const flush = useCallback(async () => {
    if (sending.current || latest.current.outbox.length === 0) return
    sending.current = true
    const batch = latest.current.outbox.slice(0, 50)
    const reply = await sendAnswers(batch)
    sending.current = false
    if (reply.ok) dispatch({ type: 'results', results: reply.value.results })
    else if (reply.retry) {
      dispatch({
        type: 'trouble',
        error: `${reply.error} Your answers are kept here and sent again.`,
      })
      setTimeout(flush, RETRY_MS)
    } else
      dispatch({
        type: 'dropped',
        answerIds: batch.map(({ answerId }) => answerId),
        error: reply.error,
      })
  }, [])

  const { outbox } = session
  useEffect(() => {
    // After the next card is painted: nothing stands between a key and what it brings.
    setTimeout(() => {
      keepOutbox(learner, outbox)
      flush()
    })
  }, [learner, outbox, flush])

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (latest.current.outbox.length > 0) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => removeEventListener('beforeunload', leaving)
  }, [])

  const currentId = session.cards[0]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new card starts the clock again
  useEffect(() => {
    shownAt.current = performance.now()
  }, [currentId])

  const asking = useRef(false)
  useEffect(() => {
    const begun = session.given.length + session.aside.length > 0
    const low = session.cards.length < LOW && begun && !session.exhausted
    if (!low || asking.current || session.outbox.length > 0) return
    asking.current = true
    fetchQueue(query).then((reply) => {
      asking.current = false
      if (reply.ok) dispatch({ type: 'more', queue: reply.value })
      else if (session.cards.length === 0) dispatch({ type: 'trouble', error: reply.error })
    })
  }, [session, query])

  const reveal = useCallback(() => dispatch({ type: 'reveal' }), [])

  const grade = useCallback(
    (value: Grade) => {
      const { cards, revealed } = latest.current
      const [card] = cards
      if (!card || !revealed) return
      const preview = card.previews.find((entry) => entry.grade === value)
      dispatch({
        type: 'grade',
        answer: {
          answerId: crypto.randomUUID(),
          cardId: card.id,
          grade: value,
          version: card.version,
          handed: card.handed,
          intervalDays: preview?.intervalDays ?? 0,
          durationMs: Math.min(86_400_000, Math.round(performance.now() - shownAt.current)),
          clientAt: new Date().toISOString(),
          source: sourceOf(scope),
          ...(scope.cram ? { cram: true } : {}),
        },
      })
    },
    [scope],
  )

  const undo = useCallback(async () => {
    const last = latest.current.given.at(-1)
    if (!last)
      return dispatch({ type: 'notice', text: 'There is nothing to undo in this session.' })
    if (!last.saved)
      return dispatch({
        type: 'notice',
        text: 'The last answer is still being saved. Press z again in a moment.',
      })
    const reply = await sendUndo(crypto.randomUUID(), last.answerId)
    if (reply.ok) dispatch({ type: 'undone', answerId: last.answerId, card: reply.value.card })
    else dispatch({ type: 'trouble', error: reply.error })
  }, [])

  const away = useCallback(
    (cardId: string, text: string) => dispatch({ type: 'away', cardId, text }),
    [],
  )
  const back = useCallback(
    (card: QueueCard, text: string) => dispatch({ type: 'back', card, text }),
    [],
  )
  const say = useCallback((text: string) => dispatch({ type: 'notice', text }), [])
  const leechHeard = useCallback(() => dispatch({ type: 'leech heard' }), [])

  return { session, reveal, grade, undo, away, back, say, leechHeard }
}
