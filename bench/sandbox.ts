import type { Browser, Page } from '@playwright/test'
import type { WorldPlan } from '@/emulator'
import { bundled } from '../e2e/sandbox/bundle'
import { FIGURES } from '../emulator/gateway/fixtures/figures'
import { IN_PAGE, openBrowser, timed } from './browser'
import { atMost, type Row, report, say, told, within } from './row'
import type * as InPage from './sandbox-page'
import { startApp } from './servers'
import { median, percentile } from './stats'

declare global {
  interface Window {
    sandbox: typeof InPage
  }
}

const ROUNDS = 5
const WARM_RUNS = 40
/** The list of runs shows no more than some thirty: past that, alike runs would change nothing. */
const SHOWN_RUNS = 24
const REQUESTS = 1000
const FRAME_MS = 16.7
const LONG_TASK_MS = 50
/** Of Pyodide's plain start, in the same frame with the same files at hand. */
const PYTHON_SHARE = 0.2
const PAUSE_MS = 150
/** What only the sandbox's scripts say: the editor's, and the place of the runtimes. */
const SANDBOX_WORDS = ['cm-content', '/runtime/world.']
const OTHER_PAGES = ['/', '/topics/cold-starts', '/review', '/questions']
const EDITOR = '.cm-content'
const RESULT = '[aria-label="What was run, newest first"]'

const method = (name: string) => ({
  GET: { integration: { type: 'AWS_PROXY' as const, function: name } },
})
const plan: WorldPlan = {
  api: {
    type: 'REST',
    id: 'bench',
    resources: { '/js': method('js'), '/py': method('py') },
    stages: { prod: {} },
  },
  functions: {
    js: {
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      code: {
        kind: 'source',
        language: 'javascript',
        files: {
          'index.mjs': "export const handler = async () => ({ statusCode: 200, body: 'ok' })",
        },
      },
    },
    py: {
      runtime: 'python3.14',
      handler: 'app.handler',
      code: {
        kind: 'source',
        language: 'python',
        files: {
          'app.py': 'def handler(event, context):\n    return {"statusCode": 200, "body": "ok"}\n',
        },
      },
    },
  },
  figures: FIGURES,
  seed: 1,
  startAt: 0,
}

/** A page of the sandbox with worlds at hand, and one world opened. */
async function begin(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sandbox`)
  await page.evaluate(await bundled('bench/sandbox-page.ts', 'sandbox'))
  await page.evaluate((text) => window.sandbox.open(JSON.parse(text)), JSON.stringify(plan))
}

const get = (page: Page, path: string) => page.evaluate((path) => window.sandbox.get(path), path)

async function fresh<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.addInitScript({ path: IN_PAGE })
    return await work(page)
  } finally {
    await context.close()
  }
}

/** First visit with an empty cache: bytes, the editor, the first run drawn, warm runs drawn. */
async function onScreen(page: Page, origin: string) {
  const session = await page.context().newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await session.send('Network.enable')
  await page.goto(`${origin}/sandbox`)
  await page.waitForSelector(EDITOR)
  const editor = await page.evaluate(() => performance.now())
  const firstPaint = await page.evaluate(() => window.bench.firstPaint)
  await page.waitForLoadState('networkidle')
  const pageBytes = bytes
  const run = async () => {
    await page.waitForTimeout(PAUSE_MS)
    return timed(page, 'keydown', RESULT, () => page.keyboard.press('Control+Enter'))
  }
  const first = await run()
  const warm: number[] = []
  for (let i = 0; i < SHOWN_RUNS; i += 1) warm.push(await run())
  return { pageBytes, editor, firstPaint, first, warm: percentile(warm, 0.95) }
}

/** Bytes of the sandbox's scripts, as served uncompressed, that a page loads. */
async function strayBytes(page: Page, origin: string, path: string): Promise<number> {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.text())
  })
  await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' })
  const texts = await Promise.all(bodies)
  return texts
    .filter((text) => SANDBOX_WORDS.some((word) => text.includes(word)))
    .reduce((sum, { length }) => sum + length, 0)
}

async function python(page: Page, origin: string) {
  const last = () => page.evaluate(() => window.sandbox.lastReady())
  await begin(page, origin)
  const first = await get(page, '/prod/py')
  await page.evaluate(() => window.sandbox.kept())
  const repeats: number[] = []
  const plains: number[] = []
  const warm: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await begin(page, origin)
    await get(page, '/prod/py')
    const repeat = await last()
    if (repeat.from !== 'snapshot')
      throw new Error('a repeat visit did not start from the snapshot')
    repeats.push(repeat.ms)
    for (let i = 0; i < WARM_RUNS; i += 1) warm.push(await get(page, '/prod/py'))
    await page.evaluate(() => window.sandbox.forget())
    await begin(page, origin)
    await get(page, '/prod/py')
    plains.push((await last()).ms)
    await page.evaluate(() => window.sandbox.kept())
  }
  return { first, repeat: median(repeats), plain: median(plains), warm: percentile(warm, 0.95) }
}

async function javascript(page: Page, origin: string) {
  await begin(page, origin)
  const first = await get(page, '/prod/js')
  const warm: number[] = []
  for (let i = 0; i < WARM_RUNS; i += 1) warm.push(await get(page, '/prod/js'))
  const bursts: Awaited<ReturnType<typeof InPage.burst>>[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    bursts.push(await page.evaluate((count) => window.sandbox.burst(count, '/prod/js'), REQUESTS))
  if (bursts.some(({ seen }) => seen !== REQUESTS)) throw new Error('a burst lost requests')
  return {
    first,
    warm: percentile(warm, 0.95),
    burst: median(bursts.map(({ ms }) => ms)),
    longest: median(bursts.map(({ longest }) => longest)),
  }
}

async function measure(browser: Browser, origin: string): Promise<Row[]> {
  say('on screen')
  const screens: Awaited<ReturnType<typeof onScreen>>[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    screens.push(await fresh(browser, (page) => onScreen(page, origin)))
  const screen = (key: keyof (typeof screens)[0]) => median(screens.map((one) => one[key]))
  say('JavaScript')
  const js = await fresh(browser, (page) => javascript(page, origin))
  say('Python')
  const py = await fresh(browser, (page) => python(page, origin))
  say('other pages')
  let stray = 0
  for (const path of OTHER_PAGES)
    stray += await fresh(browser, (page) => strayBytes(page, origin, path))
  const ms = 'ms'
  return [
    told({
      name: 'editor ready, to first paint',
      ours: screen('editor'),
      reference: screen('firstPaint'),
      unit: ms,
    }),
    told({
      name: 'first JavaScript run, key to result, to editor ready',
      ours: screen('first'),
      reference: screen('editor'),
      unit: ms,
    }),
    within(FRAME_MS, {
      name: 'warm JavaScript run, key to result, p95',
      ours: screen('warm'),
      unit: ms,
    }),
    told({
      name: 'first JavaScript answer, to a warm one, p95',
      ours: js.first,
      reference: js.warm,
      unit: ms,
    }),
    within(LONG_TASK_MS, {
      name: 'longest task of the page in a burst of 1,000',
      ours: js.longest,
      unit: ms,
    }),
    told({
      name: 'a burst of 1,000, to 1,000 frames',
      ours: js.burst,
      reference: REQUESTS * FRAME_MS,
      unit: ms,
    }),
    told({
      name: 'first Python answer, download and all, to the plain start',
      ours: py.first,
      reference: py.plain,
      unit: ms,
    }),
    atMost(PYTHON_SHARE, {
      name: 'Python ready on a repeat visit, to the plain start',
      ours: py.repeat,
      reference: py.plain,
      unit: ms,
    }),
    within(FRAME_MS, { name: 'warm Python answer, p95', ours: py.warm, unit: ms }),
    told({
      name: 'bytes of the sandbox page, to those of a mebibyte',
      ours: screen('pageBytes') / 1000,
      reference: 1049,
      unit: 'kB',
    }),
    atMost(0, {
      name: 'sandbox scripts on other pages, to the sandbox page',
      ours: stray / 1000,
      reference: screen('pageBytes') / 1000,
      unit: 'kB',
    }),
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
