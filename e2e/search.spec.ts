import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

const field = 'Search topics, questions, cards and commands'

test.describe('search', () => {
  for (const [typed, found] of [
    ['cold strat', /Cold starts/],
    ['thrott', /Throttling/],
    ['DLQ', /[Dd]ead-letter/],
    ['APIGW', /API Gateway/],
  ] as const) {
    test(`"${typed}" finds what is meant`, async ({ page }) => {
      await page.goto('/about')
      await page.keyboard.press('/')
      await page.getByLabel(field).pressSequentially(typed)
      await expect(page.getByRole('option').first()).toBeVisible()
      await expect(page.getByRole('listbox')).toContainText(found)
    })
  }

  test('a result is opened by keyboard and focus comes back on Escape', async ({ page }) => {
    await page.goto('/topics')
    await page.keyboard.press('Control+k')
    await expect(page.getByLabel(field)).toBeFocused()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('/')
    await page.getByLabel(field).fill('pre-signed')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page).not.toHaveURL(/\/topics$/)
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('the palette runs commands and says when nothing matches', async ({ page }) => {
    await page.goto('/about')
    await page.keyboard.press('/')
    await page.getByLabel(field).fill('xyzzyqwfp')
    await expect(page.getByText(/Nothing matches/).first()).toBeVisible()
    await page.getByLabel(field).fill('theme')
    await page
      .getByRole('option', { name: /theme|dark/i })
      .first()
      .click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toContainText('space')
    await expectAccessible(page)
  })

  test('what is pressed before the scripts have come is not lost', async ({ page }) => {
    await page.route('**/*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    await page.goto('/about', { waitUntil: 'commit' })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.keyboard.type('/thrott')
    await expect(page.getByLabel(field)).toHaveValue('thrott')
    await expect(page.getByRole('listbox')).toContainText(/Throttling/)

    await page.goto('/topics', { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByLabel(field)).toBeFocused()
  })

  test('a press before the scripts have come is held, so that it counts once', async ({ page }) => {
    await page.route('**/*.js', (route) => route.abort())
    await page.goto('/about')
    await page.evaluate(() =>
      document.addEventListener('click', () => document.body.setAttribute('data-heard', '')),
    )
    await page.getByRole('button', { name: 'Switch between light and dark' }).click()
    await expect(page.locator('body')).not.toHaveAttribute('data-heard')
    expect(await page.evaluate(() => window.early?.button?.title)).toMatch(/light and dark/)
    await page.getByRole('heading', { level: 1 }).click()
    await expect(page.locator('body')).toHaveAttribute('data-heard')
  })

  test('it fits a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('button', { name: /Search/ }).click()
    await page.getByLabel(field).fill('authorizer')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectNoSideways(page)
    await expectAccessible(page)
  })

  test('a term shows its definition on focus and hides on Escape', async ({ page }) => {
    await page.goto('/topics/cold-starts')
    const term = page.locator('.prose a.term').first()
    await term.focus()
    const hint = page.getByRole('tooltip')
    await expect(hint).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(hint).toBeHidden()
  })
})
