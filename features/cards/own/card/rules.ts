import type { Highlight } from '../../code/rules'
import type { Card } from '../../schema'
import { clozeFace, parseCloze } from '../cloze/rules'
import { draftsOf, ordinalsOf, type Sides } from '../drafts/rules'
import { compileOwn, OWN_FACE, withoutSentinels } from '../html/rules'
import { ownCardId } from '../rules'
import { type NotePreview, OWN_TOPIC, type OwnNote } from '../schema'

/** The Markdown of both sides of a note's card; hidden parts marked for `compileOwn`. */
function sides({ kind, front, back }: Sides, ordinal: number): { ask: string; tell: string } {
  const [one, two] = [withoutSentinels(front), withoutSentinels(back)]
  if (kind !== 'cloze') return ordinal === 2 ? { ask: two, tell: one } : { ask: one, tell: two }
  const pieces = parseCloze(one)
  return {
    ask: clozeFace(pieces, ordinal, OWN_FACE, 'blank'),
    tell: clozeFace(pieces, ordinal, OWN_FACE, 'answer'),
  }
}

function compileSides(note: Sides & { extra: string }, ordinal: number, highlight: Highlight) {
  const { ask, tell } = sides(note, ordinal)
  const extra = withoutSentinels(note.extra)
  return {
    front: compileOwn(ask, highlight),
    back: compileOwn(tell, highlight),
    noteHtml: extra.trim() === '' ? null : compileOwn(extra, highlight).html,
  }
}

/** A card of the learner's own as a session shows it. `ordinal` must be one that the note makes. */
export function compiledCard(note: OwnNote, ordinal: number, highlight: Highlight): Card {
  const { front, back, noteHtml } = compileSides(note, ordinal, highlight)
  const draft = draftsOf(note).find((one) => one.ordinal === ordinal)
  return {
    id: ownCardId(note.id, ordinal),
    topic: OWN_TOPIC,
    kind: note.kind === 'reverse' && ordinal === 1 ? 'basic' : note.kind,
    group: `own.${note.id}`,
    frontHtml: front.html,
    backHtml: back.html,
    noteHtml,
    frontText: front.text,
    backText: note.kind === 'cloze' ? back.answers.join(', ') : back.text,
    href: `/cards/own/${note.id}`,
    teaches: '',
    hash: draft?.hash ?? '',
  }
}

const MOST_SHOWN = 6

/** What a note's first cards would look like, as it stands; without clozes there is none to show. */
export function compilePreview(note: Sides & { extra: string }, highlight: Highlight): NotePreview {
  const ordinals = ordinalsOf(note)
  const cards = ordinals.slice(0, MOST_SHOWN).map((ordinal) => {
    const { front, back, noteHtml } = compileSides(note, ordinal, highlight)
    return { ordinal, frontHtml: front.html, backHtml: back.html, noteHtml }
  })
  return { cards, total: ordinals.length }
}
