import type { Page } from '@playwright/test'
import {
  answerCard,
  expect,
  expectAccessible,
  expectNoSideways,
  expectSaved,
  test,
} from './fixtures'

/** A learner who has answered a card of a topic, so that there is something to choose from. */
async function begin(page: Page, grade: 1 | 4 = 4): Promise<void> {
  await page.goto('/review?topic=pricing')
  await answerCard(page, grade)
  await expectSaved(page)
}

test.describe('choosing what to study', () => {
  test('the start screen says how much there is, and one key begins', async ({ page }) => {
    await page.goto('/review')
    // Nothing to choose yet: the first cards come at once.
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await begin(page)
    await page.goto('/review')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('19 new cards for today')
    await expect(page.getByText('about 8 minutes')).toBeVisible()
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideways(page)
    await expectAccessible(page)
    await expect(async () => {
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/study=due/, { timeout: 1_000 })
    }).toPass()
    await expect(page.locator('[data-card-front]')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything due')
    await page.goBack()
    await page.getByLabel('Topic').selectOption('cold-starts')
    await page.getByRole('button', { name: 'Study', exact: true }).click()
    await expect(page).toHaveURL(/topic=cold-starts/)
    await expect(page.locator('[data-card-front]')).toBeVisible()
  })

  test('cramming promises no interval and reschedules nothing; undo works', async ({ page }) => {
    await begin(page, 1)
    const due = async () =>
      (await (await page.request.get('/api/v1/queue?topic=pricing')).json()).counts
    const before = await due()
    await page.goto('/review')
    await page.getByRole('link', { name: 'Practise them' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      'cramming, nothing is rescheduled',
    )
    await page.keyboard.press('Space')
    await expect(page.locator('[data-card-back]')).toBeVisible()
    await expect(page.getByRole('button', { name: /Good/ })).not.toContainText(/\d (min|d|mo|y)/)
    await expectAccessible(page)
    const [response] = await Promise.all([
      page.waitForResponse('**/api/v1/answers'),
      page.keyboard.press('3'),
    ])
    expect(response.request().postDataJSON().answers[0]).toMatchObject({
      cram: true,
      source: 'forgotten',
    })
    await expect(page.getByRole('heading', { name: 'Done for now' })).toBeVisible()
    expect(await due()).toEqual(before)
    await page.keyboard.press('z')
    await expect(page.locator('[data-card-back]')).toBeVisible()
    expect(await due()).toEqual(before)
    await page.goto('/progress')
    await expect(page.getByText('answered today').locator('..')).toContainText('1')
  })

  test('a search becomes a study set: named, studied by one link, renamed, deleted, brought back', async ({
    page,
  }) => {
    await begin(page)
    await page.goto('/review')
    await expect(async () => {
      await page.getByRole('button', { name: 'New study set' }).click()
      await expect(page.getByLabel('Name')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.getByLabel('Name').fill('Price clozes')
    await page.getByLabel('Cards that match').fill('topic:pricing colour:red')
    await expect(page.getByText('There is no “colour:”.')).toBeVisible()
    await page.getByLabel('Cards that match').fill('topic:pricing kind:cloze')
    await expect(page.getByText(/\d+ cards? match(es)? now/)).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Price clozes', exact: true }).click()
    await expect(page).toHaveURL(/set=/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Price clozes')
    await expect(page.locator('[data-card-front] .blank').first()).toBeVisible()
    await page.goto('/review')
    await expect(async () => {
      await page.getByRole('button', { name: 'Edit Price clozes' }).click({ timeout: 1_000 })
      await expect(page.getByLabel('Name')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.getByLabel('Name').fill('What it costs, in gaps')
    await page.getByRole('button', { name: 'Save the set' }).click()
    await page.getByRole('button', { name: 'Delete What it costs, in gaps' }).click()
    await expect(page.getByText('deleted')).toBeVisible()
    await page.getByRole('button', { name: 'Undo: keep What it costs, in gaps' }).click()
    await expect(
      page.getByRole('link', { name: 'What it costs, in gaps', exact: true }),
    ).toBeVisible()
    await page.reload()
    await expect(
      page.getByRole('link', { name: 'What it costs, in gaps', exact: true }),
    ).toBeVisible()
  })

  test('each setting says what it does to the minutes of a day', async ({ page }) => {
    await begin(page)
    await page.goto('/settings')
    await expect(page.getByText('20 new cards a day: about 19 minutes')).toBeVisible()
    await expect(page.getByText('Every day is alike: about 19 minutes')).toBeVisible()
    await expect(page.getByText('Minutes are counted at 8 seconds an answer')).toBeVisible()
    await page.getByText('Easy days', { exact: true }).click()
    await expect(async () => {
      await page.getByLabel('Sunday').selectOption('none')
      await expect(page.getByText('Sunday: about 2 minutes.')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.getByLabel('New cards a day').fill('10')
    await expect(page.getByText('10 new cards a day: about 9 minutes')).toBeVisible()
    await page.getByLabel('Siblings wait a day').uncheck()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Sunday')).toHaveValue('none')
    await expect(page.getByLabel('Siblings wait a day')).not.toBeChecked()
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideways(page)
  })
})
