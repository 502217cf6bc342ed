import 'server-only'
import { createHash } from 'node:crypto'
import { cardsOfPath, getLibrary } from '../data'
import type { Deck, ShownCard } from './schema'

let held: { name: string; body: string } | undefined

/** The site's cards, topics and paths as one text, under a name that changes with it. */
function servedDeck(): { name: string; body: string } {
  if (held && process.env.NODE_ENV === 'production') return held
  const library = getLibrary()
  const deck: Deck = {
    cards: library.cards.map(
      ({
        id,
        topic,
        group,
        teaches,
        kind,
        frontHtml,
        backHtml,
        backText,
        noteHtml,
        href,
      }): ShownCard => {
        const typed = kind === 'typed' ? backText : ''
        return {
          id,
          topic,
          group,
          teaches,
          kind,
          frontHtml,
          backHtml,
          backText: typed,
          noteHtml,
          href,
        }
      },
    ),
    topics: library.topics.map(({ slug, title, cardIds }) => ({ slug, title, cardIds })),
    paths: library.paths.map((path) => ({
      slug: path.slug,
      title: path.title,
      cardIds: cardsOfPath(library, path),
    })),
  }
  const body = JSON.stringify(deck)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 8)
  held = { name: `cards-${hash}.json`, body }
  return held
}

/** The name that the deck's file is served by. */
export const getDeckName = (): string => servedDeck().name

/** The deck's file, or null if there is none of that name. */
export function getDeckFile(name: string): string | null {
  const deck = servedDeck()
  return deck.name === name ? deck.body : null
}
