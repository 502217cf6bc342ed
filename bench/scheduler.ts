import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import {
  computeParameters,
  FSRSBindingItem,
  FSRSBindingReview,
} from '@open-spaced-repetition/binding'
import type { UserId } from '@/lib/auth'
import { DAY_MS, fill, insert, openMigrated, reviewRow, type Values } from './fill'
import { atMost, type Row, report, say, told } from './row'
import { scratch } from './servers'
import { median } from './stats'

const REVIEWS = 12_000
const RUNS = 9
const LOGS = [10_000, 100_000]
const ANSWERS_A_CARD = 10
const START = Date.UTC(2025, 0, 1, 12)

interface Given {
  card: number
  at: number
  grade: number
  days: number
}

/** Even numbers in [0, 1), the same every time. */
function dice(): () => number {
  let state = 7
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** `count` answers of cards that are asked at growing intervals, one in five of them forgotten. */
function answers(count: number): Given[] {
  const roll = dice()
  const found: Given[] = []
  for (let card = 0; found.length < count; card += 1) {
    let at = START + Math.floor(roll() * 300) * DAY_MS
    let interval = 1
    for (let step = 0; step < ANSWERS_A_CARD && found.length < count; step += 1) {
      const days = step === 0 ? 0 : Math.max(1, Math.round(interval * (0.6 + roll())))
      const grade = roll() < 0.2 ? 1 : roll() < 0.1 ? 2 : roll() < 0.1 ? 4 : 3
      interval = grade === 1 ? 1 : Math.min(interval * 2.2, 200)
      at += days * DAY_MS
      found.push({ card, at, grade, days })
    }
  }
  return found
}

async function fillLog(client: Client, learnerId: string, given: Given[]): Promise<void> {
  await client.execute(insert('Learner', { id: learnerId, timeZone: 'Europe/Zurich' }))
  const rows = given.map(
    ({ card, at, grade }, index): Values => ({
      ...reviewRow({
        answerId: `${learnerId}-${index}`,
        learnerId,
        cardId: `bench.card-${card}`,
        at,
        grade,
      }),
      timeZone: 'Europe/Zurich',
    }),
  )
  await fill(client, 'Review', rows.length, (index) => rows[index] ?? {})
  await client.execute(insert('Day', { learnerId, day: 1, answers: given.length }))
}

/** What the binding's own documents show: items with all that came before, one call. */
async function bare(given: Given[], timeout?: number): Promise<void> {
  const cards = new Map<number, Given[]>()
  for (const one of given) cards.set(one.card, [...(cards.get(one.card) ?? []), one])
  const items = [...cards.values()].flatMap((list) => {
    const reviews = list.map(({ grade, days }) => new FSRSBindingReview(grade, days))
    return reviews.slice(1).map((_, index) => new FSRSBindingItem(reviews.slice(0, index + 2)))
  })
  await computeParameters(items, {
    enableShortTerm: true,
    ...(timeout === undefined ? {} : { timeout }),
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function measure(url: string): Promise<Row[]> {
  Object.assign(process.env, {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: 'no session is opened here, so any will do',
    NODE_ENV: 'production',
  })
  const { fitLearner } = await import('@/features/review/fit/data')
  const { compareLearner } = await import('@/features/review/replay/data')
  const { db } = await import('@/lib/db')
  const client = await openMigrated(url)
  const given = answers(REVIEWS)
  say(`optimising ${REVIEWS.toLocaleString('en')} reviews`)
  const [app, reference, polled]: [number[], number[], number[]] = [[], [], []]
  for (let run = -1; run < RUNS; run += 1) {
    const learnerId = `fit-${run}` as UserId
    await fillLog(client, learnerId, given)
    const times = [
      await timed(async () => {
        if (!(await fitLearner(learnerId, Date.now()))) throw new Error('no fit was made')
      }),
      await timed(() => bare(given)),
      await timed(() => bare(given, 20)),
    ]
    if (run < 0) continue
    for (const [index, list] of [app, reference, polled].entries()) list.push(times[index] ?? 0)
  }

  const replays = new Map<number, number[]>(LOGS.map((size) => [size, []]))
  for (const size of LOGS) {
    say(`a log of ${size.toLocaleString('en')} events`)
    await fillLog(client, `log-${size}`, answers(size))
    // The memories are written once, so that each comparison finds them in place.
    await compareLearner(`log-${size}` as UserId, { mend: true })
  }
  say('replaying both')
  for (let run = -1; run < RUNS; run += 1) {
    for (const size of LOGS) {
      const took = await timed(async () => {
        const { events, differences } = await compareLearner(`log-${size}` as UserId)
        if (events !== size || differences.length > 0)
          throw new Error(`${events} events, ${differences.length} differences`)
      })
      if (run >= 0) replays.get(size)?.push(took)
    }
  }
  client.close()
  await db().$disconnect()
  const [small = 0, large = 0] = LOGS.map((size) => median(replays.get(size) ?? []))
  const ours = median(app)
  return [
    atMost(1.5, {
      name: 'optimising 12,000 reviews to the bare binding',
      ours,
      reference: median(reference),
      unit: 'ms',
    }),
    told({
      name: 'the same, the binding polled each 20 ms',
      ours,
      reference: median(polled),
      unit: 'ms',
    }),
    atMost(11, {
      name: 'replaying 100,000 events to 10,000',
      ours: large,
      reference: small,
      unit: 'ms',
    }),
  ]
}

const folder = scratch()
try {
  report(await measure(`file:${join(folder, 'scheduler.db')}`))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
