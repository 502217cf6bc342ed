import type { Element } from 'hast'
import type { Highlight } from '../../code/rules'
import type { Draw } from '../../diagram/rules'
import type { Figures, GlossaryEntry } from '../../schema'

/** What compiling needs to know about the rest of the content, and the two engines it draws with. */
export interface Kit {
  figures: Figures
  /** canonical quantity → figure ids, see figures/rules */
  quantities: Map<string, string[]>
  /** erratum id → the note set beside the text */
  notes: Map<string, Element>
  glossary: GlossaryEntry[]
  /** files that could not be parsed: what refers to them is not called unknown */
  unread: Set<string>
  highlight: Highlight
  draw: Draw
}
