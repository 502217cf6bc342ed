import type { Browser, CDPSession, Page } from '@playwright/test'
import { IN_PAGE, timed } from './browser'
import type { Wire } from './wire'

/** A slow phone on a fair network: 4× CPU, 10 Mbit/s, 40 ms. */
const SLOW_CPU = 4
const SLOW_NETWORK = {
  offline: false,
  latency: 40,
  downloadThroughput: 10_000_000 / 8,
  uploadThroughput: 10_000_000 / 8,
}
const QUIET_MS = 2000
const HOVER_MS = 100
/** What the browser itself calls a long task; only the time beyond it counts as blocking. */
const LONG_TASK_MS = 50

/** What one visit with an empty cache showed. Times in ms from the start of the navigation. */
export interface Visit {
  bytes: number
  scriptBytes: number
  firstPaint: number
  largestPaint: number
  blocking: number
  /** From the click on a link to the next page's heading on screen; NaN where none was clicked. */
  navigation: number
}

/** Adds up the bodies of scripts as they came over the wire. */
async function countScripts(session: CDPSession): Promise<() => number> {
  const headers = new Map<string, number>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) headers.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const head = headers.get(requestId)
    if (head !== undefined) bytes += Math.max(0, encodedDataLength - head)
  })
  await session.send('Network.enable')
  return () => bytes
}

async function clickThrough(page: Page, wire: Wire, target: string): Promise<number> {
  const link = page.locator(`a[href$="${target}"]:visible`).first()
  await link.scrollIntoViewIfNeeded()
  await wire.quiet(QUIET_MS / 2)
  return timed(page, 'click', 'h1', async () => {
    await link.hover()
    await page.waitForTimeout(HOVER_MS)
    await page.mouse.down()
    await page.mouse.up()
  })
}

/**
 * Opens `path` with an empty cache and waits until nothing more is sent.
 * @param target address of the page to go on to by a click; null to stay
 */
export async function visit(
  browser: Browser,
  wire: Wire,
  path: string,
  slow: boolean,
  target: string | null,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const scripts = await countScripts(session)
    if (slow) {
      await session.send('Network.emulateNetworkConditions', SLOW_NETWORK)
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU })
    }
    await page.addInitScript({ path: IN_PAGE })
    wire.reset()
    await page.goto(`${wire.origin}${path}`, { waitUntil: 'load' })
    await wire.quiet(QUIET_MS)
    const [bytes, scriptBytes] = [wire.bytes(), scripts()]
    const { firstPaint, largestPaint, longTasks } = await page.evaluate(() => window.bench)
    const blocking = longTasks
      .filter(({ at }) => at >= firstPaint)
      .reduce((sum, { ms }) => sum + ms - LONG_TASK_MS, 0)
    const navigation = target === null ? Number.NaN : await clickThrough(page, wire, target)
    return { bytes, scriptBytes, firstPaint, largestPaint, blocking, navigation }
  } finally {
    await context.close()
  }
}
