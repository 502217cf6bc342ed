import { nextStrength, type Parameters, recall, type Strength } from '../fsrs/rules'
import { type LogEvent, segments } from '../log/rules'
import type { Grade } from '../schema'

/** Answers to learn from before a fit is tried at all: with fewer it would learn chance. */
export const FEWEST_ANSWERS = 400
/** A new try waits for this share of new answers, and for at least so many. */
const NEW_SHARE = 0.25
const NEW_LEAST = 200
/** A held-out log loss must fall by more than this; less is rounding. */
const LEAST_GAIN = 1e-4
const FOLDS = 5

/** One review as the optimiser wants it: the grade and the whole days since the review before. */
export interface Step {
  grade: Grade
  days: number
}

/** The answers of one card from new on, and for each prediction in it, when it was put to the test. */
export interface History {
  steps: Step[]
  /** Positions in `steps` that followed at least a day later, with their instants. */
  tests: { position: number; at: number }[]
}

/** What the optimiser learns from: each card's answers since it was new, the undone ones left out. */
export function historiesOf(cards: LogEvent[][]): History[] {
  return cards.flatMap((events) =>
    segments(events).flatMap((answers) => {
      let day: number | null = null
      const history: History = { steps: [], tests: [] }
      for (const { grade, day: own, answeredAt } of answers) {
        const days = day === null ? 0 : Math.max(0, own - day)
        if (days > 0) history.tests.push({ position: history.steps.length, at: answeredAt })
        history.steps.push({ grade, days })
        day = Math.max(day ?? own, own)
      }
      return history.tests.length > 0 ? [history] : []
    }),
  )
}

/** A part of the answers to learn from, and the span of those that follow to be judged by. */
export interface Split {
  learn: number
  from: number
  until: number
}

/**
 * Splits tests by their instants, oldest first, into spans of about the same size, each with all
 * before it to learn from: no fit is judged by answers it has seen, nor by older ones.
 */
export function timeSeriesSplits(instants: number[]): Split[] {
  const size = Math.floor(instants.length / (FOLDS + 1))
  if (size === 0) return []
  const bound = (index: number) => instants[index] ?? Number.POSITIVE_INFINITY
  return Array.from({ length: FOLDS }, (_, fold) => {
    const start = instants.length - (FOLDS - fold) * size
    const from = bound(start)
    const learn = instants.findIndex((at) => at >= from)
    return { learn, from, until: bound(start + size) }
  })
}

const LEAST_CHANCE = 1e-6

/** Log loss of one prediction: how surprised it is by what came. */
export function surprise(chance: number, recalled: boolean): number {
  const bounded = Math.min(Math.max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
  return -Math.log(recalled ? bounded : 1 - bounded)
}

/** Mean log loss of the predictions for the tests from one instant up to another, exclusive. */
export function lossOf(
  histories: History[],
  parameters: Parameters,
  from: number,
  until: number,
): number {
  let sum = 0
  let count = 0
  for (const { steps, tests } of histories) {
    const asked = tests.filter(({ at }) => at >= from && at < until)
    const last = asked.at(-1)
    if (!last) continue
    const positions = new Set(asked.map(({ position }) => position))
    let memory: Strength | null = null
    for (const [position, { grade, days }] of steps.slice(0, last.position + 1).entries()) {
      if (memory && positions.has(position)) {
        sum += surprise(recall(parameters, memory.stability, days), grade > 1)
        count += 1
      }
      if (position < last.position) memory = nextStrength(parameters, memory, days, grade)
    }
  }
  return count === 0 ? 0 : sum / count
}

/** Whether there are enough new answers since the last try, which was made at `triedAt` answers. */
export function isDue(answers: number, triedAt: number | null): boolean {
  if (triedAt === null) return answers >= FEWEST_ANSWERS
  return answers - triedAt >= Math.max(NEW_LEAST, triedAt * NEW_SHARE)
}

/** How many answers the learner has to give until the next try. */
export function answersUntilFit(answers: number, triedAt: number | null): number {
  const next =
    triedAt === null
      ? FEWEST_ANSWERS
      : triedAt + Math.ceil(Math.max(NEW_LEAST, triedAt * NEW_SHARE))
  return Math.max(0, next - answers)
}

/** Whether fitted parameters are taken, and why, in words for the learner. */
export interface Verdict {
  adopted: boolean
  lossBefore: number
  lossAfter: number
  reason: string
}

const figure = (loss: number) => loss.toFixed(4)

/** Fitted parameters are taken only where they predict answers they have not seen better. */
export function judge(lossBefore: number, lossAfter: number, tested: number): Verdict {
  const adopted = lossBefore - lossAfter > LEAST_GAIN
  const measured = `on ${tested} of your answers that it had not seen (log loss ${figure(lossAfter)}, ${figure(lossBefore)} before; lower is better)`
  return {
    adopted,
    lossBefore,
    lossAfter,
    reason: adopted
      ? `A fit to your own answers predicted better ${measured}.`
      : `A fit to your own answers did not predict better ${measured}, so nothing was changed.`,
  }
}
