import { isAside } from '../hand/rules'
import type { Scope } from '../schema'
import { matches, parseSearch, printSearch } from '../search/rules'
import type { FlagWord, Term } from '../search/schema'
import { type Browse, type BrowsePage, type Found, PAGE_SIZE } from './schema'

const field = <F extends Term['field']>(name: F, value: string): Term[] =>
  value === '' ? [] : [{ field: name, value, not: false } as Term]

function flagTerms(flag: Browse['flag']): Term[] {
  if (flag === '') return []
  return flag === 'any'
    ? [{ field: 'flag', value: 'none', not: true }]
    : [{ field: 'flag', value: flag as FlagWord, not: false }]
}

/** Every condition of a list: what was typed, and what was chosen beside it. */
export function termsOf(browse: Browse): { terms: Term[]; problems: string[] } {
  const typed = parseSearch(browse.q)
  const terms = [
    ...typed.terms,
    ...field('topic', browse.topic),
    ...field('kind', browse.kind),
    ...field('is', browse.is),
    ...flagTerms(browse.flag),
    ...field('tag', browse.tag),
  ]
  return { terms, problems: typed.problems }
}

/** The list's choice in the words of a search. */
export const searchOf = (browse: Browse): string => printSearch(termsOf(browse).terms)

/** What cards are compared by: text, or a number. Cards that have none come last, either way round. */
function keyOf(found: Found, order: string): number | string | null {
  switch (order) {
    case 'due':
      return found.dueAt
    case 'strength':
      return found.stability
    case 'difficulty':
      return found.difficulty
    case 'slips':
      return found.lapses
    case 'front':
      return found.card.frontText.toLowerCase()
    default:
      return found.topicOrder
  }
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'string' && typeof b === 'string'
    ? a.localeCompare(b, 'en')
    : a < b
      ? -1
      : a > b
        ? 1
        : 0

/** Cards in an order; those that are alike keep theirs. */
export function sorted(found: Found[], sort: Browse['sort']): Found[] {
  const down = sort.startsWith('-')
  const order = sort.replace('-', '')
  return found
    .map((one) => ({ one, key: keyOf(one, order) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
      return down ? compare(b.key, a.key) : compare(a.key, b.key)
    })
    .map(({ one }) => one)
}

/** The cards that match, in order. */
export function chosen(found: Found[], browse: Browse): Found[] {
  const { terms } = termsOf(browse)
  return sorted(
    found.filter((one) => matches(terms, one)),
    browse.sort,
  )
}

/** One page of a list; a page beyond the last is the last. */
export function pageOf<T>(
  list: T[],
  page: number,
): Pick<BrowsePage, 'page' | 'pages'> & { part: T[] } {
  const pages = Math.max(1, Math.ceil(list.length / PAGE_SIZE))
  const here = Math.min(page, pages)
  return { part: list.slice((here - 1) * PAGE_SIZE, here * PAGE_SIZE), page: here, pages }
}

/** The URL of a list; what is as it comes is left out. */
export function browseHref(browse: Partial<Browse>): string {
  const { page = 1, sort = 'topic', ...filter } = browse
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value)
  if (sort !== 'topic') params.set('sort', sort)
  if (page > 1) params.set('page', String(page))
  const query = params.toString()
  return query === '' ? '/cards' : `/cards?${query}`
}

/** Most cards that a link to a review names one by one. */
export const MOST_NAMED = 100

/**
 * The selected cards as what to study: by their names, or by the search where all that match are
 * selected; null where there are too many to name.
 */
export function scopeOf(
  ids: string[],
  { matching, search }: Pick<BrowsePage, 'matching' | 'search'>,
): Scope | null {
  if (ids.length === 0) return null
  if (ids.length === matching && search !== '') return { q: search }
  return ids.length <= MOST_NAMED ? { cards: ids.join() } : null
}

/** Where cards are studied; without rescheduling where an instant is given, in ms. */
export function studyHref(scope: Scope, cram?: number): string {
  const params = new URLSearchParams(scope as Record<string, string>)
  if (cram !== undefined) params.set('cram', String(cram))
  return `/review?${params.toString().replaceAll('%2C', ',')}`
}

/** How a card stands, in a word or two. */
export function standing({
  state,
  isDue,
  hand,
  today,
}: {
  state: Found['state']
  isDue: boolean
  hand: Found['hand']
  today: number
}): string {
  if (hand.suspended) return 'suspended'
  if (isAside(hand, today)) return 'put aside'
  if (state === 'new') return 'new'
  if (isDue) return 'due now'
  return state === 'review' ? 'in review' : 'learning'
}
