import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './fixtures'
import { begin, draft, enterAsGuest, expectRoom, expectSent } from './interviews/round'
import { killable } from './killable'

test.use({ serviceWorkers: 'allow' })

const QUESTIONS = 65
const LATE = 5
const GRACE_MS = 10_000

/** Waits until this browser can open the room without the network. */
async function expectKept(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready
      return (await caches.match('/offline/interview', { ignoreSearch: true })) !== undefined
    })
  await expect.poll(kept, { timeout: 60_000 }).toBe(true)
}

/** Answers questions from where the room is; a note where there is nothing to choose by letter. */
async function answer(page: Page, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const place = page.locator('article[data-place]')
    await expect(place).toBeVisible()
    const at = await place.getAttribute('data-place')
    await page.keyboard.press('Shift+F')
    await page.keyboard.press('a')
    await page.keyboard.press('j')
    await expect(place.and(page.locator(`[data-place="${at}"]`))).toBeHidden()
  }
}

test('a whole exam without a network: reloaded, closed, reconciled; what was late is kept apart', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const database = join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'offline.db')
  const server = killable(5000 + (process.pid % 400), database)
  await server.start()
  const client = createClient({ url: `file:${database}` })
  await client.execute('PRAGMA busy_timeout = 5000')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    await enterAsGuest(page, server.base)
    const id = await draft(page, server.base, { blueprint: 'exam', size: QUESTIONS })
    await begin(page, server.base, id)
    await expectKept(page)
    await expectSent(page)
    await context.setOffline(true)

    await answer(page, 25)
    await expect(page.locator('[data-said]')).toContainText('Offline.')
    const clock = await page.locator('[data-clock]').innerText()
    await page.reload()
    await expectRoom(page)
    await expect(page).toHaveURL(/\/offline\/interview\?from=/)
    await expect(page.locator('article[data-place]')).toHaveAttribute('data-place', '25')
    await expect(page.locator('aside [data-flag]:not([aria-hidden] *)')).toHaveCount(25)
    expect((await page.locator('[data-clock]').innerText()) <= clock).toBe(true)
    await expectAccessible(page)
    await answer(page, 15)
    await page.close()

    const again = await context.newPage()
    await again.goto(`${server.base}/interviews/${id}`)
    await expectRoom(again)
    await expect(again.locator('article[data-place]')).toHaveAttribute('data-place', '40')
    await answer(again, QUESTIONS - LATE - 40)

    // For the server the time ends here; this browser cannot know, and goes on. A second or two on
    // either side leaves no doubt which answers are meant.
    await again.waitForTimeout(1_500)
    const due = new Date().toISOString().replace('Z', '+00:00')
    const dueAt = Date.now()
    await client.execute(`UPDATE "Interview" SET "deadlineAt" = '${due}' WHERE "id" = '${id}'`)
    await again.waitForTimeout(1_500)
    await answer(again, LATE)
    await again.getByRole('button', { name: 'Hand in', exact: true }).click()
    await again.getByRole('button', { name: 'Yes, hand in' }).click()
    await expect(again.getByRole('heading', { name: 'Handed in' })).toBeVisible()
    await expect(again.getByText('Timed by this device')).toBeVisible()
    await again.waitForTimeout(Math.max(0, dueAt + GRACE_MS + 1_000 - Date.now()))

    await context.setOffline(false)
    await again.waitForURL(`**/interviews/${id}/report`, { timeout: 60_000 })
    await expect(again.getByText(/timed by this device/i).first()).toBeVisible()
    const { rows } = await client.execute({
      sql: `SELECT "timing", count(*) AS "count", count(DISTINCT "place") AS "places"
        FROM "InterviewEntry" WHERE "interviewId" = ? AND "field" = 'flag' GROUP BY "timing"`,
      args: [id],
    })
    // A page that is reloaded or closed may still reach the server with what it had: that came in time.
    const counts = new Map(rows.map(({ timing, count }) => [timing, Number(count)]))
    for (const { count, places } of rows) expect(count).toBe(places)
    expect(counts.get('late')).toBe(LATE)
    expect((counts.get('device') ?? 0) + (counts.get('server') ?? 0)).toBe(QUESTIONS - LATE)
    expect(counts.get('device') ?? 0).toBeGreaterThanOrEqual(QUESTIONS - LATE - 40)
    const { rows: rounds } = await client.execute({
      sql: 'SELECT "state", "timedBy" FROM "Interview" WHERE "id" = ?',
      args: [id],
    })
    expect(rounds[0]).toMatchObject({ state: 'graded', timedBy: 'device' })
    // Nothing waits any more, and no room is kept.
    await expect
      .poll(() => again.evaluate(() => localStorage.getItem('coldstart.interviews')))
      .toBeNull()
  } finally {
    client.close()
    await context.close()
    await server.kill()
  }
})
