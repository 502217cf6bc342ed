import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import type { UserId } from '@/lib/auth'
import { DAY_MS, fill, insert, memoryRow, openMigrated, reviewRow } from './fill'
import { atMost, type Row, report, say, told } from './row'
import { scratch } from './servers'
import { median } from './stats'

const SIZES = [1000, 10_000, 100_000]
const REVIEWS = 1_000_000
const RUNS = 61
const WARM_UP = 10
/** A year of due days, the last month of them overdue: one card in twelve waits today. */
const OVERDUE_DAYS = 30
const SPREAD_DAYS = 365

const learner = (size: number) => `learner-${size}`

/** Even and repeatable: the due day of the card at `index`, in days from today. */
const dueIn = (index: number) => ((index * 7919) % SPREAD_DAYS) - OVERDUE_DAYS

/**
 * A learner with `size` memories. The first are of real cards and wait longest, so that every queue
 * is full of cards that can be shown; half of the real cards stay new.
 */
async function fillLearner(client: Client, size: number, real: string[], now: number) {
  const learnerId = learner(size)
  await client.execute(insert('Learner', { id: learnerId, timeZone: 'Europe/Zurich' }))
  await fill(client, 'Memory', size, (index) => {
    const cardId = real[index]
    const dueAt = now + (cardId ? -OVERDUE_DAYS - 1 : dueIn(index)) * DAY_MS
    return memoryRow({
      learnerId,
      cardId: cardId ?? `bench.card-${index}`,
      answeredAt: dueAt - (40 + (index % 200)) * DAY_MS,
      dueAt,
      state: 'review',
      version: 10,
    })
  })
}

async function prepare(url: string, real: string[], now: number): Promise<void> {
  const client = await openMigrated(url)
  for (const size of SIZES) await fillLearner(client, size, real, now)
  await fill(client, 'Review', REVIEWS, (index) =>
    reviewRow({
      answerId: `answer-${index}`,
      learnerId: learner(SIZES[index % SIZES.length] ?? 0),
      cardId: real[index % real.length] ?? `bench.card-${index % 1000}`,
      at: now - ((index % 700) + 1) * DAY_MS,
      grade: 1 + (index % 4),
    }),
  )
  client.close()
}

async function measure(url: string): Promise<Row[]> {
  Object.assign(process.env, {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: 'no session is opened here, so any will do',
    NODE_ENV: 'production',
  })
  const { getLibrary } = await import('@/features/cards/data')
  const { buildQueue } = await import('@/features/review/queue/data')
  const { db } = await import('@/lib/db')
  const now = Date.now()
  const cards = getLibrary().cards.map(({ id }) => id)
  say(`filling a database with ${REVIEWS.toLocaleString('en')} reviews`)
  await prepare(
    url,
    cards.filter((_, index) => index % 2 === 0),
    now,
  )
  const times = new Map<number, number[]>(SIZES.map((size) => [size, []]))
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    for (const size of SIZES) {
      const began = performance.now()
      const queue = await buildQueue(learner(size) as UserId, {}, now)
      const took = performance.now() - began
      if (queue?.cards.length !== 20) throw new Error(`a queue of ${queue?.cards.length} cards`)
      if (run >= 0) times.get(size)?.push(took)
    }
  }
  await db().$disconnect()
  const [small = 0, middle = 0, large = 0] = SIZES.map((size) => median(times.get(size) ?? []))
  const name = 'due queue with 1 M reviews:'
  return [
    told({ name: `${name} 10 k cards to 1 k`, ours: middle, reference: small, unit: 'ms' }),
    atMost(1.3, {
      name: `${name} 100 k cards to 10 k`,
      ours: large,
      reference: middle,
      unit: 'ms',
    }),
  ]
}

const folder = scratch()
try {
  report(await measure(`file:${join(folder, 'queue.db')}`))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
