import type { Card } from '../schema'

/** What showing a card takes. */
export type ShownCard = Pick<
  Card,
  | 'id'
  | 'topic'
  | 'group'
  | 'teaches'
  | 'kind'
  | 'frontHtml'
  | 'backHtml'
  | 'backText'
  | 'noteHtml'
  | 'href'
>

/** A topic or path by the cards in it, in reading order. */
export interface DeckPart {
  slug: string
  title: string
  cardIds: string[]
}

/** Every card of the site in one file, so that a browser can study without the network. */
export interface Deck {
  cards: ShownCard[]
  topics: DeckPart[]
  paths: DeckPart[]
}
