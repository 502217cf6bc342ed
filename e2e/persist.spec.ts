import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerCard, expect, expectSaved, test } from './fixtures'
import { killable } from './killable'

const PORT = 3300 + (process.pid % 500)

test('progress is there after the server was killed and the browser was closed', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const database = join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'kept.db')
  const server = killable(PORT, database)
  await server.start()
  try {
    const before = await browser.newContext({ baseURL: server.base })
    const page = await before.newPage()
    await page.goto('/review?topic=lambda-basics')
    for (let i = 0; i < 10; i += 1) await answerCard(page, 4)
    await expectSaved(page)
    await server.kill()
    const storageState = await before.storageState()
    await before.close()

    await server.start()
    const after = await browser.newContext({ baseURL: server.base, storageState })
    const again = await after.newPage()
    await again.goto('/progress')
    await expect(again.getByText('answered today').locator('..')).toContainText('10')
    await again.goto('/')
    await expect(again.getByText('10 answered today')).toBeVisible()
    await after.close()
  } finally {
    await server.kill()
  }
})
