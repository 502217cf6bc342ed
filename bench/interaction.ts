import { readFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import type { Content } from '@/features/cards/schema'
import { IN_PAGE, openBrowser, timed } from './browser'
import { type Row, report, say, told, within } from './row'
import { startApp } from './servers'
import { median, percentile } from './stats'

const TIMES = 40
/** Rounds of each, one after the other: a hiccup of the machine spoils one of them, not the median. */
const ROUNDS = 3
const WARM_UP = 3
/** One frame of a 60 Hz screen, in ms. */
const FRAME_MS = 16.7
/** Time to save an answer or to finish what a keystroke began, before the next one. */
const PAUSE_MS = 250
const FRONT = '[data-card-front]'
const BACK = '[data-card-back]'
const SEARCH_BOX = '[role=dialog] input'
const RESULTS = '[role=dialog] [role=listbox]'
/** Typed letter by letter. */
const QUERIES = ['provisioned', 'authorizer', 'concurrency', 'throttling', 'timeout', 'layers']

/** The least that any page takes: a key that changes one word. */
async function floor(page: Page, origin: string): Promise<number[]> {
  await page.route('**/bench-empty', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>0</p>' }),
  )
  await page.goto(`${origin}/bench-empty`)
  await page.evaluate(() => {
    const word = document.querySelector('p')
    let count = 0
    addEventListener('keydown', () => {
      count += 1
      if (word) word.textContent = String(count)
    })
  })
  return repeat(async () => {
    await page.waitForTimeout(PAUSE_MS)
    return timed(page, 'keydown', 'p', () => page.keyboard.press('4'))
  })
}

async function repeat(once: () => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let i = -WARM_UP; i < TIMES; i += 1) {
    const ms = await once()
    if (i >= 0) times.push(ms)
  }
  return times
}

/** The topic with the most cards: more than a round asks for. */
function largestTopic(): string {
  const { topics } = JSON.parse(readFileSync('.generated/content.json', 'utf8')) as Content
  const [largest] = topics.sort((a, b) => b.cardIds.length - a.cardIds.length)
  if (!largest || largest.cardIds.length < WARM_UP + TIMES + 1)
    throw new Error(`no topic has more than ${WARM_UP + TIMES} cards`)
  return largest.slug
}

/** Grades card after card as Easy, so that none comes back: from the key to the next card. */
async function answering(page: Page, origin: string): Promise<number[]> {
  await page.goto(`${origin}/review?topic=${largestTopic()}`)
  await page.waitForSelector(FRONT)
  return repeat(async () => {
    await page.waitForTimeout(PAUSE_MS)
    await page.keyboard.press('Space')
    await page.waitForSelector(BACK)
    await page.waitForTimeout(PAUSE_MS)
    return timed(page, 'keydown', FRONT, () => page.keyboard.press('4'))
  })
}

/** A key of a query: the first of it clears the box; some lead to the very same results. */
interface Letter {
  key: string
  first: boolean
  shows: boolean
}

async function openSearch(page: Page, origin: string): Promise<(letter: Letter) => Promise<void>> {
  await page.goto(origin, { waitUntil: 'networkidle' })
  await page.keyboard.press('/')
  const box = page.locator(SEARCH_BOX)
  await box.fill('lambda')
  await page.waitForSelector(`${RESULTS} mark`)
  return async ({ first }) => {
    if (first) await box.fill('')
    await page.waitForTimeout(PAUSE_MS)
  }
}

/** Types all queries once and notes which letters change what is listed. */
async function rehearse(page: Page, origin: string): Promise<Letter[]> {
  const ready = await openSearch(page, origin)
  const letters = QUERIES.flatMap((query) =>
    [...query].map((key, at): Letter => ({ key, first: at === 0, shows: false })),
  )
  for (const letter of letters) {
    await ready(letter)
    const before = await page.locator(RESULTS).innerHTML()
    await page.keyboard.press(letter.key)
    await page.waitForTimeout(PAUSE_MS)
    letter.shows = (await page.locator(RESULTS).innerHTML()) !== before
  }
  return letters
}

/** Types the queries again: from each key to the results it leads to. */
const searching = (letters: Letter[]) => async (page: Page, origin: string) => {
  const ready = await openSearch(page, origin)
  let turn = 0
  const next = () => letters[turn++ % letters.length] ?? { key: 'a', first: true, shows: true }
  return repeat(async () => {
    let letter = next()
    for (; !letter.shows; letter = next()) {
      await ready(letter)
      await page.keyboard.press(letter.key)
    }
    await ready(letter)
    return timed(page, 'keydown', RESULTS, () => page.keyboard.press(letter.key))
  })
}

type Way<T> = (page: Page, origin: string) => Promise<T>

/** Does its work in a browser profile of its own. */
async function fresh<T>(browser: Browser, origin: string, work: Way<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.addInitScript({ path: IN_PAGE })
    return await work(page, origin)
  } finally {
    await context.close()
  }
}

/** The 95th percentile of each way to press keys; medians of the rounds. */
async function measure(browser: Browser, origin: string): Promise<Row[]> {
  const letters = await fresh(browser, origin, rehearse)
  const ways = [answering, searching(letters), floor]
  const found: number[][] = ways.map(() => [])
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`keys, round ${round} of ${ROUNDS}`)
    for (const [index, way] of ways.entries())
      found[index]?.push(percentile(await fresh(browser, origin, way), 0.95))
  }
  const [card = Number.NaN, results = Number.NaN, least = Number.NaN] = found.map(median)
  const unit = 'ms'
  return [
    within(FRAME_MS, { name: 'grade key to the next card, p95', ours: card, unit }),
    within(FRAME_MS, { name: 'key to search results, p95', ours: results, unit }),
    told({ name: 'key to a word on an empty page, p95', ours: least, reference: FRAME_MS, unit }),
  ]
}

const app = await startApp()
const browser = await openBrowser()
try {
  report(await measure(browser, app.origin))
} finally {
  await browser.close()
  await app.stop()
}
