import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import type { Content } from '@/features/cards/schema'
import { IN_PAGE, openBrowser, timed } from './browser'
import { atMost, type Row, report, say, told } from './row'
import { startApp } from './servers'
import { median } from './stats'

const FRONT = '[data-card-front]'
const BACK = '[data-card-back]'
const ROUNDS = 4
const TIMES = 10
/** Time to save an answer, or to find that it cannot be sent. */
const PAUSE_MS = 250
/** One frame of a 60 Hz screen, in ms. */
const FRAME_MS = 16.7

/** Waits until the browser can do without the server. */
async function installed(page: Page): Promise<void> {
  await page.waitForFunction(() => Number(localStorage.getItem('coldstart.pack')) > 0, null, {
    timeout: 60_000,
  })
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** The topics with enough cards for all rounds of either kind. */
function topics(): string[] {
  const { topics: all } = JSON.parse(readFileSync('.generated/content.json', 'utf8')) as Content
  return all
    .filter(({ cardIds }) => cardIds.length > 2 * TIMES + 2)
    .slice(0, ROUNDS)
    .map(({ slug }) => slug)
}

/** Grades cards as Easy, so that none comes back: from the key to the next card. */
async function answering(page: Page): Promise<number[]> {
  const times: number[] = []
  // The first one after a change of the network pays for noticing it.
  for (let i = -1; i < TIMES; i += 1) {
    await page.waitForTimeout(PAUSE_MS)
    await page.keyboard.press('Space')
    await page.waitForSelector(BACK)
    await page.waitForTimeout(PAUSE_MS)
    const ms = await timed(page, 'keydown', FRONT, () => page.keyboard.press('4'))
    if (i >= 0) times.push(ms)
  }
  return times
}

async function measure(context: BrowserContext, origin: string): Promise<Row[]> {
  const page = await context.newPage()
  await page.addInitScript({ path: IN_PAGE })
  await page.goto(`${origin}/review`)
  await page.waitForSelector(FRONT)
  await installed(page)
  const [online, offline]: [number[], number[]] = [[], []]
  for (const [round, slug] of topics().entries()) {
    say(`next card, round ${round + 1} of ${ROUNDS}`)
    await page.goto(`${origin}/review?topic=${slug}`)
    await page.waitForSelector(FRONT)
    // Each comes first as often as the other.
    for (const isOffline of round % 2 === 0 ? [false, true] : [true, false]) {
      await context.setOffline(isOffline)
      const times = isOffline ? offline : online
      times.push(...(await answering(page)))
    }
    await context.setOffline(false)
    await page.waitForFunction(() => localStorage.getItem('coldstart.waiting') === '0')
  }
  const [ours, reference] = [median(offline), median(online)]
  const frames = (ms: number) => Math.ceil(ms / FRAME_MS)
  const name = 'next card, offline to online'
  return [
    // What is seen: both do the same until the card is painted, so the rest is noise.
    atMost(1, { name, ours: frames(ours), reference: frames(reference), unit: 'frames' }),
    told({ name: `${name}, ms`, ours, reference, unit: 'ms' }),
  ]
}

const app = await startApp()
const browser = await openBrowser()
try {
  report(await measure(await browser.newContext(), app.origin))
} finally {
  await browser.close()
  await app.stop()
}
