import { fileURLToPath } from 'node:url'
import type { ContentFiles } from '@/features/cards/rules'
import { readContentFiles } from './files'

/** A small tree of content in which nothing is wrong; tests break it in one place at a time. */
export const FIXTURE = fileURLToPath(new URL('./fixtures', import.meta.url))

/** A change to a file of the fixture: one text becomes another, or the file goes (`to` is null). */
export interface Change {
  file: string
  from?: string
  to: string | null
}

/** The fixture with some changes. Throws when a text to change is not there exactly once. */
export function fixture(...changes: Change[]): ContentFiles {
  const files = readContentFiles(FIXTURE)
  for (const { file, from, to } of changes) {
    const path = `content/${file}`
    const text = files.get(path) ?? ''
    if (to === null) files.delete(path)
    else if (from === undefined) files.set(path, to)
    else if (text.split(from).length !== 2) throw new Error(`"${from}" is not once in ${file}`)
    else
      files.set(
        path,
        text.replace(from, () => to),
      )
  }
  return files
}

/** The line of a text in a file, counted from 1. */
export function lineIn(files: ContentFiles, file: string, text: string, occurrence = 1): number {
  const parts = (files.get(`content/${file}`) ?? '').split(text)
  if (parts.length <= occurrence) throw new Error(`"${text}" is not in ${file}`)
  return parts.slice(0, occurrence).join(text).split('\n').length
}
