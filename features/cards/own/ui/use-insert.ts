'use client'
import { type RefObject, useCallback, useState } from 'react'
import { clozeNumbers } from '../cloze/rules'
import { LARGEST_MEDIUM } from '../media/schema'
import { UNREACHABLE } from './handles'

/** Puts a text where the caret is, so that the browser's own undo takes it back. */
function insert(area: HTMLTextAreaElement, text: string, selectFrom: number, selectTo: number) {
  const start = area.selectionStart
  area.focus()
  // The one way to write that the undo of the browser knows of; elsewhere the text is just set.
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  area.setSelectionRange(start + selectFrom, start + selectTo)
}

/** Hides the selection of a cloze text behind the next number, or behind its last one. */
export function hideSelection(area: HTMLTextAreaElement, same: boolean): void {
  const highest = clozeNumbers(area.value).at(-1) ?? 0
  const open = `{{c${same ? Math.max(1, highest) : highest + 1}::`
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd)
  insert(area, `${open}${chosen}}}`, open.length, open.length + chosen.length)
}

const base64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

async function upload(file: File): Promise<{ name: string } | { error: string }> {
  if (file.size > LARGEST_MEDIUM)
    return { error: `A file has at most ${LARGEST_MEDIUM / 1024 / 1024} MB: make it smaller.` }
  try {
    const response = await fetch('/api/v1/media', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ data: await base64(file) }),
    })
    return await response.json()
  } catch {
    return { error: `${UNREACHABLE} The file was not added.` }
  }
}

/** Adds a picture or a sound to a text: sends it, and writes where it stands. */
export function useMedia(area: RefObject<HTMLTextAreaElement | null>) {
  const [said, setSaid] = useState('')
  const add = useCallback(
    async (file: File) => {
      setSaid(`Adding ${file.name}…`)
      const sent = await upload(file)
      if ('error' in sent) {
        setSaid(sent.error)
        return
      }
      const words = file.name.replace(/\.\w+$/, '').replace(/[[\]\\]/g, '')
      const text = `![${words}](media:${sent.name})`
      if (area.current) insert(area.current, text, 2, 2 + words.length)
      setSaid(`${file.name} is added. Say in the brackets what it shows.`)
    },
    [area],
  )
  return { said, add }
}
