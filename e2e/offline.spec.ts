import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import {
  answerCard,
  expect,
  expectAccessible,
  expectNoSideways,
  expectSaved,
  test,
} from './fixtures'

test.use({ serviceWorkers: 'allow' })

const front = (page: Page) => page.locator('[data-card-front]')
const today = (page: Page) => page.getByText('answered today').locator('..')

/** Waits until this browser can do without the network: the site's shell and the cards are here. */
async function expectInstalled(page: Page): Promise<void> {
  const ready = () =>
    page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      const names = (await caches.keys()).filter((name) => name.includes('pages'))
      const kept = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).length),
      )
      return active?.state === 'activated' && Math.max(0, ...kept) >= 2
        ? Number(localStorage.getItem('coldstart.pack'))
        : 0
    })
  await expect.poll(ready, { timeout: 40_000 }).toBeGreaterThan(0)
}

async function answerMany(page: Page, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await expect(front(page)).toBeVisible()
    await answerCard(page, 4)
  }
}

test('50 cards without a network, through a reload and two starts of the browser, are there once', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'coldstart-profile-'))
  const open = async (...args: string[]): Promise<[BrowserContext, Page]> => {
    const context = await playwright.chromium.launchPersistentContext(folder, {
      ...launchOptions,
      args: [...(launchOptions.args ?? []), ...args],
      ...(baseURL ? { baseURL } : {}),
    })
    return [context, context.pages()[0] ?? (await context.newPage())]
  }

  const [first, page] = await open()
  await page.goto('/review?topic=pricing')
  await expect(front(page)).toBeVisible()
  await expectInstalled(page)
  await first.setOffline(true)
  await answerMany(page, 20)
  await expect(page.getByText('20 answers wait here')).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByText('19 answers wait here')).toBeVisible()
  // The page goes away in the very instant of the key.
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '4', bubbles: true }))
      location.reload()
    }),
  ])
  await expect(page.getByText('20 answers wait here')).toBeVisible()
  await answerMany(page, 5)
  await expect(page.getByText('25 answers wait here')).toBeVisible()
  await first.close()

  // A browser that is offline from its first moment on: nothing listens where it is sent.
  const [second, cold] = await open(
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
  )
  await cold.goto('/review?topic=security')
  await answerMany(cold, 24)
  await expect(cold.getByText('49 answers wait here')).toBeVisible()
  await expectAccessible(cold)
  await cold.goto('/progress')
  await expect(cold.getByRole('heading', { name: 'This page needs the network' })).toBeVisible()
  await expectAccessible(cold)
  // Far more than a day's new cards were taken, so only a topic chosen by hand has more.
  await cold.getByRole('link', { name: 'Review your cards' }).click()
  await expect(cold.getByRole('heading', { name: 'Nothing is due here' })).toBeVisible()
  await cold.goto('/review?topic=deployment')
  await answerMany(cold, 1)
  await expect(cold.getByText('50 answers wait here')).toBeVisible()
  await second.close()

  const [third, back] = await open()
  await back.goto('/topics')
  await expectSaved(back)
  await back.goto('/progress')
  await expect(today(back)).toContainText('50')
  await third.close()
})

test('two tabs share one outbox, and nobody else’s is sent under this cookie', async ({
  page,
  context,
}) => {
  await page.goto('/review?topic=deployment')
  await expect(front(page)).toBeVisible()
  await expectInstalled(page)
  const other = await context.newPage()
  await other.goto('/review?topic=cold-starts')
  await expect(front(other)).toBeVisible()
  await context.setOffline(true)
  await answerMany(page, 3)
  await answerMany(other, 3)
  await expect(page.getByText('6 answers wait here')).toBeVisible()
  await expect(other.getByText('6 answers wait here')).toBeVisible()
  await context.setOffline(false)
  await expectSaved(page)
  await expectSaved(other)
  await page.goto('/progress')
  await expect(today(page)).toContainText('6')

  const status = await page.evaluate(async () => {
    const undo = { kind: 'undo', answerId: crypto.randomUUID(), undoes: crypto.randomUUID() }
    const body = JSON.stringify({ learner: 'somebody else', waiting: [undo] })
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/v1/outbox', { method: 'POST', headers, body })).status
  })
  expect(status).toBe(403)
})

test('everything can be kept and read without a network, and what is unsent is said on leaving', async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/review?topic=observability')
  await expect(front(page)).toBeVisible()
  await expectInstalled(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: /Keep everything/ }).click()
  await expect(page.getByText(/^All of \d+ pages/)).toBeVisible({ timeout: 40_000 })
  await expectAccessible(page)
  await expectNoSideways(page)
  await context.setOffline(true)
  await page.goto('/topics/security')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/topics')
  await page.getByRole('link', { name: 'Questions' }).first().click()
  await expect(page).toHaveURL(/\/questions$/)
  await page.keyboard.press('/')
  await page.getByRole('dialog').getByRole('combobox').fill('throttling')
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goto('/sandbox')
  await expect(page.getByRole('heading', { name: 'This page needs the network' })).toBeVisible()
  await expectNoSideways(page)
})

test('a new version says so, and reloading into it loses no answer', async ({ page }) => {
  await page.goto('/review?topic=best-practices')
  await expect(front(page)).toBeVisible()
  await expectInstalled(page)
  // Another address for the same scope is to the browser what a new build is.
  await page.evaluate(() => navigator.serviceWorker.register('/sw.js?next'))
  await expect(page.getByText('A new version is ready')).toBeVisible({ timeout: 40_000 })
  await answerCard(page, 4)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL).catch(() => ''))
    .toContain('next')
  await expect(front(page)).toBeVisible()
  await expectSaved(page)
  await page.goto('/progress')
  await expect(today(page)).toContainText('1')
})

test.describe('on leaving', () => {
  // A worker would send what this page is kept from sending.
  test.use({ serviceWorkers: 'block' })

  test('signing out with unsent answers asks first, and they are sent by whoever gave them', async ({
    page,
  }) => {
    await page.goto('/review?topic=pricing')
    await expect(front(page)).toBeVisible()
    await page.goto('/sign-up')
    const email = `${randomUUID()}@example.com`
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('three short words')
    await page.getByRole('button', { name: 'Make an account' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-up'))
    await page.goto('/review?topic=pricing')
    await expect(front(page)).toBeVisible()
    const writes = /api\/v1\/(answers|outbox)/
    await page.route(writes, (route) => route.abort())
    await answerMany(page, 2)
    await expect(page.getByText('2 answers wait here')).toBeVisible()
    await page.goto('/settings')
    await expect(page.getByText('2 answers wait here')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByText('2 of your answers are only in this browser')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out all the same' }).click()
    await page.waitForURL('**/')
    await page.unroute(writes)
    await page.goto('/review?topic=security')
    await expect(front(page)).toBeVisible()
    await answerMany(page, 1)
    await expectSaved(page)
    await page.goto('/progress')
    await expect(today(page)).toContainText('1')
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('three short words')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await page.goto('/review?topic=pricing')
    await expect(front(page)).toBeVisible()
    await expectSaved(page)
    // What waited is sent behind the page, a moment after it was opened.
    await expect(async () => {
      await page.goto('/progress')
      await expect(today(page)).toContainText('2', { timeout: 2_000 })
    }).toPass()
  })
})
