'use client'
import { useState } from 'react'
import * as z from 'zod/mini'
import { tagsSchema } from '@/features/cards/own/schema'
import type { Change } from '../../hand/schema'

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** Tags to add to some cards and to take from them. */
export function TagEditor({
  present,
  onSave,
}: {
  present: string[]
  onSave(change: Change): Promise<boolean>
}) {
  const [add, setAdd] = useState('')
  const [remove, setRemove] = useState<string[]>([])
  const [trouble, setTrouble] = useState('')
  const save = async (event: React.FormEvent) => {
    event.preventDefault()
    const wanted = z.safeParse(tagsSchema, words(add))
    if (!wanted.success)
      return setTrouble(`${wanted.error.issues[0]?.message ?? 'Check the tags'}.`)
    if (wanted.data.length + remove.length === 0)
      return setTrouble('Write a tag, or choose one to take away.')
    const saved = await onSave({ addTags: wanted.data, removeTags: remove })
    if (!saved) setTrouble('Not saved. Try again in a moment.')
  }
  return (
    <form className="mt-4" onSubmit={save}>
      <label htmlFor="add-tags" className="mb-1 block font-semibold">
        Add
      </label>
      <input
        id="add-tags"
        className="field"
        value={add}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setAdd(event.target.value)}
      />
      {present.length > 0 ? (
        <fieldset className="mt-4">
          <legend className="mb-1 font-semibold">Take away</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {present.map((tag) => (
              <label key={tag} className="flex items-center gap-2">
                <input
                  type="checkbox"
                  checked={remove.includes(tag)}
                  onChange={({ target }) =>
                    setRemove((list) =>
                      target.checked ? [...list, tag] : list.filter((one) => one !== tag),
                    )
                  }
                />
                {tag}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <p role="alert" className="mt-2 text-sm text-wrong empty:hidden">
        {trouble}
      </p>
      <button type="submit" className="button button-primary mt-4">
        Save
      </button>
    </form>
  )
}
