'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OwnNote } from '../schema'
import { contentOf, fieldsOf } from './fields'
import { type OwnWrites, tried } from './handles'
import { dropKept, type Fields, keep, readKept } from './kept'

/** What the editor says below its fields, and what can be done about it. */
export type Said =
  | { kind: 'quiet' | 'wrong'; text: string }
  | { kind: 'back' }
  | { kind: 'made'; id: string; cards: number }
  | { kind: 'anew'; cardIds: string[]; cards: number }
  | { kind: 'changed'; note: OwnNote }

const NOTHING: Said = { kind: 'quiet', text: '' }

/** A note to begin from: one that is stored, or an empty or prefilled one. */
export interface Start {
  id: string | null
  base: string | null
  fields: Fields
}

export interface Editor {
  fields: Fields
  anew: boolean
  saving: boolean
  /** False until what this browser kept is read: nothing is typed before. */
  ready: boolean
  said: Said
  write(change: Partial<Fields>): void
  setAnew(anew: boolean): void
  save(): Promise<void>
  /** Throws away what was typed and not saved. */
  discard(): void
  /** Goes on with the version that was saved elsewhere. */
  take(note: OwnNote): void
  /** Saves what stands here over the version that was saved elsewhere. */
  insist(note: OwnNote): void
  undoAnew(cardIds: string[]): Promise<void>
  forget(): void
}

/**
 * A note being written. What is typed waits in this browser until the server has it, so that a
 * reload loses nothing; a save that is sent twice is saved once.
 * @param place names what is edited among what this browser keeps
 */
export function useEditor(learner: string, place: string, start: Start, writes: OwnWrites): Editor {
  const [fields, setFields] = useState(start.fields)
  const [anew, setAnew] = useState(false)
  const [saving, setSaving] = useState(false)
  const [ready, setReady] = useState(false)
  const [said, setSaid] = useState<Said>(NOTHING)
  const latest = useRef({ id: start.id ?? '', base: start.base, fields: start.fields, anew: false })
  latest.current.anew = anew
  const busy = useRef(false)
  const first = useRef(start)

  useEffect(() => {
    const kept = readKept(learner, place)
    const stored = JSON.stringify(first.current.fields)
    if (kept && JSON.stringify(kept.fields) !== stored) {
      latest.current = { ...kept, anew: false }
      setFields(kept.fields)
      setSaid({ kind: 'back' })
    } else if (latest.current.id === '') latest.current.id = crypto.randomUUID()
    setReady(true)
  }, [learner, place])

  const show = useCallback(
    (next: Fields, base: string | null) => {
      latest.current = { ...latest.current, fields: next, base }
      setFields(next)
      dropKept(learner, place)
    },
    [learner, place],
  )

  const write = useCallback(
    (change: Partial<Fields>) => {
      const next = { ...latest.current.fields, ...change }
      latest.current.fields = next
      setFields(next)
      const { id, base } = latest.current
      const kept = keep(learner, place, { id, base, fields: next })
      setSaid((before) => {
        if (!kept)
          return { kind: 'quiet', text: 'This browser keeps nothing: save before you leave.' }
        return before.kind === 'changed' ? before : NOTHING
      })
    },
    [learner, place],
  )

  const save = useCallback(async () => {
    if (busy.current) return
    const { id, base, fields: sent, anew: isAnew } = latest.current
    const read = contentOf(sent)
    if (!read.ok) return setSaid({ kind: 'wrong', text: read.error })
    busy.current = true
    setSaving(true)
    const outcome = await tried(writes.save({ id, base, content: read.content, anew: isAnew }))
    busy.current = false
    setSaving(false)
    if (!outcome.ok)
      return setSaid({
        kind: 'wrong',
        text: `Not saved. ${outcome.error}${outcome.retry ? ' What you wrote is kept in this browser.' : ''}`,
      })
    const result = outcome.value
    if (result.status === 'changed') return setSaid({ kind: 'changed', note: result.note })
    setAnew(false)
    const cards = result.cardIds.length
    if (first.current.id === null) {
      // The next one begins empty, of the same kind and with the same tags.
      show({ ...sent, front: '', back: '', extra: '' }, null)
      latest.current.id = crypto.randomUUID()
      return setSaid({ kind: 'made', id, cards })
    }
    latest.current.base = result.updatedAt
    if (latest.current.fields === sent) dropKept(learner, place)
    else keep(learner, place, { id, base: result.updatedAt, fields: latest.current.fields })
    setSaid(
      result.reset > 0
        ? { kind: 'anew', cardIds: result.cardIds, cards: result.reset }
        : { kind: 'quiet', text: 'Saved. What you remember of it is kept.' },
    )
  }, [learner, place, show, writes])

  return {
    fields,
    anew,
    saving,
    ready,
    said,
    write,
    setAnew,
    save,
    discard: () => {
      show(first.current.fields, first.current.base)
      setSaid(NOTHING)
    },
    take: (note) => {
      first.current = { id: note.id, base: note.updatedAt, fields: fieldsOf(note) }
      show(first.current.fields, note.updatedAt)
      setSaid({ kind: 'quiet', text: 'This is the version that was saved elsewhere.' })
    },
    insist: (note) => {
      latest.current.base = note.updatedAt
      save()
    },
    undoAnew: async (cardIds) => {
      const outcome = await tried(writes.remember({ cardIds }))
      setSaid(
        outcome.ok
          ? { kind: 'quiet', text: 'Undone: what you remembered of it is back.' }
          : { kind: 'wrong', text: outcome.error },
      )
    },
    forget: () => dropKept(learner, place),
  }
}
