import 'server-only'
import type { FSRSBindingItem } from '@open-spaced-repetition/binding'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { boundedWeights, DEFAULT_PARAMETERS, type Parameters } from '../fsrs/rules'
import { listEvents, type StoredEvent } from '../log/data'
import { GONE, getSchedule } from '../memory/data'
import { adoptNumbers, getParameters } from '../parameters/data'
import {
  answersUntilFit,
  FEWEST_ANSWERS,
  type History,
  historiesOf,
  isDue,
  judge,
  lossOf,
  timeSeriesSplits,
  type Verdict,
} from './rules'
import type { FitState } from './schema'

// How often the binding asks whether to go on, in ms. It ends only at such a moment, and its own
// half a second is far longer than a fit takes.
const POLL_MS = 20

/** Answers that a learner has given and not taken back. */
async function countAnswers(tx: Tx, learnerId: UserId): Promise<number> {
  const { _sum } = await tx.day.aggregate({ where: { learnerId }, _sum: { answers: true } })
  return _sum.answers ?? 0
}

interface Item {
  at: number
  item: FSRSBindingItem
}

// Loaded with the first fit: who only answers cards does without native code.
const optimiser = () => import('@open-spaced-repetition/binding')
type Optimiser = Awaited<ReturnType<typeof optimiser>>

/** Each test with all that came before it, as the binding takes it; oldest first. */
function itemsOf({ FSRSBindingItem, FSRSBindingReview }: Optimiser, histories: History[]): Item[] {
  const items = histories.flatMap(({ steps, tests }) => {
    const reviews = steps.map(({ grade, days }) => new FSRSBindingReview(grade, days))
    return tests.map(({ position, at }) => ({
      at,
      item: new FSRSBindingItem(reviews.slice(0, position + 1)),
    }))
  })
  return items.sort((a, b) => a.at - b.at)
}

/**
 * Fits weights to a learner's events and judges the way of fitting on answers held out, in the
 * order of time. The binding works on threads of its own.
 */
async function fitEvents(
  cards: StoredEvent[][],
  current: Parameters,
): Promise<{ weights: number[]; verdict: Verdict } | null> {
  const histories = historiesOf(cards)
  const binding = await optimiser()
  const items = itemsOf(binding, histories)
  const splits = timeSeriesSplits(items.map(({ at }) => at))
  if (splits.length === 0) return null
  const set = items.map(({ item }) => item)
  const steps = current.relearningStepsMs.length
  const fitted = async (count: number) => {
    const options = { enableShortTerm: true, numRelearningSteps: steps, timeout: POLL_MS }
    return boundedWeights(await binding.computeParameters(set.slice(0, count), options), steps)
  }
  const all = fitted(set.length)
  let [before, after, tested] = [0, 0, 0]
  for (const { learn, from, until } of splits) {
    const parameters = { ...current, weights: await fitted(learn) }
    const count = items.filter(({ at }) => at >= from && at < until).length
    before += lossOf(histories, current, from, until) * count
    after += lossOf(histories, parameters, from, until) * count
    tested += count
  }
  return { weights: await all, verdict: judge(before / tested, after / tested, tested) }
}

const byCard = (events: StoredEvent[]) => [
  ...events
    .reduce((cards, event) => {
      const known = cards.get(event.cardId)
      if (known) known.push(event)
      else cards.set(event.cardId, [event])
      return cards
    }, new Map<string, StoredEvent[]>())
    .values(),
]

/**
 * Fits a learner's parameters and puts them in force where they predict held-out answers better.
 * Null where the learner is gone, has too few answers, or got other parameters meanwhile.
 * @param now ms since the epoch
 */
export async function fitLearner(userId: UserId, now: number): Promise<Verdict | null> {
  const before = await getSchedule(db(), userId)
  const answers = await countAnswers(db(), userId)
  if (!before || answers < FEWEST_ANSWERS) return null
  const fitted = await fitEvents(byCard(await listEvents(db(), userId)), before.parameters)
  if (!fitted) return null
  const { weights, verdict } = fitted
  return db().$transaction(async (tx) => {
    const present = await getSchedule(tx, userId)
    if (present?.parameters.version !== before.parameters.version) return null
    const { version: _, ...numbers } = present.parameters
    if (verdict.adopted) {
      const { lossBefore, lossAfter, reason } = verdict
      const adoption = { kind: 'fit' as const, returnsTo: null, answers, lossBefore, lossAfter }
      await adoptNumbers(tx, userId, { ...numbers, weights }, { ...adoption, reason }, now)
    }
    const row = { ...verdict, answers, triedAt: new Date(now) }
    await tx.fit.upsert({
      where: { learnerId: userId },
      create: { ...row, learnerId: userId },
      update: row,
    })
    return verdict
  })
}

/** Whether a learner has given enough answers since the last fit for another try. */
export async function isFitDue(userId: UserId): Promise<boolean> {
  const last = await db().fit.findUnique({ where: { learnerId: userId } })
  return isDue(await countAnswers(db(), userId), last?.answers ?? null)
}

/** Learners with enough answers for a fit to be worth a look. */
export async function listFitCandidates(): Promise<string[]> {
  const rows = await db().day.groupBy({
    by: ['learnerId'],
    _sum: { answers: true },
    having: { answers: { _sum: { gte: FEWEST_ANSWERS } } },
  })
  return rows.map(({ learnerId }) => learnerId)
}

const sameWeights = (a: Parameters, b: Parameters) =>
  a.weights.length === b.weights.length && a.weights.every((weight, i) => weight === b.weights[i])

/** What the settings page tells about a learner's parameters; null where the learner is gone. */
export async function getFit(userId: UserId): Promise<FitState | null> {
  const schedule = await getSchedule(db(), userId)
  if (!schedule) return null
  const { version } = schedule.parameters
  const [row, last, answers] = await Promise.all([
    db().parameters.findUnique({ where: { learnerId_version: { learnerId: userId, version } } }),
    db().fit.findUnique({ where: { learnerId: userId } }),
    countAnswers(db(), userId),
  ])
  return {
    version,
    kind: row === null ? 'general' : row.kind === 'fit' ? 'fit' : 'return',
    isGeneral: sameWeights(schedule.parameters, DEFAULT_PARAMETERS),
    reason: row?.reason ?? '',
    adoptedAt: row?.adoptedAt.getTime() ?? null,
    answers,
    answersUntilFit: answersUntilFit(answers, last?.answers ?? null),
    refused: last && !last.adopted ? { at: last.triedAt.getTime(), reason: last.reason } : null,
  }
}

/** Puts the numbers of the version before the present one in force again, as a new version. */
export async function returnToFormer(
  userId: UserId,
  version: number,
  now: number,
): Promise<Outcome<{ version: number }>> {
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const present = schedule.parameters.version
    if (present !== version)
      return refuse(
        'The numbers have changed since this page was loaded. Reload it and look again.',
      )
    if (present === DEFAULT_PARAMETERS.version) return refuse('There is nothing to go back to.')
    const former = (await getParameters(tx, userId, [present - 1]))(present - 1)
    const { version: _, ...numbers } = former
    const adoption = {
      kind: 'return' as const,
      returnsTo: former.version,
      answers: await countAnswers(tx, userId),
      lossBefore: null,
      lossAfter: null,
      reason: 'You went back to the numbers you had before.',
    }
    const adopted = await adoptNumbers(tx, userId, numbers, adoption, now)
    return adopted === null ? refuse(GONE) : done({ version: adopted })
  })
}
