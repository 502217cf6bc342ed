import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client as LibSql } from '@libsql/client'
import type { Content } from '@/features/cards/schema'
import type { Answer, AnswerResult } from '@/features/review/schema'
import { Client } from './client'
import { DAY_MS, insert, memoryRow, openMigrated, reviewRow } from './fill'
import { atLeast, type Row, report, say, told } from './row'
import { scratch, startApp, startBareNext } from './servers'
import { median } from './stats'

const CLIENTS = 16
const ROUNDS = 7
const ROUND_MS = 4000
const BATCH = 50
const BATCHES_A_ROUND = 20
const SINGLES_A_ROUND = 100

/** Saves or echoes `count` answers. */
type Deliver = (count: number) => Promise<void>

/**
 * A guest who answers card after card with Again: the memory stays in its first learning step, so
 * the interval on the button is known, and the writes are those of any other grade.
 */
class Guest {
  readonly client: Client
  readonly #versions = new Map<string, number>()
  #turn = 0

  constructor(
    origin: string,
    readonly cardIds: string[],
  ) {
    this.client = new Client(origin)
  }

  next(count: number): Answer[] {
    return Array.from({ length: count }, () => {
      const cardId = this.cardIds[this.#turn++ % this.cardIds.length] ?? ''
      return {
        answerId: randomUUID(),
        cardId,
        grade: 1,
        version: this.#versions.get(cardId) ?? 0,
        intervalDays: 0,
        durationMs: 4000,
        clientAt: new Date().toISOString(),
        source: 'due',
      }
    })
  }

  record: Deliver = async (count) => {
    const answers = this.next(count)
    const { results } = (await this.client.postJson('/api/v1/answers', { answers })) as {
      results: AnswerResult[]
    }
    for (const [index, result] of results.entries()) {
      if (result.status !== 'saved') throw new Error(`an answer was ${result.status}`)
      this.#versions.set(answers[index]?.cardId ?? '', result.version)
    }
    if (results.length !== count) throw new Error(`${count} answers, ${results.length} results`)
  }

  echo: Deliver = async (count) => {
    await this.client.postJson('/echo', { answers: this.next(count) })
  }
}

/** The rows of `record`, written by libsql alone: `count` reviews and memories, one day. */
function raw(client: LibSql, learnerId: string, cardIds: string[]): Deliver {
  let turn = 0
  return async (count) => {
    const at = Date.now()
    const events = Array.from({ length: count }, () => ({
      answerId: randomUUID(),
      learnerId,
      cardId: cardIds[turn++ % cardIds.length] ?? '',
      at,
      grade: 1,
    }))
    const memories = events.map(({ cardId }) =>
      memoryRow({
        learnerId,
        cardId,
        answeredAt: at,
        dueAt: at + 60_000,
        state: 'learning',
        version: turn,
      }),
    )
    const day = { learnerId, day: Math.floor(at / DAY_MS), answers: count, newCards: 0 }
    await client.batch(
      [
        ...events.map((event) => insert('Review', reviewRow(event))),
        ...memories.map((row) => insert('Memory', row, ['learnerId', 'cardId'])),
        insert('Day', day, ['learnerId', 'day']),
      ],
      'write',
    )
  }
}

/** Answers a second over `ROUND_MS`, all deliverers at once, each waiting for its own reply. */
async function rate(deliverers: Deliver[]): Promise<number> {
  const began = performance.now()
  let count = 0
  await Promise.all(
    deliverers.map(async (deliver) => {
      while (performance.now() - began < ROUND_MS) {
        await deliver(1)
        count += 1
      }
    }),
  )
  return (count * 1000) / (performance.now() - began)
}

/** Answers a second of one deliverer: `size` in a request, one request after the other. */
async function pace(deliver: Deliver, size: number, requests: number): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < requests; i += 1) {
    const began = performance.now()
    await deliver(size)
    times.push(performance.now() - began)
  }
  return (size * 1000) / median(times)
}

/** Runs each way in turn, `ROUNDS` times after a first that does not count; medians. */
async function interleaved(ways: (() => Promise<number>)[]): Promise<number[]> {
  const found: number[][] = ways.map(() => [])
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, way] of ways.entries()) {
      const value = await way()
      if (round > 0) found[index]?.push(value)
    }
  }
  return found.map(median)
}

async function measure(folder: string, ours: string, echo: string): Promise<Row[]> {
  const content = JSON.parse(readFileSync('.generated/content.json', 'utf8')) as Content
  const cardIds = content.cards.map(({ id }) => id)
  const guests = Array.from({ length: CLIENTS }, () => new Guest(ours, cardIds))
  for (const { client } of guests) await client.enterAsGuest()
  const echoing = Array.from({ length: CLIENTS }, () => new Guest(echo, cardIds))
  const libsql = await openMigrated(`file:${join(folder, 'raw.db')}`)
  await libsql.execute(insert('Learner', { id: 'raw' }))
  const write = raw(libsql, 'raw', cardIds)
  const record = guests[0]?.record ?? write

  say(`answers over HTTP, ${CLIENTS} clients`)
  const [saved = 0, echoed = 0] = await interleaved([
    () => rate(guests.map((guest) => guest.record)),
    () => rate(echoing.map((guest) => guest.echo)),
  ])
  say(`batches of ${BATCH}, and single answers, against raw libsql`)
  const [batch = 0, rawBatch = 0, single = 0, rawSingle = 0] = await interleaved([
    () => pace(record, BATCH, BATCHES_A_ROUND),
    () => pace(write, BATCH, BATCHES_A_ROUND),
    () => pace(record, 1, SINGLES_A_ROUND),
    () => pace(write, 1, SINGLES_A_ROUND),
  ])
  for (const { client } of [...guests, ...echoing]) client.close()
  libsql.close()
  const unit = 'answers/s'
  return [
    atLeast(0.35, { name: 'answers: 16 clients to echo', ours: saved, reference: echoed, unit }),
    atLeast(0.3, { name: 'answers: batch of 50 to raw', ours: batch, reference: rawBatch, unit }),
    told({ name: 'answers: one at a time to raw', ours: single, reference: rawSingle, unit }),
  ]
}

const folder = scratch()
const app = await startApp()
try {
  const bare = await startBareNext()
  try {
    report(await measure(folder, app.origin, bare.origin))
  } finally {
    await bare.stop()
  }
} finally {
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
}
