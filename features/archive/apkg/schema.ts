export interface Template {
  name: string
  qfmt: string
  afmt: string
}

/** A notetype, whichever form of package it comes from. */
export interface Notetype {
  name: string
  cloze: boolean
  /** A picture with covered parts. */
  occlusion: boolean
  fields: string[]
  templates: Template[]
}

export interface NoteRow {
  id: number
  guid: string
  notetype: number
  tags: string
  /** Values of the fields in their order, joined by U+001F. */
  fields: string
}

export interface CardRow {
  id: number
  note: number
  deck: number
  /** From 0: the template, or the cloze's number less one. */
  ordinal: number
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  type: number
  /** -1 suspended; -2 and -3 buried. */
  queue: number
  flags: number
}

export interface ReviewRow {
  /** ms since the epoch */
  id: number
  card: number
  /** 1–4; 0 where the card was rescheduled by hand. */
  ease: number
  durationMs: number
  factor: number
  /** 0 learning, 1 review, 2 relearning, 3 filtered, 4 by hand, 5 rescheduled. */
  type: number
}

/** What a package of Anki holds, read and bounded, but not yet understood. */
export interface Collection {
  notetypes: Map<number, Notetype>
  decks: Map<number, string>
  notes: NoteRow[]
  cards: CardRow[]
  reviews: ReviewRow[]
  /** Rows whose cells are no numbers or texts as they must be. */
  broken: number
}
