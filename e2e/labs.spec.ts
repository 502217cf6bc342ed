import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { drawLab } from '@/features/sandbox/labs/draw/rules'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

const solutionOf = (slug: string, seed: number, language: string): string =>
  (
    drawLab(readFileSync(`content/labs/${slug}.yaml`, 'utf8'), seed).lab.solution as Record<
      string,
      string
    >
  )[language] ?? ''

/** The lab with its editor in place of plain text. */
async function open(page: Page, path: string) {
  await page.goto(path)
  await expect(page.locator('[data-editor=ready]')).toBeVisible({ timeout: 20_000 })
}

/** Puts a text into the editor as a paste would, and waits until the server has it. */
async function write(page: Page, text: string) {
  await page.getByRole('textbox', { name: /^Your answer/ }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
  await expect(page.locator('[data-saved=saved]')).toBeVisible()
}

const passed = (page: Page) =>
  page.getByRole('list', { name: 'Checks' }).getByText('Passed', { exact: true })
const failed = (page: Page) =>
  page.getByRole('list', { name: 'Checks' }).getByText('Failed', { exact: true })

test('a lab is solved in JavaScript with a hint, and a fresh start loses nothing', async ({
  page,
}) => {
  await open(page, '/labs/first-handler')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('JavaScript')
  await expect(page.locator('[data-editor=ready]')).toBeVisible()
  await expect(page.getByText('A check that shows itself when it is run')).toBeVisible()

  // The starter does not pass; what happened can be looked into.
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(failed(page).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^Expected .* saw/).first()).toBeVisible()
  await page
    .getByRole('button', { name: /^What happened/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'Microscope' })).toContainText('502')

  await page.getByRole('button', { name: /^Show a hint/ }).click()
  await expect(page.getByText(/pathParameters/).last()).toBeVisible()

  await write(page, solutionOf('first-handler', 1, 'javascript'))
  await page.getByRole('button', { name: 'Run the checks' }).click()
  await expect(passed(page)).toHaveCount(3, { timeout: 30_000 })
  await expect(page.getByText(/Solved: it comes back/)).toBeVisible()
  await expect(page.getByText(/^Claimed: your code ran in this browser alone/)).toBeVisible()
  await expectAccessible(page)

  // Other numbers, and the solved attempt is still there.
  await page.goto('/labs/first-handler')
  await page.getByRole('link', { name: 'Start afresh with new numbers' }).click()
  await expect(page).toHaveURL(/seed=\d+/)
  await expect(
    page.getByRole('list', { name: 'Checks' }).getByText('Not run').first(),
  ).toBeVisible()
  await page.getByRole('link', { name: /UTC$/ }).first().click()
  await expect(page.locator('[data-editor=ready]')).toContainText('language')
  await expect(passed(page)).toHaveCount(3)

  await page.goto('/labs')
  const item = page.getByRole('listitem').filter({ hasText: 'A handler from nothing' })
  await expect(item).toContainText('Solved')
  await expectAccessible(page)
})

test('a lab is solved in Python', async ({ page }) => {
  // Three worlds, each with a Python that starts cold.
  test.setTimeout(300_000)
  await open(page, '/labs/first-handler')
  await write(page, solutionOf('first-handler', 1, 'python'))
  await page.getByRole('button', { name: 'Run the checks' }).click()
  await expect(passed(page)).toHaveCount(3, { timeout: 240_000 })
  await expect(page.getByText(/Solved: it comes back/)).toBeVisible()
})

test('a data lab is graded by the server, by keyboard and on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, '/labs/mock-integration')
  await expectNoSideways(page)

  await write(page, 'integration: [')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/^Expected to run, saw Line 1/).first()).toBeVisible()

  await write(page, solutionOf('mock-integration', 1, 'text'))
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(passed(page)).toHaveCount(3)
  await expect(page.getByText(/^Graded by the server/)).toBeVisible()
  await expect(page.getByText('What an interviewer asks next')).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)

  // Giving up shows the solution, and is remembered.
  await open(page, '/labs/resource-policy')
  await page.getByRole('button', { name: 'Give up and see the solution' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Our solution' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('solution seen')).toBeVisible()

  // What is typed while the server cannot be reached is kept and saved later.
  await open(page, '/labs/event-pattern')
  await page.context().setOffline(true)
  await page.getByRole('textbox', { name: /^Your answer/ }).click()
  await page.keyboard.insertText('{ "typed": "offline" } ')
  await expect(page.locator('[data-saved=offline]')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.locator('[data-saved=saved]')).toBeVisible({ timeout: 15_000 })
  await page.reload()
  await expect(page.locator('[data-editor=ready]')).toContainText('typed')
})
