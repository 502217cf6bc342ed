import { randomUUID } from 'node:crypto'
import {
  answerCard,
  expect,
  expectAccessible,
  expectNoSideways,
  expectSaved,
  test,
} from './fixtures'

const PASSWORD = 'three short words'

test.describe('accounts', () => {
  test('a guest makes an account, continues on another browser, and signs out', async ({
    page,
    browser,
  }) => {
    const email = `${randomUUID()}@example.com`
    await page.goto('/review?topic=lambda-basics')
    for (let i = 0; i < 3; i += 1) await answerCard(page, 4)
    await expectSaved(page)
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Make an account' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-up'))
    await page.goto('/progress')
    await expect(page.getByText('answered today').locator('..')).toContainText('3')
    await expect(page.getByText('You study as a guest')).toBeHidden()

    const elsewhere = await browser.newContext()
    const other = await elsewhere.newPage()
    await other.goto('/sign-in')
    await other.getByLabel('E-mail').fill(email)
    await other.getByLabel('Password', { exact: true }).fill('not the password')
    await other.getByRole('button', { name: 'Sign in' }).click()
    await expect(other.getByLabel('Password', { exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    )
    await expect(other.getByLabel('E-mail')).toHaveValue(email)
    await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await other.goto('/progress')
    await expect(other.getByText('answered today').locator('..')).toContainText('3')
    await other.goto('/settings')
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.waitForURL('**/')
    await other.goto('/progress')
    await expect(other.getByText('It begins with your first card')).toBeVisible()
    await elsewhere.close()
  })

  test('a weak password and a mistyped e-mail are told at their fields, what was typed stays', async ({
    page,
  }) => {
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').fill('ada at example')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Make an account' }).click()
    await expect(page.getByLabel('E-mail')).toBeFocused()
    await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('E-mail')).toHaveValue('ada at example')
    await expectAccessible(page)
  })

  test('settings are saved and kept', async ({ page }) => {
    await page.goto('/review')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await page.goto('/settings')
    await expectAccessible(page)
    const fresh = page.getByLabel(/new cards/i).first()
    await fresh.fill('7')
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText(/saved/i).first()).toBeVisible()
    await page.reload()
    await expect(page.getByLabel(/new cards/i).first()).toHaveValue('7')
    await page.goto('/review')
    await expect(page.getByText('7 new')).toBeVisible()
    await page.goto('/settings')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideways(page)
  })
})

test.describe('in the margin', () => {
  test('a bookmark and a note are there on the next visit, and on the saved page', async ({
    page,
  }) => {
    await page.goto('/topics/security')
    await page.getByRole('button', { name: /bookmark/i }).click()
    await expect(page.getByRole('button', { name: /bookmark/i })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await page.getByRole('button', { name: /note/i }).click()
    await page.getByLabel(/Your note on/).fill('Ask about the confused deputy.')
    await expect(page.getByText(/^Saved/)).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.goto('/saved')
    await expect(page.getByText('Ask about the confused deputy.')).toBeVisible()
    await expect(
      page.getByRole('link', { name: 'Security: who may call, and what code may do' }).first(),
    ).toBeVisible()
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideways(page)
  })

  test('an error is reported and thanked for', async ({ page }) => {
    await page.goto('/questions/lambda-limits')
    await page.getByRole('button', { name: /report/i }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('The second limit is out of date.')
    await dialog.getByRole('button', { name: /send|report/i }).click()
    await expect(page.getByText(/thank/i).first()).toBeVisible()
  })

  test('home offers the page last read', async ({ page }) => {
    await page.goto('/review')
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await page.goto('/topics/pricing')
    // A page that is only passed through is not one that was read.
    await Promise.all([page.waitForResponse('**/api/v1/place'), page.mouse.wheel(0, 1500)])
    await page.goto('/')
    await expect(page.getByText('Continue reading')).toBeVisible()
    await expect(page.getByRole('link', { name: 'What it costs' }).first()).toBeVisible()
  })
})
