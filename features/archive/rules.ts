import * as z from 'zod/mini'
import { textHash } from '@/features/cards/deck/rules'
import { noteProblem } from '@/features/cards/own/drafts/rules'
import { asTag } from '@/features/cards/own/rules'
import {
  contentSchema,
  LONGEST_SIDE,
  MOST_TAGS,
  type NoteContent,
} from '@/features/cards/own/schema'
import type { IncomingNote, Skipped } from './schema'

/** What a note says, as a note of the learner's own. */
export const contentOf = ({ kind, front, back, extra, tags }: IncomingNote): NoteContent => ({
  kind,
  front,
  back,
  extra,
  tags,
  sourceHref: null,
})

function problemOf(content: NoteContent): string | null {
  if ([content.front, content.back, content.extra].some((side) => side.length > LONGEST_SIDE))
    return `A side is longer than ${LONGEST_SIDE.toLocaleString('en')} characters.`
  const parsed = z.safeParse(contentSchema, content)
  return parsed.success
    ? noteProblem(content)
    : `It cannot be kept: ${parsed.error.issues[0]?.message}.`
}

/** What a note without a name is known by: what it asks. */
const nameOf = ({ kind, front }: IncomingNote) =>
  `${kind === 'cloze' ? 'cloze' : 'note'}:${textHash(front)}`

/**
 * Notes that can be kept, each name once, and the rest with the reason. Cards of the site are passed
 * on as they are: only their history counts. `report` is told now and then how many were looked at.
 */
export function sortNotes(
  notes: IncomingNote[],
  report: (seen: number) => void,
): { notes: IncomingNote[]; skipped: Skipped[] } {
  const kept: IncomingNote[] = []
  const skipped: Skipped[] = []
  const names = new Set<string>()
  for (const [index, raw] of notes.entries()) {
    if (index % 200 === 199) report(index + 1)
    const tags = [...new Set(raw.tags.flatMap((tag) => asTag(tag) ?? []))].slice(0, MOST_TAGS)
    const note = { ...raw, tags, guid: raw.guid || nameOf(raw) }
    const skip = (why: string) => skipped.push({ what: note.where || 'A note', why })
    const problem = note.site === null ? problemOf(contentOf(note)) : null
    if (note.guid.length > 300) skip('Its name in the file is too long.')
    else if (problem) skip(problem)
    else if (names.has(note.guid)) skip('The same note stands further up in the file.')
    else {
      names.add(note.guid)
      kept.push(note)
    }
  }
  return { notes: kept, skipped }
}

/** Text of a file, whatever its encoding mark says; null where it is none. */
export function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? null : text
  } catch {
    return null
  }
}

const ZIP = [0x50, 0x4b]

/** Which form a file has, by its first bytes and its name; null for what is none of ours. */
export function formatOf(name: string, bytes: Uint8Array): 'apkg' | 'csv' | 'markdown' | null {
  if (ZIP.every((byte, index) => bytes[index] === byte)) return 'apkg'
  if (/\.(apkg|colpkg)$/i.test(name)) return 'apkg'
  if (/\.(md|markdown)$/i.test(name)) return 'markdown'
  return /\.(csv|tsv|txt)$/i.test(name) ? 'csv' : null
}
