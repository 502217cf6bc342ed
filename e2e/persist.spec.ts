import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerCard, expect, expectSaved, test } from './fixtures'

const PORT = 3300 + (process.pid % 500)
const BASE = `http://localhost:${PORT}`

async function start(database: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['e2e/server.mjs', String(PORT), database], {
    stdio: 'ignore',
    detached: true,
  })
  for (let i = 0; i < 240; i += 1) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    const up = await fetch(`${BASE}/about`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (up) return server
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('the server did not start')
}

/** Ends the server and all it started at once, as a power cut would. */
async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || !server.pid) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  process.kill(-server.pid, 'SIGKILL')
  await ended
}

test('progress is there after the server was killed and the browser was closed', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const database = join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'kept.db')
  let server = await start(database)
  try {
    const before = await browser.newContext({ baseURL: BASE })
    const page = await before.newPage()
    await page.goto('/review?topic=lambda-basics')
    for (let i = 0; i < 10; i += 1) await answerCard(page, 4)
    await expectSaved(page)
    await kill(server)
    const storageState = await before.storageState()
    await before.close()

    server = await start(database)
    const after = await browser.newContext({ baseURL: BASE, storageState })
    const again = await after.newPage()
    await again.goto('/progress')
    await expect(again.getByText('answered today').locator('..')).toContainText('10')
    await again.goto('/')
    await expect(again.getByText('10 answered today')).toBeVisible()
    await after.close()
  } finally {
    await kill(server)
  }
})
