'use client'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { afterFrame } from '@/lib/after-frame'
import { type Outbox, outboxOf } from '../offline/outbox'
import { ask } from '../offline/post'
import { sourceOf } from '../queue/scope/rules'
import type { Grade, Queue, QueueCard, Scope } from '../schema'
import { begin, type Session, step } from '../session/rules'

const LOW = 5
/** What is needed offline is fetched once the first cards are on the screen. */
const PACK_AFTER_MS = 3_000

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

/** Asks the server for more cards, or this browser where the server cannot be reached. */
async function moreCards(
  learner: string,
  scope: Scope,
): Promise<{ queue: Queue; here: boolean } | string> {
  const query = `?${new URLSearchParams(scope as Record<string, string>)}`.replace(/^\?$/, '')
  const reply = await ask<Queue>(`/api/v1/queue${query}`)
  if (reply.ok) return { queue: reply.value, here: false }
  if (!reply.again) return reply.error
  const { queueHere } = await import('../offline/pack')
  const found = await queueHere(learner, scope)
  return found
    ? { queue: found.queue, here: true }
    : `${reply.error} There are no more cards in this browser for now.`
}

/** A session that keeps each answer in this browser at once, and sends it behind the screen. */
export function useSession(learner: string, queue: Queue, scope: Scope): SessionControls {
  const [session, dispatch] = useReducer(step, queue, begin)
  const shownAt = useRef(0)
  const latest = useRef(session)
  latest.current = session
  const outbox = useRef<Outbox | null>(null)
  const [reachable, setReachable] = useState(true)

  useEffect(() => {
    const mine = outboxOf(learner)
    outbox.current = mine
    mine.pending().then((cardIds) => {
      if (cardIds.length > 0 && latest.current.given.length === 0)
        dispatch({ type: 'answered before', cardIds })
    })
    const soon = setTimeout(() => {
      import('../offline/pack').then(({ refreshPack }) => refreshPack()).catch(() => undefined)
    }, PACK_AFTER_MS)
    const stop = mine.onResults((results) => dispatch({ type: 'results', results }))
    const watch = mine.subscribe(() => setReachable(mine.state().phase !== 'unreachable'))
    return () => {
      clearTimeout(soon)
      watch()
      stop()
    }
  }, [learner])

  const handedOver = useRef(new Set<string>())
  const { given } = session
  useEffect(() => {
    const handOver = () => {
      for (const answer of latest.current.outbox) {
        if (handedOver.current.has(answer.answerId)) continue
        handedOver.current.add(answer.answerId)
        const card = given.find(({ answerId }) => answerId === answer.answerId)?.card
        outbox.current?.add(answer, card?.local ?? false)
      }
    }
    afterFrame(handOver)
    // A page that goes away first hands over at once, before the outbox looks what it must spill.
    addEventListener('pagehide', handOver, { capture: true })
    return () => removeEventListener('pagehide', handOver, { capture: true })
  }, [given])

  const currentId = session.cards[0]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new card starts the clock again
  useEffect(() => {
    shownAt.current = performance.now()
  }, [currentId])

  const asking = useRef(false)
  useEffect(() => {
    const begun = session.given.length + session.aside.length > 0 || session.cards.length === 0
    const low = session.cards.length < LOW && begun && !session.exhausted
    // What is on its way changes what comes next; where it cannot leave, this browser knows of it.
    if (!low || asking.current || (session.outbox.length > 0 && reachable)) return
    if (!reachable && session.cards.length > 0) return
    asking.current = true
    moreCards(learner, scope).then((found) => {
      asking.current = false
      if (typeof found !== 'string') dispatch({ type: 'more', ...found })
      else if (latest.current.cards.length === 0) dispatch({ type: 'trouble', error: found })
    })
  }, [session, learner, scope, reachable])

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
    const { answerId, card } = last
    const undoId = crypto.randomUUID()
    if (last.saved) {
      const body = { answerId: undoId, undoes: answerId }
      const reply = await ask<{ card: QueueCard }>('/api/v1/undo', body)
      if (reply.ok) return dispatch({ type: 'undone', answerId, card: reply.value.card })
      if (!reply.again) return dispatch({ type: 'trouble', error: reply.error })
    }
    // The buttons are those of before; what this browser says of them now, the server never heard.
    const done = await outbox.current?.takeBack(answerId, undoId)
    dispatch({
      type: 'undone',
      answerId,
      card: done === 'removed' ? card : { ...card, local: true },
    })
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
