'use client'
import { useCallback, useRef, useState } from 'react'
import type { Change, Hand } from '../../hand/schema'
import { sendChange, sendRestore } from '../../hand/ui/send'
import { resetAction, undoResetAction } from '../../reset/actions'

const UNREACHABLE = 'The server cannot be reached, so nothing was changed. Try again in a moment.'

/** Something done in the list, as far as undoing it goes. */
type Done = { before: Hand[] } | { reset: string; cardIds: string[] }

export interface Bulk {
  /** What is set on cards by now, where something was done here. */
  hands: ReadonlyMap<string, Hand>
  /** Cards that were made new here. */
  fresh: ReadonlySet<string>
  said: string
  wrong: boolean
  busy: boolean
  canUndo: boolean
  change(cardIds: string[], change: Change, text: string): Promise<boolean>
  reset(cardIds: string[]): Promise<void>
  undo(): Promise<void>
  say(text: string): void
}

const cards = (count: number) => (count === 1 ? '1 card' : `${count} cards`)

/** Changes of many cards at once, each of them undone as a whole. */
export function useBulk(): Bulk {
  const [hands, setHands] = useState<ReadonlyMap<string, Hand>>(new Map())
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const [{ said, wrong }, setSaid] = useState({ said: '', wrong: false })
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Done[]>([])
  const working = useRef(false)

  const say = useCallback((text: string) => setSaid({ said: text, wrong: false }), [])
  const fail = (error: string) => setSaid({ said: error, wrong: true })
  const take = (changed: Hand[]) =>
    setHands((held) => new Map([...held, ...changed.map((hand) => [hand.cardId, hand] as const)]))

  /** Runs one change after the other: what is pressed meanwhile waits for nothing and is left out. */
  const alone = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (working.current) return undefined
    working.current = true
    setBusy(true)
    try {
      return await work()
    } finally {
      working.current = false
      setBusy(false)
    }
  }

  const change = async (cardIds: string[], wanted: Change, text: string) =>
    (await alone(async () => {
      const reply = await sendChange(cardIds, wanted)
      if (!reply.ok) {
        fail(reply.error)
        return false
      }
      take(reply.value.hands)
      setDone((list) => [...list, { before: reply.value.before }])
      say(`${cards(cardIds.length)}: ${text}.`)
      return true
    })) ?? false

  const reset = async (cardIds: string[]) => {
    await alone(async () => {
      const answerId = crypto.randomUUID()
      const outcome = await resetAction({ answerId, scope: { cards: cardIds } }).catch(() => ({
        ok: false as const,
        error: UNREACHABLE,
      }))
      if (!outcome.ok) return fail(outcome.error)
      if (outcome.value.reset === 0) return say('None of them had been studied yet.')
      setFresh((held) => new Set([...held, ...cardIds]))
      setDone((list) => [...list, { reset: answerId, cardIds }])
      say(`${cards(outcome.value.reset)}: new again. The answers stay in your history.`)
    })
  }

  const takeBack = async (last: Done) => {
    if ('before' in last) {
      const reply = await sendRestore(last.before)
      if (reply.ok) take(reply.value.hands)
      return reply
    }
    const answerId = crypto.randomUUID()
    const outcome = await undoResetAction({ answerId, undoes: last.reset }).catch(() => ({
      ok: false as const,
      error: UNREACHABLE,
    }))
    if (outcome.ok)
      setFresh((held) => new Set([...held].filter((id) => !last.cardIds.includes(id))))
    return outcome
  }

  const undo = async () => {
    const last = done.at(-1)
    if (!last) return say('There is nothing to undo here.')
    await alone(async () => {
      const outcome = await takeBack(last)
      if (!outcome.ok) return fail(outcome.error)
      setDone((list) => list.filter((one) => one !== last))
      say('Undone.')
    })
  }

  return { hands, fresh, said, wrong, busy, canUndo: done.length > 0, change, reset, undo, say }
}
