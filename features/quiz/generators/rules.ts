import type { Figures } from '@/features/cards/schema'
import { chanceOf } from '../chance/rules'
import { keyHashOf } from '../key/rules'
import type { Exercise } from '../schema'
import { asyncAge, asyncDeadLetter, asyncOrder } from './async/rules'
import { authorizerRuns, missRate } from './cache/rules'
import { coldArrivals, concurrencyOfRate, provisionedNeeded, requestCap } from './concurrency/rules'
import { cheapestMemory, costOrder, cpuDuration, vcpuOfMemory } from './cpu/rules'
import { amplification, backoff, timeoutChain } from './deadline/rules'
import { functionUrl, httpMetered, restOrHttp, restSteps } from './gateway-bill/rules'
import { bookOf, type FigureBook, type Generator } from './kit/rules'
import { asyncChunks, billedMs, initBill, lambdaMonth } from './lambda-bill/rules'
import { armSaving, provisionedCharge, provisionedOrNot, tmpStorage } from './lambda-price/rules'
import { reservable, scaleOut } from './pool/rules'
import { maxReceives, partialBatch, visibilityTimeout } from './queue/rules'
import { canaryFailures, linearExposure } from './release/rules'
import { base64Room, packageRoom } from './size/rules'
import { catchUp, iteratorAge, streamConcurrency } from './stream/rules'
import { bucketPasses, quotaDay, tokenWait } from './throttle/rules'
import { cacheBreakEven, egress, logSampling, webSocketMonth } from './traffic-bill/rules'

/** Every generator. Their ids are published: learners' answers hang on them. */
export const GENERATORS: readonly Generator[] = [
  lambdaMonth,
  billedMs,
  initBill,
  asyncChunks,
  armSaving,
  provisionedCharge,
  provisionedOrNot,
  tmpStorage,
  restSteps,
  httpMetered,
  restOrHttp,
  functionUrl,
  egress,
  logSampling,
  webSocketMonth,
  cacheBreakEven,
  concurrencyOfRate,
  coldArrivals,
  provisionedNeeded,
  requestCap,
  reservable,
  scaleOut,
  bucketPasses,
  tokenWait,
  quotaDay,
  timeoutChain,
  backoff,
  amplification,
  vcpuOfMemory,
  cpuDuration,
  cheapestMemory,
  costOrder,
  asyncDeadLetter,
  asyncAge,
  asyncOrder,
  visibilityTimeout,
  partialBatch,
  maxReceives,
  streamConcurrency,
  iteratorAge,
  catchUp,
  linearExposure,
  canaryFailures,
  packageRoom,
  base64Room,
  missRate,
  authorizerRuns,
]

/** Whether an exercise is made from a seed rather than authored. */
export const isGenerated = (exerciseId: string): boolean => exerciseId.startsWith('gen.')

/** The generator of this id, or null. */
export function generatorOf(id: string): Generator | null {
  return GENERATORS.find((one) => one.id === id) ?? null
}

const textOf = (html: string) =>
  html
    .replace(/<\/(?:p|td|th|tr|li)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The figures that an exercise computes with, each with its source and the day it was checked. */
function figuresRead(book: FigureBook): string {
  const read = book.read()
  if (read.length === 0) return ''
  const entries = read.map(
    ({ text, title, url, verified }) =>
      `<li>${text} (<a href="${url}">${title}</a>, checked on ${verified})</li>`,
  )
  return `<p>Figures:</p><ul>${entries.join('')}</ul>`
}

/**
 * The exercise that a generator makes of a seed: the same for the same seed and figures, of the
 * same form as one of the bank.
 * @throws if the figures lack one that the generator computes with
 */
export function generatedExercise(generator: Generator, seed: string, figures: Figures): Exercise {
  const { id, topic, level, skill, cards, source, teaches } = generator
  const book = bookOf(figures)
  const { stem, body, steps } = generator.make(chanceOf(`${id} ${seed}`), book)
  return {
    id,
    kind: body.kind,
    topic,
    level,
    skill,
    stemHtml: stem,
    stemText: textOf(stem),
    evidence: [],
    explainHtml: `<ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>${figuresRead(book)}`,
    source: typeof source === 'string' ? book.source(source) : source,
    href: `/topics/${topic}#${teaches}`,
    cards: [...cards],
    keyHash: keyHashOf(body),
    body,
  }
}
