'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { QueueCard } from '../../schema'
import { emptyHand } from '../rules'
import type { Change, Hand } from '../schema'
import { fetchHands, sendChange, sendRestore } from './send'

/** Something done by hand in this session, as far as undoing it goes. */
interface HandDeed {
  /** The card that left the session by it; null where it stayed. */
  left: QueueCard | null
  /** How many answers had been given: what was done after the last answer is undone before it. */
  answers: number
  /** What stood before; null until the server has said so. */
  before: Hand[] | null
}

interface Session {
  cards: QueueCard[]
  given: unknown[]
}

interface Ways {
  away(cardId: string, text: string): void
  back(card: QueueCard, text: string): void
  say(text: string): void
  undoAnswer(): void
}

export interface HandControls {
  handOf(card: Pick<QueueCard, 'id'>): Hand
  /** Whether something was done by hand that can be undone. */
  canUndo: boolean
  /** Changes a card; `leaves` says that it leaves the session by it. */
  change(card: QueueCard, change: Change, text: string, leaves?: boolean): Promise<boolean>
  /** Takes back the last thing done in this session, of whatever kind. */
  undo(): void
}

/** Suspending, putting aside, flagging and noting in a session, each at once and each undone by z. */
export function useHand(session: Session, { away, back, say, undoAnswer }: Ways): HandControls {
  const [hands, setHands] = useState<ReadonlyMap<string, Hand>>(new Map())
  const [deeds, setDeeds] = useState<HandDeed[]>([])
  const latest = useRef({ deeds, answers: 0 })
  latest.current = { deeds, answers: session.given.length }
  const undoing = useRef(false)

  const take = useCallback((changed: Hand[]) => {
    setHands((held) => new Map([...held, ...changed.map((hand) => [hand.cardId, hand] as const)]))
  }, [])

  const asked = useRef(new Set<string>())
  const { cards } = session
  useEffect(() => {
    const ids = cards.map(({ id }) => id).filter((id) => !asked.current.has(id))
    if (ids.length === 0) return
    for (const id of ids) asked.current.add(id)
    fetchHands(ids).then(take)
  }, [cards, take])

  const change = useCallback(
    async (card: QueueCard, wanted: Change, text: string, leaves = false) => {
      const deed: HandDeed = {
        left: leaves ? card : null,
        answers: latest.current.answers,
        before: null,
      }
      setDeeds((list) => [...list, deed])
      if (leaves) away(card.id, text)
      const reply = await sendChange([card.id], wanted)
      if (!reply.ok) {
        setDeeds((list) => list.filter((one) => one !== deed))
        if (leaves) back(card, reply.error)
        else say(reply.error)
        return false
      }
      const { before, hands: now } = reply.value
      take(now)
      setDeeds((list) => list.map((one) => (one === deed ? { ...deed, before } : one)))
      if (!leaves) say(text)
      return true
    },
    [away, back, say, take],
  )

  const undo = useCallback(async () => {
    const last = latest.current.deeds.at(-1)
    if (!last || last.answers < latest.current.answers) return undoAnswer()
    if (undoing.current) return
    if (last.before === null)
      return say('The last change is still being saved. Undo it again in a moment.')
    undoing.current = true
    const reply = await sendRestore(last.before)
    undoing.current = false
    if (!reply.ok) return say(reply.error)
    take(reply.value.hands)
    setDeeds((list) => list.filter((one) => one !== last))
    if (last.left) back(last.left, 'Undone.')
    else say('Undone.')
  }, [back, say, take, undoAnswer])

  return {
    handOf: ({ id }) => hands.get(id) ?? emptyHand(id),
    canUndo: deeds.length > 0,
    change,
    undo,
  }
}
