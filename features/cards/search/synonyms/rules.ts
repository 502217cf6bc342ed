import type { GlossaryEntry } from '../../schema'
import { termsOf } from '../words/rules'

/** Short forms and neighbours that people type and no glossary entry lists. */
const COMMON = [
  ['auth', 'authorizer', 'authentication', 'authorization'],
  ['authn', 'authentication'],
  ['authz', 'authorization'],
  ['cost', 'price', 'pricing', 'billing'],
  ['error', 'failure'],
  ['js', 'javascript', 'node.js', 'nodejs'],
  ['limit', 'quota'],
  ['msk', 'kafka'],
  ['perf', 'performance'],
  ['py', 'python'],
  ['rps', 'requests per second'],
  ['ttl', 'time to live'],
  ['upload', 'pre-signed url'],
  ['ws', 'websocket'],
]

/** Groups of names for one thing: those of the glossary, and common short forms. */
export function synonymGroups(glossary: GlossaryEntry[]): string[][] {
  const named = glossary.map(({ term, aka }) => [term, ...(aka ?? [])])
  return [...named, ...COMMON]
    .map((names) => [...new Set(names.map((name) => termsOf(name).join(' ')))].filter(Boolean))
    .filter((names) => names.length > 1)
}

/** One thing that a query asks for, and what else it may be called. */
export interface Wanted {
  terms: string[]
  others: string[][]
}

/** Looks names up in groups of synonyms: phrase → the terms of each other name. */
export class Synonyms {
  private readonly others = new Map<string, Set<string>>()
  private longest = 1

  constructor(groups: string[][]) {
    for (const names of groups) {
      for (const name of names) {
        const known = this.others.get(name) ?? new Set()
        for (const other of names) if (other !== name) known.add(other)
        this.others.set(name, known)
        this.longest = Math.max(this.longest, name.split(' ').length)
      }
    }
  }

  /** Cuts a query's terms into things that are wanted, the longest known name first. */
  read(terms: string[]): Wanted[] {
    const found: Wanted[] = []
    for (let start = 0; start < terms.length; ) {
      let taken = terms.slice(start, start + 1)
      for (let length = Math.min(this.longest, terms.length - start); length > 1; length--) {
        const phrase = terms.slice(start, start + length)
        if (!this.others.has(phrase.join(' '))) continue
        taken = phrase
        break
      }
      const others = [...(this.others.get(taken.join(' ')) ?? [])]
        .map((name) => name.split(' '))
        .filter((name) => !taken.every((term) => name.includes(term)))
      found.push({ terms: taken, others })
      start += taken.length
    }
    return found
  }
}
