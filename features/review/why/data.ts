import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { resolveCards } from '@/features/cards/own/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { getHands } from '../hand/data'
import { emptyHand } from '../hand/rules'
import { getSchedule, toMemory } from '../memory/data'
import { queueCard } from '../queue/rules'
import { recallAt } from '../rules'
import { GRADES } from '../schema'
import type { Why } from './schema'

/** Answers shown of one card. */
const MOST_ANSWERS = 12

/** What there is to say about one card; null where there is no such card, or no such learner. */
export async function getWhy(userId: UserId, cardId: string, now: number): Promise<Why | null> {
  const library = getLibrary()
  const card = (await resolveCards(db(), userId, [cardId])).get(cardId)
  const schedule = await getSchedule(db(), userId)
  if (!card || !schedule) return null
  const [row, events, hands] = await Promise.all([
    db().memory.findUnique({ where: { learnerId_cardId: { learnerId: userId, cardId } } }),
    db().review.findMany({
      where: { learnerId: userId, cardId },
      orderBy: { seq: 'desc' },
      select: {
        answerId: true,
        kind: true,
        grade: true,
        mode: true,
        answeredAt: true,
        undoes: true,
      },
    }),
    getHands(db(), userId, [cardId]),
  ])
  const memory = row && toMemory(row)
  const undone = new Set(events.map(({ undoes }) => undoes))
  const answers = events.flatMap(({ answerId, grade, mode, answeredAt }) => {
    const given = GRADES.find((value) => value === grade)
    return given
      ? [{ at: answeredAt.getTime(), grade: given, mode, undone: undone.has(answerId) }]
      : []
  })
  const shown = queueCard(library, card, memory, now, schedule)
  return {
    cardId,
    frontHtml: shown.frontHtml,
    topic: shown.topic,
    topicTitle: shown.topicTitle,
    href: shown.href,
    state: shown.state,
    recall: memory && recallAt(memory, now, schedule),
    stability: memory?.stability ?? null,
    difficulty: memory?.difficulty ?? null,
    dueAt: memory?.dueAt ?? null,
    dueDay: memory?.dueDay ?? null,
    lapses: memory?.lapses ?? 0,
    today: studyDay(now, schedule.calendar),
    retention: schedule.parameters.retention,
    firstSeenAt: answers.at(-1)?.at ?? null,
    answers: answers.slice(0, MOST_ANSWERS),
    answerCount: answers.length,
    previews: shown.previews,
    hand: hands.get(cardId) ?? emptyHand(cardId),
    timeZone: schedule.calendar.timeZone,
  }
}
