import type { Warning } from '../format-error'
import type { Doc, DocObject } from '../write-document'

/** A template while it is written. */
export interface Stack {
  resources: Map<string, Doc>
  /** Files beside the template, by path. */
  files: Record<string, string>
  warnings: Warning[]
  /** A logical id that nobody has yet, made of these words. */
  idFor(words: string): string
  add(id: string, type: string, properties: DocObject): void
}

/**
 * A logical id of letters and digits: the words themselves if they are such.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
export function logicalId(words: string): string {
  if (/^[A-Za-z0-9]+$/.test(words)) return words
  const parts = words.match(/[A-Za-z0-9]+/g) ?? []
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('') || 'Resource'
}

/**
 * An empty template.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function newStack(): Stack {
  const resources = new Map<string, Doc>()
  const taken = new Set<string>()
  return {
    resources,
    files: {},
    warnings: [],
    idFor(words) {
      const wanted = logicalId(words)
      let id = wanted
      for (let i = 2; taken.has(id); i += 1) id = `${wanted}${i}`
      taken.add(id)
      return id
    },
    add(id, type, properties) {
      resources.set(id, { Type: type, Properties: properties })
    },
  }
}
