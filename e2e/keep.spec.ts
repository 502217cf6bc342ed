import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

const RUNS = { timeout: 30_000 }

/** The bench with its editors in place of plain text. */
async function open(page: Page, path = '/sandbox') {
  await page.goto(path)
  await expect(page.locator('[data-editor=ready]').first()).toBeVisible()
}

async function tidy(page: Page) {
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('one handler side by side, in words and line by line', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Side by side' }).press('Enter')
  const region = page.getByRole('region', { name: 'Side by side' })
  await region.getByRole('button', { name: 'Run behind all five' }).press('Enter')
  await expect(region.getByRole('row')).toHaveCount(6, RUNS)
  await expect(region.getByRole('row', { name: /Function URL/ })).toContainText('200')
  await expect(region.getByText(/makes header names lower-case/)).toBeVisible()
  await region.getByRole('combobox', { name: 'Right' }).selectOption('WebSocket API')
  await expect(region.getByText(/connectionId/).first()).toBeVisible()
  await region.getByRole('tab', { name: 'Responses' }).click()
  await expect(region.getByText(/REST API answers 200, WebSocket API/)).toBeVisible()
  await tidy(page)
})

test('a fault is predicted, seen, and opened on the bench', async ({ page }) => {
  await page.goto('/sandbox/faults')
  await expect(page.getByText(/^\d+ faults, none of them tried/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'The gateway may not invoke' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The gateway may not invoke')
  await expect(page.getByText('"permitted": false')).toBeVisible()
  const see = page.getByRole('button', { name: 'See what happens' })
  await expect(see).toBeDisabled()
  await page.getByRole('combobox', { name: 'Status' }).selectOption('500')
  await page.getByRole('combobox', { name: 'Body' }).selectOption('Gateway’s message: Forbidden')
  await see.press('Enter')
  const seen = page.getByRole('region', { name: 'What happened' })
  await expect(seen).toContainText('Status, as you said: 500', RUNS)
  await expect(seen).toContainText('You said: Gateway’s message: Forbidden')
  await expect(seen).toContainText('API Gateway may not invoke the function.')
  await expect(seen).toContainText('lambda:InvokeFunction')
  await tidy(page)
  await page.getByRole('link', { name: 'Open it on the bench' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The gateway may not invoke')
  await page.goto('/sandbox/faults')
  await expect(page.getByText(/0 of 1 predicted whole/)).toBeVisible()
})

test('a scenario is designed, saved, shared, made another’s own, and deleted with undo', async ({
  page,
  browser,
}) => {
  await open(page)
  await page.getByRole('button', { name: 'API designer' }).press('Enter')
  const designer = page.getByRole('region', { name: 'API designer' })
  await designer.getByRole('textbox', { name: 'New route' }).fill('GET /pets/{petId}')
  await designer.getByRole('button', { name: 'Add route' }).press('Enter')
  await expect(designer.getByText('GET /pets/{petId}', { exact: true })).toBeVisible()
  await designer.getByRole('textbox', { name: 'Authorizer', exact: true }).fill('nobody')
  await expect(designer.getByRole('alert')).toContainText('expected')
  await designer.getByRole('textbox', { name: 'Authorizer', exact: true }).fill('')
  await expect(designer.getByRole('alert')).toHaveCount(0)
  await tidy(page)
  await designer.getByRole('tab', { name: 'SAM YAML' }).click()
  await expect(designer.locator('[data-editor=ready]')).toBeVisible()
  await expect(designer.getByText('AWS::Serverless-2016-10-31')).toBeVisible()
  await designer.getByRole('textbox', { name: /^The API as SAM YAML/ }).click()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.insertText('[')
  await expect(designer.getByRole('alert')).toContainText(/Line \d+, column \d+/)

  await page.getByRole('button', { name: 'Save and share' }).press('Enter')
  const keep = page.getByRole('region', { name: 'Save and share' })
  await keep.getByRole('button', { name: 'Copy a link' }).click()
  const link = await keep.getByRole('textbox', { name: 'The link' }).inputValue()
  expect(link).toMatch(/\/sandbox\/shared#1\.[\w-]+$/)
  const downloading = page.waitForEvent('download')
  await keep.getByRole('button', { name: 'Export as SAM project' }).click()
  const project = await (await downloading).path()
  await expectAccessible(page)
  await keep.getByRole('textbox', { name: 'Name' }).fill('Pets')
  await keep.getByRole('button', { name: 'Save under this name' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pets')

  // What is typed is saved, and there after a reload.
  await expect(page.locator('[data-editor=ready]').first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Memory' }).selectOption('1769')
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Memory' })).toHaveValue('1769')

  const list = page.getByRole('region', { name: 'Your scenarios' })
  await list.getByRole('button', { name: 'Duplicate Pets' }).click()
  await expect(list.getByRole('link', { name: 'Pets (copy)' })).toBeVisible()
  await list.getByRole('button', { name: 'Delete Pets (copy)' }).click()
  await expect(list.getByRole('link', { name: 'Pets (copy)' })).toHaveCount(0)
  await list.getByRole('button', { name: /^Undo/ }).click()
  await expect(list.getByRole('link', { name: 'Pets (copy)' })).toBeVisible()
  await tidy(page)

  // The project comes back as a scenario of its own.
  await page.getByRole('button', { name: 'Save and share' }).click()
  await page.getByLabel('A zipped SAM project').setInputFiles(project)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Untitled')

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByRole('button', { name: 'Run this' })).toBeVisible()
  await expect(other.getByText('GET /pets/{petId}')).toBeVisible()
  await expect(other.locator('iframe')).toHaveCount(0)
  await tidy(other)
  await other.getByRole('button', { name: 'Run this' }).click()
  await expect(other.getByRole('region', { name: 'Microscope' })).toContainText('200', RUNS)
  await other.getByRole('button', { name: 'Make it mine' }).click()
  await expect(other).toHaveURL(/\/sandbox\?scenario=/)
  await other.goto('/sandbox/shared#1.broken')
  await other.reload()
  await expect(other.getByText(/damaged|not a scenario/)).toBeVisible()
  await other.context().close()
})
