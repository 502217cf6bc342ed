import type { Problem, Prose } from '../schema'

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
  title?: string
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
