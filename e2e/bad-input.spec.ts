import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { answerCard, expect, expectSaved, test } from './fixtures'

const answer = (fields: object = {}) => ({
  answerId: randomUUID(),
  cardId: 'lambda-basics.default-timeout',
  grade: 1,
  version: 0,
  intervalDays: 0,
  durationMs: 900,
  clientAt: new Date().toISOString(),
  source: 'due',
  ...fields,
})

async function post(
  request: APIRequestContext,
  data: unknown,
  headers: Record<string, string> = {},
) {
  const response = await request.post('/api/v1/answers', { data: data as object, headers })
  return { status: response.status(), body: await response.json() }
}

test.describe('input that is wrong', () => {
  test('without a session it is refused before anything else is looked up', async ({ request }) => {
    const { status, body } = await post(request, { answers: [answer()] })
    expect(status).toBe(401)
    expect(body.error).toMatch(/session/)
  })

  test('malformed, unknown, huge and foreign answers get a sentence and change nothing', async ({
    page,
  }) => {
    await page.goto('/review?topic=lambda-basics')
    await answerCard(page, 4)
    await expectSaved(page)
    const { request } = page
    for (const broken of [
      {},
      { answers: [] },
      { answers: [answer({ grade: 5 })] },
      { answers: [answer({ answerId: 'x' })] },
      { answers: [answer({ extra: true })] },
      { answers: Array.from({ length: 51 }, () => answer()) },
    ]) {
      const { status, body } = await post(request, broken)
      expect(status).toBe(400)
      expect(body.error).toMatch(/does not fit/)
    }
    const notJson = await request.post('/api/v1/answers', {
      data: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(notJson.status()).toBe(400)
    expect(
      (await post(request, { answers: [answer({ source: 'x'.repeat(40_000) })] })).status,
    ).toBe(413)
    expect(
      (await post(request, { answers: [answer()] }, { origin: 'https://elsewhere.example' }))
        .status,
    ).toBe(403)
    const unknown = await post(request, { answers: [answer({ cardId: 'no-such.card' })] })
    expect(unknown.body.results[0]).toMatchObject({
      status: 'unknown',
      error: expect.stringContaining('no card'),
    })
    const undo = await request.post('/api/v1/undo', {
      data: { answerId: randomUUID(), undoes: randomUUID() },
    })
    expect(undo.status()).toBe(409)
    await page.goto('/progress')
    await expect(page.getByText('answered today').locator('..')).toContainText('1')
  })

  test("another learner's answer cannot be undone and is not told apart from none", async ({
    page,
    browser,
  }) => {
    const stranger = await browser.newContext()
    const theirs = await stranger.newPage()
    await theirs.goto('/review?topic=pricing')
    const [sent] = await Promise.all([
      theirs.waitForRequest('**/api/v1/answers'),
      answerCard(theirs, 4),
    ])
    const { answerId } = sent.postDataJSON().answers[0]
    await expectSaved(theirs)
    await page.goto('/review')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    const undo = (undoes: string) =>
      page.request.post('/api/v1/undo', { data: { answerId: randomUUID(), undoes } })
    const [one, other] = [await undo(answerId), await undo(randomUUID())]
    expect([one.status(), await one.json()]).toEqual([other.status(), await other.json()])
    await theirs.goto('/progress')
    await expect(theirs.getByText('answered today').locator('..')).toContainText('1')
    await stranger.close()
  })
})
