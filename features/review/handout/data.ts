import 'server-only'
import type { UserId } from '@/lib/auth'
import { isSealed, seal } from '@/lib/seal'
import type { QueueCard } from '../schema'

/** When a card was handed out, and with which version of the parameters its buttons were computed. */
export interface Handout {
  at: number
  parametersVersion: number
}

const RADIX = 36
const vouched = (userId: UserId, cardId: string, at: string, version: string) =>
  `handout|${userId}|${cardId}|${at}|${version}`

/** Stands for every card of a learner. */
const ALL = '*'

const wordOf = (userId: UserId, cardId: string, { at, parametersVersion }: Handout) => {
  const [time, version] = [at.toString(RADIX), parametersVersion.toString(RADIX)]
  return `${time}.${version}.${seal(vouched(userId, cardId, time, version))}`
}

/** The server's signed word for all cards of a learner at once: a browser takes them offline. */
export const handOutAll = (userId: UserId, handout: Handout): string => wordOf(userId, ALL, handout)

/** The card with the server's signed word of when it left, which its answer brings back. */
export function handOut(
  userId: UserId,
  card: Omit<QueueCard, 'handed'>,
  handout: Handout,
): QueueCard {
  return { ...card, handed: wordOf(userId, card.id, handout) }
}

/** What an answer's `handed` says, if it is ours and for this learner and card; otherwise null. */
export function readHandout(
  userId: UserId,
  cardId: string,
  handed: string | undefined,
): Handout | null {
  const [time, version, signature, ...rest] = handed?.split('.') ?? []
  if (!time || !version || !signature || rest.length > 0) return null
  const isOurs = (id: string) => isSealed(vouched(userId, id, time, version), signature)
  if (!isOurs(cardId) && !isOurs(ALL)) return null
  return {
    at: Number.parseInt(time, RADIX),
    parametersVersion: Number.parseInt(version, RADIX),
  }
}
