import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, expectSaved, test } from './fixtures'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

async function open(page: Page, path = '/cards/own/new') {
  await page.goto(path)
  await expect(page.locator('form[data-ready]')).toBeVisible()
}

const preview = (page: Page) => page.getByRole('region', { name: /Preview/ })

test.describe('own cards', () => {
  test('each kind is written with a live preview and reviewed, by keyboard alone', async ({
    page,
  }) => {
    await open(page)
    const save = async (cards: string) => {
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByText(`Saved: ${cards}.`)).toBeVisible()
      await expect(page.getByRole('textbox', { name: /^(Front|Text)$/ })).toHaveValue('')
    }
    // From the front, back to the kinds, one kind further, and to the front again.
    const nextKind = async () => {
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Tab')
    }
    await expect(page.getByRole('textbox', { name: 'Front' })).toBeFocused()
    await page.keyboard.type('own basic **bold**')
    await page.keyboard.press('Tab')
    await page.keyboard.type('`back`')
    await expect(preview(page).locator('strong')).toHaveText('bold')
    await save('1 card')
    await nextKind()
    await page.keyboard.type('own there')
    await page.keyboard.press('Tab')
    await page.keyboard.type('own back again')
    await expect(page.getByText('Preview of 2 cards')).toBeVisible()
    await save('2 cards')
    await nextKind()
    await page.keyboard.type('own gaps: one ')
    await page.keyboard.press('ControlOrMeta+Shift+C')
    await page.keyboard.type('two')
    await page.keyboard.press('End')
    await page.keyboard.type(' three ')
    await page.keyboard.press('ControlOrMeta+Shift+C')
    await page.keyboard.type('four')
    await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue(
      'own gaps: one {{c1::two}} three {{c2::four}}',
    )
    await expect(preview(page).locator('.blank')).toHaveText(['[…]', '[…]'])
    await save('2 cards')
    await nextKind()
    await page.keyboard.type('own typed')
    await page.keyboard.press('Tab')
    await page.keyboard.type('lambda')
    await save('1 card')

    await page.goto('/review?study=due')
    const front = page.locator('[data-card-front]')
    const seen = new Set<string>()
    for (let turn = 0; turn < 20 && seen.size < 4; turn += 1) {
      await expect(front).toBeVisible()
      const text = await front.innerText()
      if (text.startsWith('own')) seen.add(text)
      if (text === 'own typed') {
        const box = page.getByRole('textbox', { name: 'Type the answer' })
        await expect(box).toBeFocused()
        await page.keyboard.type('lamda')
        await page.keyboard.press('Enter')
        await expect(page.getByText('Not quite: “b” is missing after “lam”.')).toBeVisible()
        await expect(page.locator('[data-typed=wrong] ins')).toHaveText('b')
        await expect(page.getByRole('button', { name: /Again\s*suggested/ })).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Space')
      } else {
        await page.keyboard.press('Space')
        await page.keyboard.press('4')
      }
      await expect(front).not.toHaveText(text)
    }
    // A card and its sibling are not asked on the same day.
    expect(seen.size).toBe(4)
    for (const shown of [
      /^own basic bold$/,
      /^own (there|back again)$/,
      /^own gaps: .*\[…\]/,
      /^own typed$/,
    ])
      expect([...seen].filter((text) => shown.test(text))).toHaveLength(1)
    await expectSaved(page)
  })

  test('edited with and without a new meaning, deleted and brought back', async ({ page }) => {
    await open(page, '/cards/own/new?front=Waht+is+it&back=A+function&tags=aws+own&kind=basic')
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByRole('link', { name: 'Edit it' }).click()
    await expect(page.getByRole('heading', { name: 'Edit a card' })).toBeVisible()
    const edit = page.url()
    await page.goto('/review?study=due')
    const front = page.locator('[data-card-front]')
    for (let turn = 0; turn < 20; turn += 1) {
      await expect(front).toBeVisible()
      const text = await front.innerText()
      await page.keyboard.press('Space')
      await page.keyboard.press('4')
      await expect(front).not.toHaveText(text)
      if (text === 'Waht is it') break
    }
    await expectSaved(page)

    await open(page, edit)
    const text = page.getByRole('textbox', { name: 'Front' })
    await text.fill('What is it, not saved')
    await page.reload()
    await expect(page.getByText('What you had written is back')).toBeVisible()
    await expect(text).toHaveValue('What is it, not saved')
    await page.getByRole('button', { name: 'Discard it' }).click()
    await expect(text).toHaveValue('Waht is it')
    await text.fill('What is it')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByText('What you remember of it is kept')).toBeVisible()
    await page.getByRole('checkbox', { name: /The meaning changed/ }).check()
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('1 card will be asked anew')).toBeVisible()
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect(page.getByText('what you remembered of it is back')).toBeVisible()

    await page.getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('Deleted. Its cards are asked no more')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(text).toHaveValue('What is it')
    await page.goto('/cards/own?q=FUNCTION&tag=aws')
    await expect(page.getByRole('link', { name: 'What is it' })).toBeVisible()
    await open(page, edit)
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('link', { name: 'All your own cards' }).click()
    await expect(page.getByText('Write down what you keep forgetting')).toBeVisible()
    expect((await page.goto(edit))?.status()).toBe(404)
  })

  test('on a phone, with pictures, hostile text, limits and without the network', async ({
    page,
    context,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page)
    const front = page.getByRole('textbox', { name: 'Front' })
    await front.fill(`<img src=x onerror="document.title='owned'">\n\n[x](javascript:alert(1)) `)
    await front.press('ControlOrMeta+End')
    await page
      .getByLabel('A picture or sound')
      .setInputFiles({ name: 'a chart.png', mimeType: 'image/png', buffer: PNG })
    await expect(page.getByText('a chart.png is added')).toBeVisible()
    const picture = preview(page).getByRole('img', { name: 'a chart' })
    await expect(picture).toBeVisible()
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    const served = await page.request.get((await picture.getAttribute('src')) ?? '')
    expect(served.headers()).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    await expect(preview(page)).toContainText('onerror=')
    await expect(preview(page).locator('[onerror], [href^="javascript"]')).toHaveCount(0)
    await expect(page).toHaveTitle(/Write a card/)
    await page.getByLabel('A picture or sound').setInputFiles({
      name: 'a.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg onload="alert(1)"/>'),
    })
    await expect(page.getByText('Only PNG, JPEG')).toBeVisible()

    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('The back is empty: write the answer.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Back' }).fill('x'.repeat(8_001))
    await expect(page.getByText('8,001 of 8,000 characters')).toBeVisible()
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(
      page.getByRole('alert').filter({ hasText: 'Back: a side of a card has at most 8000' }),
    ).toBeVisible()
    await page
      .getByRole('textbox', { name: 'Back' })
      .fill(`| a | b |\n|-|-|\n| ${'wide'.repeat(40)} | c |`)
    await expect(preview(page).locator('table')).toBeVisible()
    await expectNoSideways(page)
    await expectAccessible(page)
    await context.setOffline(true)
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('What you wrote is kept in this browser')).toBeVisible()
    await context.setOffline(false)
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('Saved: 1 card.')).toBeVisible()
    await page.goto('/cards/own')
    await expectNoSideways(page)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Study them' }).click()
    await page.getByRole('button', { name: /Show the answer/ }).click()
    await expect(page.locator('[data-card-back] table')).toBeVisible()
    await expectNoSideways(page)
    expect((await page.goto('/cards/own/6f1c0b1e-0000-4000-8000-000000000000'))?.status()).toBe(404)
  })
})
