import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SYSTEM = '/usr/bin/chromium'

/** Chromium: the one named by PLAYWRIGHT_CHROMIUM_PATH, else the system's, else Playwright's own. */
export function openBrowser(): Promise<Browser> {
  const path = process.env.PLAYWRIGHT_CHROMIUM_PATH ?? (existsSync(SYSTEM) ? SYSTEM : undefined)
  return chromium.launch({ args: ARGS, ...(path ? { executablePath: path } : {}) })
}

/** What measured pages run first; it adds `window.bench`. */
export const IN_PAGE = 'bench/in-page.js'

declare global {
  interface Window {
    bench: {
      firstPaint: number
      largestPaint: number
      longTasks: { at: number; ms: number }[]
      took: Promise<number>
      watch(type: 'click' | 'keydown', selector: string): void
    }
  }
}

/**
 * Does `act` and returns the ms from its event to the frame that shows something else at `selector`.
 */
export async function timed(
  page: Page,
  type: 'click' | 'keydown',
  selector: string,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(([type, selector]) => window.bench.watch(type, selector), [
    type,
    selector,
  ] as const)
  await act()
  return page.evaluate(() => window.bench.took)
}
