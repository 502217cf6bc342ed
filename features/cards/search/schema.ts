/** What a thing that can be found is; results stand in groups of these. */
export const KINDS = ['glossary', 'topic', 'question', 'path', 'card', 'correction'] as const
export type Kind = (typeof KINDS)[number]

/** One thing that can be found. `also` holds other names of it, `place` the title of its page. */
export interface SearchDocument {
  kind: Kind
  title: string
  text: string
  href: string
  also?: string[]
  place?: string
}

/** A page that documents stand on: its path and its title. */
export type SearchPage = [path: string, title: string]

/** A document without its text and without what its page says already. */
export type PackedDocument = [kind: number, page: number, anchor: string, title: string]

/** Everything that answers a search; texts come in a file of their own. */
export interface SearchIndex {
  pages: SearchPage[]
  documents: PackedDocument[]
  /** Ways to write the same thing: a search for one finds the others. */
  synonyms: string[][]
  /** Terms in order, joined by spaces. */
  terms: string
  /** For each term, where it stands: see pack/rules.ts. */
  postings: string[]
  /** For each document, the number of terms in each of its fields. */
  lengths: number[][]
}

/** Texts of documents, in the same order: snippets are cut from them. */
export type SearchTexts = string[]

/** Definitions by the id of a glossary entry: what hovering a term shows. */
export type Definitions = Record<string, [term: string, definition: string]>

/** The three files that search is served as. */
export const SEARCH_FILES = ['index', 'texts', 'definitions'] as const
export type SearchFile = (typeof SEARCH_FILES)[number]
export type SearchUrls = Record<SearchFile, string>

/** A stretch of shown text; `hit` marks what was searched for. */
export interface Run {
  text: string
  hit: boolean
}

export interface Result {
  /** position of the document in the index */
  id: number
  kind: Kind
  title: string
  href: string
  place: string
  /** terms of the index by which it was found */
  terms: string[]
}
