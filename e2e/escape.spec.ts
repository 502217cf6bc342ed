import { type Browser, expect, test } from '@playwright/test'
import { ATTEMPTS } from './sandbox/attempts/all'
import type { Attempt, Place } from './sandbox/attempts/attempt'
import { type LearnerState, openStand } from './sandbox/stand'
import { openStranger, type Stranger } from './sandbox/stranger'
import { WALLS } from './sandbox/walls'

/** What the page may be held at most while code does its worst, ms. */
const LONGEST_TASK_MS = 200
const REPEATS = 2
const FEWEST = 60
const FEWEST_OF_A_CATEGORY = 3

function grouped(key: (attempt: Attempt) => string): Map<string, Attempt[]> {
  const groups = new Map<string, Attempt[]>()
  for (const attempt of ATTEMPTS)
    groups.set(key(attempt), [...(groups.get(key(attempt)) ?? []), attempt])
  return groups
}

let state: LearnerState | undefined
/** A learner with a session; one for all tests of a process. */
async function learner(browser: Browser, baseURL: string): Promise<LearnerState> {
  if (state) return state
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${baseURL}/review`)
  await page.waitForSelector('[data-card-front]')
  state = await context.storageState()
  await context.close()
  return state
}

// What is served changed has no address of this machine, from where strangers on it are refused.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), '--disable-features=LocalNetworkAccessChecks'],
    }),
})

let stranger: Stranger
test.beforeAll(async () => {
  stranger = await openStranger()
})
test.afterAll(() => stranger.close())

test('the list is long enough, and each wall holds something', () => {
  expect(ATTEMPTS.length).toBeGreaterThanOrEqual(FEWEST)
  expect(new Set(ATTEMPTS.map(({ id }) => id)).size).toBe(ATTEMPTS.length)
  for (const [category, { length }] of grouped(({ category }) => category))
    expect(length, category).toBeGreaterThanOrEqual(FEWEST_OF_A_CATEGORY)
  const used = new Set(ATTEMPTS.flatMap(({ walls }) => walls))
  expect([...used].sort()).toEqual(Object.keys(WALLS).sort())
})

const PLACES: [string, Place[]][] = [
  ['workers and documents', ['worker', 'frame']],
  ['handlers in JavaScript and TypeScript', ['javascript', 'typescript']],
  ['handlers in Python', ['python']],
  ['environments that are wholly the attacker’s', ['guest']],
]

for (const [what, places] of PLACES) {
  test(`nothing gets out of ${what}`, async ({ browser, baseURL }) => {
    const state = await learner(browser, String(baseURL))
    const attempts = ATTEMPTS.filter(({ place }) => places.includes(place))
    const stand = await openStand(browser, String(baseURL), stranger, [], attempts, state)
    const { page, context } = stand
    const session = async () => {
      const { user } = await (await page.request.get(`${baseURL}/api/auth/session`)).json()
      const mine = (await context.cookies()).filter(({ name }) => !name.includes('session'))
      return { user, cookies: mine.map(({ name, value }) => [name, value]) }
    }
    const before = await session()
    /** Tasks that held the page since this was asked last, ms. */
    const stalls = async () =>
      (await page.evaluate(() => window.driver.blocked())).filter((ms) => ms > LONGEST_TASK_MS)
    // What the page did to get up is its own.
    await stalls()
    const held: Record<string, number[]> = {}
    const out: Record<string, string> = {}
    for (const attempt of attempts) {
      const found = await stand.make(attempt)
      let stalled = await stalls()
      // A busy machine holds the page now and then; an attempt that does so does it again.
      for (let again = 0; again < REPEATS && stalled.length > 0; again += 1) {
        await stand.make(attempt)
        stalled = await stalls()
      }
      if (stalled.length > 0) held[attempt.id] = stalled
      if (found) out[attempt.id] = found
      if (!places.includes('worker') && !places.includes('guest'))
        expect(await stand.stillRuns(), `a run after ${attempt.id}`).toBe(true)
    }
    expect(out).toEqual({})
    expect(held).toEqual({})
    expect(await session()).toEqual(before)
    expect(before.user).toBeTruthy()
    expect(attempts.filter(({ id }) => stranger.reached.has(id))).toEqual([])
    await stand.close()
  })
}

/** Attempts by the walls that hold them. */
const byWalls = grouped(({ walls }) => [...walls].sort().join(' and '))

for (const [names, attempts] of byWalls) {
  test(`without ${names}: ${attempts.length} get out`, async ({ browser, baseURL }) => {
    const [{ walls }] = attempts as [Attempt]
    const state = await learner(browser, String(baseURL))
    const stand = await openStand(browser, String(baseURL), stranger, walls, attempts, state)
    const held: string[] = []
    for (const attempt of attempts) if (!(await stand.make(attempt))) held.push(attempt.id)
    expect(held).toEqual([])
    await stand.close()
  })
}
