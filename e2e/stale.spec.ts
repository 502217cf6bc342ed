import { answerCard, expect, expectSaved, test } from './fixtures'

test('a tab that lags behind cannot answer what another has answered: it shows the card anew', async ({
  context,
  page,
}) => {
  await page.goto('/review?topic=lambda-basics')
  const front = page.locator('[data-card-front]')
  await expect(front).toBeVisible()
  const other = await context.newPage()
  await other.goto('/review?topic=lambda-basics')
  await expect(other.locator('[data-card-front]')).toHaveText(await front.innerText())

  const card = await answerCard(page, 4)
  await expectSaved(page)
  await answerCard(other, 3)
  await expect(other.getByText('This card was answered elsewhere')).toBeVisible()
  await expect(other.locator('[data-card-front]')).toHaveText(card)
  // What it shows now are the buttons of the memory as it stands, so this answer is taken.
  await answerCard(other, 3)
  await expectSaved(other)
  await expect(other.getByText('This card was answered elsewhere')).toBeHidden()
  await page.goto('/progress')
  await expect(page.getByText('answered today').locator('..')).toContainText('2')
})
