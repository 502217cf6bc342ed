import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { type APIRequestContext, type PlaywrightWorkerArgs, test } from '@playwright/test'
import { expect } from './fixtures'
import { type Killable, killable } from './killable'

const PORT = 3900 + (process.pid % 500)
const ANSWERS = 10_000
const BATCH = 50
const GUESTS = 4
/** The server is killed each time so many more answers have been acknowledged. */
const KILL_EVERY = 2_300

const { cards } = JSON.parse(readFileSync('.generated/content.json', 'utf8')) as {
  cards: { id: string }[]
}

async function enter(
  playwright: PlaywrightWorkerArgs['playwright'],
  base: string,
): Promise<APIRequestContext> {
  const request = await playwright.request.newContext({
    baseURL: base,
    extraHTTPHeaders: { origin: base },
  })
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const entered = await request.post('/api/auth/callback/guest', {
    form: { csrfToken, guestKey: randomUUID(), timeZone: 'Europe/Berlin', json: 'true' },
  })
  expect(entered.ok()).toBe(true)
  return request
}

/** What was sent, what was acknowledged, and how often the server had to be killed for it. */
class Storm {
  readonly sent = new Set<string>()
  acknowledged = 0
  kills = 0
  #restart: Promise<void> | null = null

  constructor(readonly server: Killable) {}

  /** Sends a batch until the server says that it has each answer of it. */
  async deliver(request: APIRequestContext, answers: { answerId: string }[]): Promise<void> {
    for (const { answerId } of answers) this.sent.add(answerId)
    for (;;) {
      await this.#restart
      const reply = await request
        .post('/api/v1/answers', { data: { answers }, timeout: 20_000 })
        .catch(() => null)
      const results = reply?.ok() ? (await reply.json().catch(() => null))?.results : null
      if (results) {
        const refused = results.filter(
          ({ status }: { status: string }) => status !== 'saved' && status !== 'already',
        )
        expect(refused).toEqual([])
        this.acknowledged += results.length
        this.#killWhenDue()
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  #killWhenDue(): void {
    if (this.#restart || this.acknowledged < (this.kills + 1) * KILL_EVERY) return
    this.kills += 1
    // A moment later, when others are in the middle of a commit.
    this.#restart = new Promise((resolve) => setTimeout(resolve, Math.random() * 40))
      .then(() => this.server.kill())
      .then(() => this.server.start())
      .then(() => {
        this.#restart = null
      })
  }
}

/** One learner's share: the same cards over and over with Again, each answer on the one before. */
async function study(storm: Storm, request: APIRequestContext, count: number): Promise<void> {
  for (let version = 0; version < count / BATCH; version += 1) {
    const answers = cards.slice(0, BATCH).map(({ id }) => ({
      answerId: randomUUID(),
      cardId: id,
      grade: 1,
      version,
      intervalDays: 0,
      durationMs: 1_000,
      clientAt: new Date().toISOString(),
      source: 'due',
    }))
    await storm.deliver(request, answers)
  }
}

test('kill -9 in a storm of 10,000 answers loses none that was acknowledged and doubles none', async ({
  playwright,
}) => {
  test.setTimeout(180_000)
  const database = join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'storm.db')
  const server = killable(PORT, database)
  await server.start()
  try {
    const storm = new Storm(server)
    const guests = await Promise.all(
      Array.from({ length: GUESTS }, () => enter(playwright, server.base)),
    )
    await Promise.all(guests.map((request) => study(storm, request, ANSWERS / GUESTS)))
    expect(storm.kills).toBeGreaterThanOrEqual(4)
    expect(storm.acknowledged).toBe(ANSWERS)
    await server.kill()

    const client = createClient({ url: `file:${database}` })
    const { rows } = await client.execute('SELECT "answerId", "learnerId" FROM "Review"')
    client.close()
    expect(rows).toHaveLength(ANSWERS)
    expect(new Set(rows.map((row) => row.answerId))).toEqual(storm.sent)
    for (const learnerId of new Set(rows.map((row) => String(row.learnerId)))) {
      const { status, stdout } = spawnSync(
        process.execPath,
        ['--conditions=react-server', '--import', 'tsx', 'scripts/replay.ts', '--user', learnerId],
        { encoding: 'utf8', env: { ...process.env, DATABASE_URL: `file:${database}` } },
      )
      expect(stdout).toContain(`${ANSWERS / GUESTS} events of ${BATCH} cards replayed, 0 diff`)
      expect(status).toBe(0)
    }
  } finally {
    await server.kill()
  }
})
