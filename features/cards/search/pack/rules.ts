import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import {
  KINDS,
  type Kind,
  type PackedDocument,
  type SearchDocument,
  type SearchIndex,
  type SearchPage,
} from '../schema'
import { isStopWord, termOf, wordsOf } from '../words/rules'

const FIELDS = ['title', 'also', 'place', 'text']

/** Kinds that are also looked for by the title of their page. */
const NAMED_BY_PLACE = new Set<Kind>(['topic', 'question', 'path'])

/** How texts are indexed and queries are read: the same for both, or they would not meet. */
export const INDEX_OPTIONS: Options = {
  fields: FIELDS,
  tokenize: wordsOf,
  processTerm: (word) => (isStopWord(word) ? null : termOf(word)),
}

type Occurrences = Record<string, Record<string, number>>

// A posting is written "field document[*times] document …" with documents counted from the one
// before, in base 36; postings of further fields follow after commas.
function packPosting(occurrences: Occurrences): string {
  return Object.entries(occurrences)
    .map(([field, documents]) => {
      let last = 0
      const places = Object.entries(documents).map(([id, times]) => {
        const step = Number(id) - last
        last = Number(id)
        return step.toString(36) + (times > 1 ? `*${times}` : '')
      })
      return [field, ...places].join(' ')
    })
    .join(',')
}

// The leading zero keeps a key from being an array index: objects with few, far indices are slow
// to make, and MiniSearch reads the number either way.
function unpackPosting(posting: string): Occurrences {
  const occurrences: Occurrences = {}
  for (const part of posting.split(',')) {
    const [field = '0', ...places] = part.split(' ')
    const documents: Record<string, number> = {}
    let last = 0
    for (const place of places) {
      const [step = '', times] = place.split('*')
      last += Number.parseInt(step, 36)
      documents[`0${last}`] = times ? Number(times) : 1
    }
    occurrences[field] = documents
  }
  return occurrences
}

const splitHref = (href: string) => {
  const [path = '', anchor = ''] = href.split('#')
  return { path, anchor }
}

/** Indexes documents and writes the index small enough to be loaded when search is opened. */
export function packIndex(documents: SearchDocument[], synonyms: string[][]): SearchIndex {
  const pages: SearchPage[] = []
  const pageOf = new Map<string, number>()
  const packed = documents.map(({ kind, title, href, place }): PackedDocument => {
    const { path, anchor } = splitHref(href)
    let page = pageOf.get(path)
    if (page === undefined) {
      page = pages.push([path, place ?? title]) - 1
      pageOf.set(path, page)
    }
    return [KINDS.indexOf(kind), page, anchor, title]
  })
  const index = new MiniSearch(INDEX_OPTIONS)
  index.addAll(
    documents.map(({ title, also = [], kind, place = '', text }, id) => ({
      id,
      title,
      also: also.join(' '),
      place: NAMED_BY_PLACE.has(kind) ? place : '',
      text,
    })),
  )
  const { index: terms, fieldLength } = index.toJSON()
  const sorted = terms.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    pages,
    documents: packed,
    synonyms,
    terms: sorted.map(([term]) => term).join(' '),
    postings: sorted.map(([, occurrences]) => packPosting(occurrences as Occurrences)),
    lengths: documents.map((_, id) => FIELDS.map((_, field) => fieldLength[id]?.[field] ?? 0)),
  }
}

/** The index as MiniSearch reads it. */
export function unpackIndex({ documents, terms, postings, lengths }: SearchIndex): MiniSearch {
  const names = terms.split(' ')
  const average = FIELDS.map(
    (_, field) => lengths.reduce((sum, of) => sum + (of[field] ?? 0), 0) / documents.length,
  )
  const plain: AsPlainObject = {
    documentCount: documents.length,
    nextId: documents.length,
    documentIds: Object.fromEntries(documents.map((_, id) => [id, id])),
    fieldIds: Object.fromEntries(FIELDS.map((name, field) => [name, field])),
    fieldLength: Object.fromEntries(lengths.map((of, id) => [id, of])) as never,
    averageFieldLength: average,
    storedFields: {},
    index: postings.map((posting, position) => [
      names[position] ?? '',
      unpackPosting(posting) as never,
    ]),
    serializationVersion: 2,
    dirtCount: 0,
  }
  return MiniSearch.loadJS(plain, INDEX_OPTIONS)
}
