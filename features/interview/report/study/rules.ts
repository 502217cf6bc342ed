import { practiceHref } from '@/features/quiz/pick/rules'
import { scopeHref } from '@/features/review/queue/scope/rules'
import type { Counted, Study } from '../schema'

/** A link names at most so many cards. */
const MOST_CARDS = 60

/** How much an answer needs going over: sure and wrong most, right and known not at all. */
function need({ points, right, confidence }: Counted): number {
  if (right) return confidence === 'guess' ? 1 : 0
  if (points === null) return 3
  if (confidence === 'sure') return 5
  return confidence === 'guess' ? 3 : 4
}

const cardsText = (count: number) => (count === 1 ? '1 card' : `${count} cards`)

/**
 * What to go over after a round, the worst first, and seven days for it in a line each.
 * @param cardsAt cards of the question at each place
 * @param titleOf title of a topic
 * @param again where the same kind of round is chosen
 * @param lapsed cards whose memory this round set back
 */
export function studyOf(
  counted: readonly Counted[],
  cardsAt: ReadonlyMap<number, readonly string[]>,
  titleOf: (slug: string) => string,
  again: string,
  lapsed: readonly string[] = [],
): Study {
  const missed = counted
    .filter((one) => need(one) > 0)
    .sort((a, b) => need(b) - need(a) || a.place - b.place)
  const cards = [...new Set(missed.flatMap(({ place }) => cardsAt.get(place) ?? []))].slice(
    0,
    MOST_CARDS,
  )
  const needs = new Map<string, number>()
  for (const one of missed) needs.set(one.topic, (needs.get(one.topic) ?? 0) + need(one))
  const topics = [...needs]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([slug]) => {
      const those = counted.filter(({ topic }) => topic === slug)
      return { slug, missed: those.filter(({ right }) => !right).length, questions: those.length }
    })
  return { cards, topics, lapsed: [...lapsed], plan: planOf(cards, topics, titleOf, again) }
}

function planOf(
  cards: string[],
  topics: Study['topics'],
  titleOf: (slug: string) => string,
  again: string,
): Study['plan'] {
  const [first, second, third] = topics
  const read = (slug: string) => ({ text: `Read ${titleOf(slug)} again`, href: `/topics/${slug}` })
  const practise = (slug: string) => ({
    text: `Answer ten questions on ${titleOf(slug)}`,
    href: practiceHref({ topic: slug }),
  })
  const lines = [
    cards.length > 0
      ? {
          text: `Review the ${cardsText(cards.length)} of what was missed`,
          href: scopeHref({ cards: cards.join(',') }),
        }
      : null,
    first ? read(first.slug) : null,
    first ? practise(first.slug) : null,
    second ? read(second.slug) : null,
    second
      ? practise(second.slug)
      : { text: 'Answer your mistakes again', href: practiceHref({ mode: 'mistakes' }) },
    third
      ? practise(third.slug)
      : { text: 'Review what has fallen due', href: scopeHref({ study: 'due' }) },
    { text: 'Sit a round of this kind again and compare', href: again },
  ]
  const days = lines.filter((line) => line !== null)
  return days.map((line, index) => ({ day: index === days.length - 1 ? 7 : index + 1, ...line }))
}
