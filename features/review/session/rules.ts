import type { Deed } from '@/features/learner/keys/schema'
import type { WaitingResult } from '../outbox/schema'
import type { Answer, AnswerResult, Grade, Queue, QueueCard } from '../schema'

/** An answer that was given, as far as the screen knows. */
export interface Given {
  answerId: string
  card: QueueCard
  grade: Grade
  saved: boolean
}

/** A session on the screen. Pure data: every key press is one call of `step`. */
export interface Session {
  cards: QueueCard[]
  counts: Queue['counts']
  revealed: boolean
  given: Given[]
  /** Answers not yet acknowledged by the server, oldest first. */
  outbox: Answer[]
  /** One line above the card: what was refused, undone, not yet saved. */
  notice: string | null
  exhausted: boolean
  /** Cards that were suspended or put aside, so that no later batch brings them back. */
  aside: string[]
  /** Cards that an answer of this session made leeches, the latest last. */
  leeches: { card: QueueCard; lapses: number }[]
}

export type Event =
  | { type: 'reveal' }
  | { type: 'grade'; answer: Answer }
  | { type: 'results'; results: (AnswerResult | WaitingResult)[] }
  | { type: 'trouble'; error: string }
  | { type: 'undone'; answerId: string; card: QueueCard }
  /** `here`: worked out by this browser, which knows what it has not sent yet. */
  | { type: 'more'; queue: Queue; here?: boolean }
  /** Cards that were answered in this browser before, without the server knowing. */
  | { type: 'answered before'; cardIds: string[] }
  | { type: 'notice'; text: string | null }
  | { type: 'away'; cardId: string; text: string }
  | { type: 'back'; card: QueueCard; text: string }
  | { type: 'leech heard' }

/** A session at its first card. */
export function begin(queue: Queue): Session {
  return {
    cards: queue.cards,
    counts: queue.counts,
    revealed: false,
    given: [],
    outbox: [],
    notice: null,
    exhausted: queue.cards.length === 0,
    aside: [],
    leeches: [],
  }
}

function counted(counts: Queue['counts'], card: QueueCard, change: 1 | -1): Queue['counts'] {
  const kind = card.state === 'new' ? 'new' : card.state === 'review' ? 'due' : 'learning'
  return { ...counts, [kind]: Math.max(0, counts[kind] + change) }
}

const STALE =
  'This card was answered elsewhere, so that answer was not taken. Here it is as it stands now.'

function withResults(session: Session, results: (AnswerResult | WaitingResult)[]): Session {
  const stale = results.flatMap((result) => (result.status === 'stale' ? [result] : []))
  const refused = results.flatMap((result) => (result.status === 'unknown' ? [result] : []))
  const ids = new Set(results.map(({ answerId }) => answerId))
  const lost = new Set([...stale, ...refused].map(({ answerId }) => answerId))
  const back = stale.map(({ card }) => card)
  const given = session.given
    .filter(({ answerId }) => !lost.has(answerId))
    .map((entry) => (ids.has(entry.answerId) ? { ...entry, saved: true } : entry))
  const leeches = results.flatMap((result) => {
    const lapses = 'leech' in result ? result.leech : undefined
    const card = session.given.find(({ answerId }) => answerId === result.answerId)?.card
    return lapses !== undefined && card ? [{ card, lapses }] : []
  })
  return {
    ...session,
    leeches: [...session.leeches, ...leeches],
    given,
    outbox: session.outbox.filter(({ answerId }) => !ids.has(answerId)),
    cards: [...back, ...session.cards.filter(({ id }) => !back.some((card) => card.id === id))],
    revealed: back.length > 0 ? false : session.revealed,
    notice: back.length > 0 ? STALE : (refused[0]?.error ?? session.notice),
    exhausted: back.length > 0 ? false : session.exhausted,
  }
}

/** The session after an event. */
export function step(session: Session, event: Event): Session {
  switch (event.type) {
    case 'reveal':
      return session.cards.length > 0 ? { ...session, revealed: true, notice: null } : session
    case 'grade': {
      const [card, ...rest] = session.cards
      if (!card || card.id !== event.answer.cardId) return session
      return {
        ...session,
        cards: rest,
        counts: counted(session.counts, card, -1),
        revealed: false,
        given: [
          ...session.given,
          { answerId: event.answer.answerId, card, grade: event.answer.grade, saved: false },
        ],
        outbox: [...session.outbox, event.answer],
        notice: null,
      }
    }
    case 'results':
      return withResults(session, event.results)
    case 'trouble':
      return { ...session, notice: event.error }
    case 'undone':
      return {
        ...session,
        cards: [event.card, ...session.cards.filter(({ id }) => id !== event.card.id)],
        counts: counted(session.counts, event.card, 1),
        given: session.given.filter(({ answerId }) => answerId !== event.answerId),
        outbox: session.outbox.filter(({ answerId }) => answerId !== event.answerId),
        leeches: session.leeches.filter(({ card }) => card.id !== event.card.id),
        revealed: true,
        notice: 'Undone.',
        exhausted: false,
      }
    case 'more': {
      const waiting = new Set([
        ...session.cards.map(({ id }) => id),
        ...(event.here ? [] : session.outbox.map(({ cardId }) => cardId)),
        ...session.aside,
      ])
      const fresh = event.queue.cards.filter(({ id }) => !waiting.has(id))
      return {
        ...session,
        cards: [...session.cards, ...fresh],
        counts: event.queue.counts,
        exhausted: session.cards.length + fresh.length === 0,
      }
    }
    case 'answered before': {
      const before = new Set(event.cardIds)
      const cards = session.cards.filter(
        ({ id }, index) => !before.has(id) || (index === 0 && session.revealed),
      )
      return { ...session, cards }
    }
    case 'notice':
      return { ...session, notice: event.text }
    case 'away': {
      const card = session.cards.find(({ id }) => id === event.cardId)
      return {
        ...session,
        cards: session.cards.filter(({ id }) => id !== event.cardId),
        counts: card ? counted(session.counts, card, -1) : session.counts,
        revealed: session.cards[0]?.id === event.cardId ? false : session.revealed,
        notice: event.text,
        aside: [...session.aside, event.cardId],
      }
    }
    case 'back':
      return {
        ...session,
        cards: [event.card, ...session.cards.filter(({ id }) => id !== event.card.id)],
        counts: session.cards.some(({ id }) => id === event.card.id)
          ? session.counts
          : counted(session.counts, event.card, 1),
        revealed: false,
        notice: event.text,
        exhausted: false,
        aside: session.aside.filter((id) => id !== event.card.id),
      }
    case 'leech heard':
      return { ...session, leeches: session.leeches.slice(0, -1) }
    default:
      return event satisfies never
  }
}

/** What the keys of each grade do, by the names that learners choose keys for. */
export const GRADE_DEEDS: Record<Grade, Deed> = { 1: 'again', 2: 'hard', 3: 'good', 4: 'easy' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How an interval reads on a button: "1 min", "10 min", "3 d", "2.1 mo", "1.3 y". */
export function intervalText(intervalDays: number, inMs: number): string {
  if (intervalDays === 0) {
    if (inMs < HOUR) return `${Math.max(1, Math.round(inMs / MINUTE))} min`
    return `${Math.round(inMs / HOUR)} h`
  }
  if (intervalDays < 31) return `${intervalDays} d`
  if (intervalDays < 365) return `${(intervalDays / 30.4).toFixed(1).replace(/\.0$/, '')} mo`
  return `${(intervalDays / 365).toFixed(1).replace(/\.0$/, '')} y`
}
