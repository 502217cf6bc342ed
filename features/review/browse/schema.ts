import * as z from 'zod/mini'
import type { Hand } from '../hand/schema'
import { FLAG_WORDS, KINDS, type Searched, STATES } from '../search/schema'

/** What a list of cards can be put in order by; a minus in front turns it round. */
const ORDERS = ['topic', 'due', 'strength', 'difficulty', 'slips', 'front'] as const
export type Order = (typeof ORDERS)[number]
export const SORTS = ORDERS.flatMap((order) => [order, `-${order}`] as const)
export type Sort = (typeof SORTS)[number]

export const PAGE_SIZE = 100

/** Words of flags, and any of them. */
export const FLAG_CHOICES = [
  'any',
  ...(Object.keys(FLAG_WORDS) as (keyof typeof FLAG_WORDS)[]),
] as const

const empty = z.literal('')
const word = z.string().check(z.maxLength(120))

/** Which cards to list, as the URL says it. What it says wrongly is passed over. */
export const browseSchema = z.object({
  q: z.catch(z._default(z.string().check(z.maxLength(200)), ''), ''),
  topic: z.catch(z._default(word, ''), ''),
  kind: z.catch(z._default(z.union([empty, z.enum(KINDS)]), ''), ''),
  is: z.catch(z._default(z.union([empty, z.enum(STATES)]), ''), ''),
  flag: z.catch(z._default(z.union([empty, z.enum(FLAG_CHOICES)]), ''), ''),
  tag: z.catch(z._default(word, ''), ''),
  sort: z.catch(z._default(z.enum(SORTS), 'topic'), 'topic'),
  page: z.catch(
    z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10_000)), 1),
    1,
  ),
})
export type Browse = z.infer<typeof browseSchema>

/** A card as a list may order and filter it. Instants are ms, days are study days. */
export interface Found extends Searched {
  topicOrder: number
  dueDay: number | null
  dueAt: number | null
  stability: number | null
  difficulty: number | null
  lapses: number
  hand: Hand
}

/** One line of the list. */
export interface BrowseRow {
  id: string
  front: string
  back: string
  topicTitle: string
  topicHref: string
  kind: Found['card']['kind']
  state: Found['state']
  /** When it is due, in words; null for a new card. */
  due: string | null
  isDue: boolean
  isLeech: boolean
  strengthDays: number | null
  lapses: number
  hand: Hand
  /** Tags that are written on an own card itself. */
  ownTags: string[]
  /** Where an own card is edited. */
  editHref: string | null
}

/** A page of the list. */
export interface BrowsePage {
  rows: BrowseRow[]
  /** Cards that match, and cards in all. */
  matching: number
  total: number
  page: number
  pages: number
  /** When the list was made, in ms, and its study day. */
  now: number
  today: number
  problems: string[]
  /** Tags the learner uses, for the filter. */
  tags: string[]
  topics: { slug: string; title: string }[]
  /** The same choice in the words of a search, to study it. */
  search: string
}
