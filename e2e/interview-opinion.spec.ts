import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'
import { tell, write } from './interviews/answers'
import { draft, enterAsGuest, roomOf } from './interviews/round'
import { killable } from './killable'

const PORT = Number(process.env.E2E_PORT ?? 3217) + 60
const TEXT = 'I would first look at what the caller needs. Then I would measure before I change it.'

test('a second opinion is asked for, consented to, and stands beside the score', async ({
  page,
}) => {
  const asked: string[] = []
  const model = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      asked.push(body)
      if (asked.length === 1) {
        response.statusCode = 503
        response.end('busy')
        return
      }
      const { points } = JSON.parse(JSON.parse(body).messages[1].content)
      const judged = points.map(({ id }: { id: string }, i: number) => ({
        id,
        heard: i < 2,
        quote: i === 0 ? 'measure before I change it' : 'words that I never said',
      }))
      const content = JSON.stringify({ points: judged, question: 'What would you <b>measure</b>?' })
      response.end(JSON.stringify({ choices: [{ message: { content } }] }))
    })
  })
  await new Promise<void>((ready) => model.listen(0, '127.0.0.1', ready))
  const folder = mkdtempSync(join(tmpdir(), 'coldstart-opinion-'))
  const { base, start, kill } = killable(PORT, join(folder, 'test.db'))
  const before = { ...process.env }
  process.env.OPINION_URL = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`
  process.env.OPINION_MODEL = 'a-model'
  try {
    await start()
    await enterAsGuest(page, base)
    const id = await draft(page, base, { blueprint: 'interview', size: 15 })
    await tell(page, base, 'begin', { id })
    const { items } = await roomOf(page, base, id)
    const place = items.findIndex(({ sheet }) => sheet?.as === 'open')
    await write(page, base, id, new Map([[place, { answer: { as: 'open', text: TEXT } }]]))
    await tell(page, base, 'submit', { id })
    await page.goto(`${base}/interviews/${id}/report`)
    const score = await page.getByRole('heading', { level: 1 }).textContent()
    const ask = page.getByRole('button', { name: 'Ask a language model for a second opinion' })
    await expect(ask).toHaveAttribute('data-ready', 'true')

    // Nothing is sent before it is allowed.
    await ask.press('Enter')
    await expect(page.getByText(/go to a-model at 127\.0\.0\.1/)).toBeVisible()
    const send = page.getByRole('button', { name: 'Send my answer' })
    await expect(send).toBeFocused()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Do not send' }).press('Enter')
    await expect(ask).toBeFocused()
    expect(asked).toHaveLength(0)

    await ask.press('Enter')
    await send.press('Enter')
    await expect(page.getByText('The model refused to answer.')).toBeVisible()
    await send.press('Enter')
    const opinion = page.getByRole('region', { name: 'Second opinion' })
    await expect(opinion).toContainText('a-model hears 1 of')
    await expect(opinion.getByText('measure before I change it')).toBeVisible()
    await expect(opinion).toContainText('It called 1 more heard without words of yours')
    await expect(opinion).toContainText('What would you <b>measure</b>?')
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideways(page)
    await page.reload()
    await expect(opinion).toContainText('a-model hears 1 of')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(score ?? '')
    expect(asked).toHaveLength(2)
  } finally {
    process.env = before
    await kill()
    model.closeAllConnections()
    model.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
