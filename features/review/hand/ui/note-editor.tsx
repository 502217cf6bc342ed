'use client'
import { useState } from 'react'
import * as z from 'zod/mini'
import { LONGEST_NOTE } from '@/features/cards/margin/schema'
import { tagsSchema } from '@/features/cards/own/schema'
import { tidyTags } from '../rules'
import type { Change, Hand } from '../schema'

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** A learner's own note and tags on a card. Saved together, by the button or ⌘/Ctrl Enter. */
export function NoteEditor({
  hand,
  onSave,
}: {
  hand: Hand
  onSave(change: Change): Promise<boolean>
}) {
  const [note, setNote] = useState(hand.note)
  const [tags, setTags] = useState(hand.tags.join(' '))
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')

  const save = async () => {
    if (busy) return
    const wanted = z.safeParse(tagsSchema, words(tags))
    if (!wanted.success) {
      const [issue] = wanted.error.issues
      return setTrouble(`Not saved: ${issue?.message ?? 'check the tags'}.`)
    }
    setBusy(true)
    setTrouble('')
    const addTags = tidyTags(wanted.data)
    const kept = new Set(addTags.map((tag) => tag.toLowerCase()))
    const removeTags = hand.tags.filter((tag) => !kept.has(tag.toLowerCase()))
    const saved = await onSave({ note, addTags, removeTags })
    if (!saved) setTrouble('Not saved. What you wrote stays here; try again in a moment.')
    setBusy(false)
  }

  return (
    <form
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
        event.preventDefault()
        save()
      }}
    >
      <label htmlFor="card-note" className="mb-1 block font-semibold">
        Note
      </label>
      <textarea
        id="card-note"
        className="field block min-h-28 resize-y leading-normal"
        rows={5}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <label htmlFor="card-tags" className="mt-4 mb-1 block font-semibold">
        Tags
      </label>
      <input
        id="card-tags"
        className="field"
        value={tags}
        autoCapitalize="none"
        autoComplete="off"
        aria-describedby="card-tags-hint"
        onChange={(event) => setTags(event.target.value)}
      />
      <p id="card-tags-hint" className="mt-1.5 text-sm text-muted">
        Words with spaces between them, like vpc weak. Only you see these.
      </p>
      <p role="alert" className="mt-2 text-sm text-wrong empty:hidden">
        {trouble}
      </p>
      <button type="submit" className="button button-primary mt-4" aria-disabled={busy}>
        {busy ? 'Saving…' : 'Save'}
      </button>
    </form>
  )
}
