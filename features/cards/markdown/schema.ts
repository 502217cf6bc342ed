import type { Element } from 'hast'
import type { Highlight } from '../code/rules'
import type { Draw } from '../diagram/rules'
import type { Figures, GlossaryEntry, Problem, Prose } from '../schema'

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

/** The text that teaches an item: all of it, and the errata shown in it. */
export interface Block {
  id: string
  line: number
  text: string
  errata: string[]
}

/** A fence that the content check executes. */
export interface CodeSample {
  name: string
  language: string
  code: string
  line: number
}

/** A compiled file before it becomes a topic, question or path. */
export interface CompiledFile {
  /** YAML front matter as text; null where there is none. */
  front: string | null
  prose: Prose
  blocks: Block[]
  anchors: string[]
  links: { href: string; line: number }[]
  samples: CodeSample[]
  problems: Problem[]
}
