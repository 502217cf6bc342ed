import { isSameContent, lineOf } from '@/features/cards/own/drafts/rules'
import type { NoteContent } from '@/features/cards/own/schema'
import { contentOf } from '../rules'
import type { IncomingNote, Parsed } from '../schema'
import type { Choices, Fate, ImportReport, Preview, Sample } from './schema'

/** A note that the learner has. */
export interface Held {
  id: string
  guid: string | null
  content: NoteContent
  inBin: boolean
}

/** What is to be done with one note of a file. */
export interface Planned {
  note: IncomingNote
  fate: Fate
  /** The note here: the one it has, or the one it gets; null for a card of the site. */
  id: string | null
  held: Held | null
}

/** Names by which a note of a file may be known here. */
export const namesOf = (note: IncomingNote, idOf: (guid: string) => string): string[] => [
  note.guid,
  note.id ?? idOf(note.guid),
]

/** A text as a note's content keeps it: with one more tag, where one was chosen. */
export function withTag(note: IncomingNote, tag: string | null): NoteContent {
  const content = contentOf(note)
  if (tag === null || content.tags.includes(tag)) return content
  return { ...content, tags: [...content.tags.slice(0, 19), tag] }
}

/** Tags the learner chose, or set here since, make no difference between two texts. */
const reads = (content: NoteContent): NoteContent => ({ ...content, tags: [], sourceHref: null })

/**
 * What becomes of each note of a file, by what the learner has.
 * @param idOf the id of a note here, made of its name in the file: the same for everyone
 */
export function planNotes(
  notes: IncomingNote[],
  held: Held[],
  idOf: (guid: string) => string,
): Planned[] {
  const known = new Map<string, Held>()
  for (const note of held) {
    known.set(note.id, note)
    if (note.guid !== null) known.set(note.guid, note)
  }
  return notes.map((note): Planned => {
    if (note.site !== null) return { note, fate: 'site', id: null, held: null }
    const names = namesOf(note, idOf)
    const there = names.map((name) => known.get(name)).find((found) => found !== undefined)
    if (!there) return { note, fate: 'new', id: note.id ?? idOf(note.guid), held: null }
    const same = isSameContent(reads(there.content), reads(contentOf(note)))
    const fate = there.inBin ? 'bin' : same ? 'same' : 'differs'
    return { note, fate, id: there.id, held: there }
  })
}

const SAMPLES = 12
const SHOWN_SKIPPED = 200
const LONGEST = 160

/** A plan in numbers and samples, new notes first. */
export function previewOf(
  { id, name }: { id: string; name: string },
  parsed: Parsed,
  planned: Planned[],
): Preview {
  const counts: Record<Fate, number> = { new: 0, same: 0, differs: 0, bin: 0, site: 0 }
  let [answers, studied, unscheduled, marked] = [0, 0, 0, 0]
  for (const { note, fate } of planned) {
    counts[fate] += 1
    for (const card of note.cards) {
      answers += card.answers.length
      studied += card.answers.length > 0 ? 1 : 0
      unscheduled += card.scheduled && card.answers.length === 0 ? 1 : 0
      marked += card.suspended || card.flag > 0 ? 1 : 0
    }
  }
  const shown = planned.filter(({ fate }) => fate !== 'site')
  const samples = [...shown]
    .sort((a, b) => Number(a.fate !== 'new') - Number(b.fate !== 'new'))
    .slice(0, SAMPLES)
    .map(
      ({ note, fate }): Sample => ({
        kind: note.kind,
        front: lineOf(note).frontText.slice(0, LONGEST),
        back: lineOf(note).backText.slice(0, LONGEST),
        tags: note.tags,
        fate,
        answers: note.cards.reduce((sum, card) => sum + card.answers.length, 0),
      }),
    )
  return {
    ...{ id, name, counts, answers, studied, unscheduled, marked, samples },
    format: parsed.format,
    impossible: parsed.impossible,
    media: parsed.media.length,
    skipped: parsed.skipped.slice(0, SHOWN_SKIPPED),
    skippedCount: parsed.skipped.length,
    table: parsed.table,
  }
}

/** What becomes of a planned note by what the learner chose. */
export function deedOf({ fate }: Planned, { replace }: Choices): keyof ImportReport | 'site' {
  if (fate === 'new' || fate === 'bin') return 'added'
  if (fate === 'same') return 'unchanged'
  if (fate === 'site') return 'site'
  return replace ? 'updated' : 'kept'
}
