import {
  answerCard,
  expect,
  expectAccessible,
  expectNoSideways,
  expectSaved,
  test,
} from './fixtures'

test.describe('reviewing', () => {
  test('ten cards from a topic, by keyboard alone', async ({ page }) => {
    await page.goto('/topics/lambda-basics')
    await page.getByRole('link', { name: /Study \d+ cards/ }).click()
    await expect(page.locator('[data-card-front]')).toBeVisible()
    const fronts = new Set<string>()
    for (let i = 0; i < 10; i += 1) fronts.add(await answerCard(page, 4))
    expect(fronts.size).toBe(10)
    await expectSaved(page)
    await page.goto('/progress')
    await expect(page.getByText('answered today').locator('..')).toContainText('10')
  })

  test('the interval on the button is the interval stored, and undo brings the card back', async ({
    page,
  }) => {
    await page.goto('/review?topic=pricing')
    const front = await page.locator('[data-card-front]').innerText()
    await page.keyboard.press('Space')
    const easy = page.getByRole('button', { name: /Easy/ })
    const shown = Number.parseInt((await easy.innerText()).trim(), 10)
    const [response] = await Promise.all([page.waitForResponse('**/api/v1/answers'), easy.click()])
    const { results } = await response.json()
    expect(results[0]).toMatchObject({ status: 'saved', intervalDays: shown })
    await expect(page.locator('[data-card-front]')).not.toHaveText(front)
    await expectSaved(page)
    await page.keyboard.press('z')
    await expect(page.locator('[data-card-front]')).toHaveText(front)
    await page.goto('/progress')
    await expect(page.getByText('It begins with your first card')).toBeVisible()
  })

  test('a stale answer is refused with a fresh card', async ({ page, context }) => {
    await page.goto('/review?topic=security')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    const other = await context.newPage()
    await other.goto('/review?topic=security')
    const front = await answerCard(other, 4)
    await expectSaved(other)
    await expect(page.locator('[data-card-front]')).toHaveText(front)
    await answerCard(page, 4)
    await expect(page.getByText('This card was answered elsewhere')).toBeVisible()
    await expect(page.locator('[data-card-front]')).toHaveText(front)
  })

  test('answers wait while the server cannot be reached', async ({ page, context }) => {
    await page.goto('/review?topic=deployment')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await context.setOffline(true)
    await answerCard(page, 3)
    await expect(page.getByText('1 answer waits here')).toBeVisible()
    await context.setOffline(false)
    await expectSaved(page)
    await page.goto('/progress')
    await expect(page.getByText('answered today').locator('..')).toContainText('1')
  })

  test('answers that could not be sent outlive a reload', async ({ page }) => {
    await page.goto('/review?topic=cold-starts')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await page.route(/api\/v1\/(answers|outbox)/, (route) => route.abort())
    await answerCard(page, 4)
    await expect(page.getByText('1 answer waits here')).toBeVisible()
    await page.reload()
    await expect(page.getByText('1 answer waits here')).toBeVisible()
    await page.unroute(/api\/v1\/(answers|outbox)/)
    await page.getByRole('button', { name: 'Try now' }).click()
    await expectSaved(page)
    await page.goto('/progress')
    await expect(page.getByText('answered today').locator('..')).toContainText('1')
  })

  test('a session is accessible, fits a phone and says what is next at its end', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/review?topic=observability')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await expectNoSideways(page)
    await expectAccessible(page)
    await page.getByRole('button', { name: /Show the answer/ }).click()
    await expectNoSideways(page)
    await expectAccessible(page)
    const end = page.getByRole('heading', { name: 'Done for now' })
    await page.keyboard.press('4')
    for (let i = 0; i < 80 && !(await end.isVisible()); i += 1) {
      if (await page.locator('[data-card-front]').isVisible()) await answerCard(page, 4)
      else await page.waitForTimeout(50)
    }
    await expect(end).toBeVisible()
    await expectAccessible(page)
    await page.goto('/progress')
    await expectAccessible(page)
    await expectNoSideways(page)
  })

  test('a topic is reset after asking', async ({ page }) => {
    await page.goto('/review?topic=best-practices')
    await answerCard(page, 4)
    await expectSaved(page)
    await page.goto('/topics/best-practices/cards')
    await page.getByRole('button', { name: 'Reset this topic' }).click()
    await page.getByRole('button', { name: 'Make them new' }).click()
    await expect(page.getByText('1 cards are new again')).toBeVisible()
  })

  test('two tabs that enter together make one guest', async ({ context }) => {
    const [first, second] = await Promise.all([context.newPage(), context.newPage()])
    await Promise.all([first.goto('/review'), second.goto('/review')])
    await expect(first.locator('[data-card-front]')).toBeVisible()
    await expect(second.locator('[data-card-front]')).toBeVisible()
    await answerCard(first, 4)
    await expectSaved(first)
    await second.goto('/progress')
    await expect(second.getByText('answered today').locator('..')).toContainText('1')
  })
})
