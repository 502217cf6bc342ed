import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'
import { begin, draft, enterAsGuest, expectSent, handIn, roomOf } from './interviews/round'

const base = () => test.info().project.use.baseURL as string
const place = (page: Page) => page.locator('article[data-place]')

/** Goes on to the next stage, which closes this one. */
async function goOn(page: Page, next: number): Promise<void> {
  await expectSent(page)
  await page.keyboard.press('Enter')
  await expect(place(page)).toHaveAttribute('data-place', String(next))
}

test('an incident: evidence on a phone, a diagnosis, its proof, a mend that the emulator verifies', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await enterAsGuest(page, base())
  const some = { blueprint: 'incident', ref: 'killed-without-a-word' }
  const id = await draft(page, base(), some)
  await begin(page, base(), id)

  // The evidence can be read on a phone: wide logs and tables scroll by themselves.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByText(/signal: killed/).first()).toBeVisible()
  const table = page.getByRole('region', { name: 'CloudWatch, five-minute periods' })
  await expect(table.getByRole('columnheader', { name: 'API 5XXError' })).toBeVisible()
  await expect(table.getByRole('img', { name: /^API 5XXError by period: [\d, ]+$/ })).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)

  // One stage at a time, and nothing of a key on the wire.
  const { items } = await roomOf(page, base(), id)
  expect(items.filter(({ sheet }) => sheet !== null)).toHaveLength(1)
  expect(JSON.stringify(items)).not.toMatch(/nobody is left to log|whyHtml|solution/)
  await page.getByRole('radio', { name: /The function needs more memory than it has/ }).check()
  await goOn(page, 1)
  await page.getByRole('radio', { name: /signal: killed, and the REPORT in which/ }).check()
  await goOn(page, 2)

  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(page.locator('[data-editor=ready]')).toBeVisible({ timeout: 30_000 })
  const stem = await place(page).innerText()
  const needs = Number(/needs ([\d,]+) MB/.exec(stem)?.[1])
  expect(needs).toBeGreaterThan(256)
  await page.getByRole('textbox', { name: /^The configuration to mend/ }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(`memoryMb: ${Math.ceil(needs * 1.3)}\ntimeoutSeconds: 30\n`)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await goOn(page, 3)
  await page.getByRole('radio', { name: /Errors of the function above zero/ }).check()
  await expectSent(page)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-finish]')).toBeVisible()
  await handIn(page)

  await page.waitForURL(`**/interviews/${id}/report`, { timeout: 30_000 })
  // What was right is folded; the mend was tried, and every check passed.
  await page
    .locator('details', { has: page.locator('#q3') })
    .locator('summary')
    .first()
    .click()
  await expect(page.locator('#q3').getByText('A large file is stored').first()).toBeVisible()
  await expect(page.locator('#q3').getByText('One mend that passes')).toHaveCount(0)
  await expect(page.locator('#q4').getByText(/It rings with the first killed run/)).toHaveCount(1)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await expectAccessible(page)
})
