import type MiniSearch from 'minisearch'
import type { Query, SearchOptions, SearchResult } from 'minisearch'
import { unpackIndex } from './pack/rules'
import { KINDS, type Kind, type Result, type SearchIndex } from './schema'
import { Synonyms } from './synonyms/rules'
import { isStopWord, termOf, wordsOf } from './words/rules'

/** At most so many results of a kind: a screen or two in all, and no kind drowns the others. */
const MOST: Record<Kind, number> = {
  glossary: 3,
  topic: 5,
  question: 4,
  path: 1,
  card: 2,
  correction: 2,
}

/** A page before its parts, an explanation before a drill. */
const WEIGHT: Record<Kind, number> = {
  glossary: 1.1,
  topic: 1,
  question: 1,
  path: 0.9,
  card: 0.6,
  correction: 0.6,
}
const WHOLE_PAGE = 1.4
const SYNONYM = 0.5

const NAMES = ['title', 'also']
const OPTIONS: SearchOptions = {
  boost: { title: 4, also: 4, place: 0.5, text: 1 },
  weights: { prefix: 0.5, fuzzy: 0.3 },
  tokenize: (text) => [text],
  processTerm: (term) => term,
}

interface Asked {
  /** empty if no word of the query says what is looked for */
  terms: string[]
  /** the last term, if it may be the beginning of a longer one */
  typing: string | null
}

function read(query: string): Asked {
  const words = wordsOf(query)
  const telling = words.filter((word) => !isStopWord(word))
  const terms = telling.map(termOf)
  const last = terms.at(-1)
  if (last === undefined || !/[\p{L}\p{N}]$/u.test(query)) return { terms, typing: null }
  // One more letter says nothing yet: it would only hide what the words before it found.
  if (terms.length > 1 && /^\p{L}$/u.test(last)) return { terms: terms.slice(0, -1), typing: null }
  return { terms, typing: telling.at(-1) === words.at(-1) ? last : null }
}

/** A loaded index, and the names and pages of what it finds. */
export class Search {
  private readonly engine: MiniSearch
  private readonly synonyms: Synonyms
  private readonly terms: string[]
  /** for each document, how much it counts */
  private readonly weights: number[]

  constructor(private readonly index: SearchIndex) {
    this.engine = unpackIndex(index)
    this.synonyms = new Synonyms(index.synonyms)
    this.terms = index.terms.split(' ')
    this.weights = index.documents.map(
      ([kind, , anchor]) => WEIGHT[KINDS[kind] ?? 'card'] * (anchor === '' ? WHOLE_PAGE : 1),
    )
  }

  /** The best results, best first: what holds every word, or else what holds the rarest ones. */
  find(query: string): Result[] {
    const { terms, typing } = read(query)
    const [only = ''] = terms
    if (terms.length < 2 && only.length < 2) return this.beginningWith(query.trim().toLowerCase())
    const found = this.search(this.allOf(terms, typing))
    if (found.length > 0 || terms.length === 1) return this.pick(found)
    const rarest = [...terms].sort((a, b) => this.spread(a) - this.spread(b)).slice(0, 2)
    return this.pick(
      this.search({
        combineWith: 'OR',
        queries: rarest.map((term) => this.one(term, term === typing)),
      }),
    )
  }

  /** The pages right below a path, e.g. every topic. */
  pagesBelow(path: string): { path: string; title: string }[] {
    return this.index.pages
      .filter(([other]) => other.startsWith(path) && !other.slice(path.length).includes('/'))
      .map(([other, title]) => ({ path: other, title }))
  }

  /** Where a term stands among the terms, or would stand. */
  private position(term: string): number {
    let low = 0
    let high = this.terms.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.terms[middle] ?? '') < term) low = middle + 1
      else high = middle
    }
    return low
  }

  /** In about how many documents a term stands. */
  private spread(term: string): number {
    const position = this.position(term)
    return this.terms[position] === term ? (this.index.postings[position]?.length ?? 0) : 0
  }

  private one(term: string, typing: boolean): Query {
    const next = this.terms[this.position(term)]
    if (next !== term && !(typing && next?.startsWith(term))) {
      const fuzzy = term.length < 4 ? false : term.length < 8 ? 1 : 2
      return { queries: [term], prefix: true, fuzzy }
    }
    if (!typing) return term
    return { queries: [term], prefix: true, ...(term.length < 3 ? { fields: NAMES } : {}) }
  }

  private allOf(terms: string[], typing: string | null): Query {
    const wanted = this.synonyms.read(terms)
    return {
      combineWith: 'AND',
      queries: wanted.map(({ terms: said, others }, position): Query => {
        const isLast = position === wanted.length - 1
        const queries = said.map((term, place) =>
          this.one(term, isLast && place === said.length - 1 && term === typing),
        )
        const boostDocument = (id: number) => (this.weights[id] ?? 1) * SYNONYM
        const synonyms = others.map(
          (name): Query => ({ combineWith: 'AND', queries: name, boostDocument }),
        )
        return { combineWith: 'OR', queries: [{ combineWith: 'AND', queries }, ...synonyms] }
      }),
    }
  }

  private search(query: Query): SearchResult[] {
    const boostDocument = (id: number) => this.weights[id] ?? 1
    return this.engine.search(query, { ...OPTIONS, boostDocument })
  }

  private result(id: number, terms: string[]): Result | null {
    const document = this.index.documents[id]
    const page = document && this.index.pages[document[1]]
    const kind = document && KINDS[document[0]]
    if (!document || !page || !kind) return null
    const [, , anchor, title] = document
    return {
      id,
      kind,
      title,
      href: anchor ? `${page[0]}#${anchor}` : page[0],
      place: anchor && page[1] !== title ? page[1] : '',
      terms,
    }
  }

  private pick(found: { id: number; terms: string[] }[]): Result[] {
    const counts = new Map<Kind, number>()
    const results: Result[] = []
    for (const { id, terms } of found) {
      const result = this.result(id, terms)
      const count = (result && counts.get(result.kind)) ?? 0
      if (!result || count >= MOST[result.kind]) continue
      counts.set(result.kind, count + 1)
      results.push(result)
    }
    return results
  }

  private beginningWith(start: string): Result[] {
    if (start === '') return []
    const found = this.index.documents.flatMap(([, page, anchor, title], id) => {
      const isName = anchor === '' || this.index.pages[page]?.[0] === '/glossary'
      return isName && title.toLowerCase().startsWith(start) ? [{ id, terms: [] }] : []
    })
    return this.pick(found)
  }
}
