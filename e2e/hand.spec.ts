import type { Locator, Page } from '@playwright/test'
import {
  answerCard,
  expect,
  expectAccessible,
  expectNoSideways,
  expectSaved,
  test,
} from './fixtures'

const front = (page: Page) => page.locator('[data-card-front]')
const status = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible()

/** Begins a topic's cards and waits until its keys are heard. Returns the first front. */
async function begin(page: Page, topic: string): Promise<string> {
  await page.goto(`/review?topic=${topic}`)
  await expect(front(page)).toBeVisible()
  const text = await front(page).innerText()
  await expect(async () => {
    await page.keyboard.press('i')
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  return text
}

/** Scrolls to where the bar of the selected cards covers none of them. */
const toEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight))

/** One finger dragged over an element by steps, let go at the end unless told otherwise. */
async function drag(page: Page, over: Locator, dx: number, dy: number, letGo = true) {
  const box = await over.boundingBox()
  if (!box) throw new Error('nothing to drag')
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 60)]
  const client = await page.context().newCDPSession(page)
  const touch = (type: string, points: object[]) =>
    client.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points as never,
    })
  await touch('touchStart', [{ x, y }])
  for (let part = 1; part <= 8; part += 1)
    await touch('touchMove', [{ x: x + (dx * part) / 8, y: y + (dy * part) / 8 }])
  if (letGo) await touch('touchEnd', [])
  return { back: () => touch('touchMove', [{ x, y }]), end: () => touch('touchEnd', []) }
}

test.describe('cards in hand', () => {
  test('suspend, put aside, flag, note and why by key; z takes each back in turn', async ({
    page,
  }) => {
    const first = await begin(page, 'pricing')
    await page.keyboard.press('s')
    await status(page, 'Suspended')
    await expect(front(page)).not.toHaveText(first)
    const second = await front(page).innerText()
    await page.keyboard.press('-')
    await status(page, 'Put aside until tomorrow')
    await expect(front(page)).not.toHaveText(second)
    const third = await front(page).innerText()

    await page.keyboard.press('f')
    await expect(page.getByRole('dialog', { name: 'Flag this card' })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('4')
    await expect(page.getByText('Flag: Blue diamond')).toBeAttached()
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'Note' }).fill('Ask about the free tier.')
    await page.getByRole('textbox', { name: 'Tags' }).fill('weak money')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByText('money, weak')).toBeVisible()
    await answerCard(page, 3)
    await expectSaved(page)

    await page.keyboard.press('z')
    await expect(front(page)).toHaveText(third)
    await expect(page.getByText('money, weak')).toBeVisible()
    await page.keyboard.press('z')
    await expect(page.getByText('money, weak')).toHaveCount(0)
    await page.keyboard.press('z')
    await expect(page.getByText('Flag: Blue diamond')).toHaveCount(0)
    await page.keyboard.press('z')
    await expect(front(page)).toHaveText(second)
    await page.keyboard.press('z')
    await expect(front(page)).toHaveText(first)
    await page.reload()
    await expect(front(page)).toHaveText(first)
  })

  test('the same by pointer, and why with what each answer would do', async ({ page }) => {
    const first = await begin(page, 'security')
    await page.keyboard.press('Space')
    await page
      .getByRole('button', { name: /^Good|Good$/ })
      .or(page.locator('[data-grade="3"]'))
      .first()
      .click()
    await expectSaved(page)
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect(front(page)).toHaveText(first)
    await page.getByRole('button', { name: /^Why/ }).click()
    const why = page.getByRole('dialog', { name: 'Why this card now' })
    await expect(why.getByText('What each answer would do')).toBeVisible()
    await expect(why.getByText('undone')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^Close/ }).click()
    await page.getByRole('button', { name: /^Flag/ }).click()
    await page.getByRole('button', { name: /Red circle/ }).click()
    await expect(page.getByText('Flag: Red circle')).toBeAttached()
    await page.getByRole('button', { name: /^Tomorrow/ }).click()
    await status(page, 'Put aside until tomorrow')
    await expect(front(page)).not.toHaveText(first)
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect(front(page)).toHaveText(first)
    await page.getByRole('button', { name: /^Suspend/ }).click()
    await expect(front(page)).not.toHaveText(first)
  })

  test('a card that keeps slipping is told at once, with ways out', async ({ page }) => {
    const first = await begin(page, 'best-practices')
    // Eight lapses take months: the server's word for it is put into its answer.
    await page.route('**/api/v1/answers', async (route) => {
      const response = await route.fetch()
      const { results } = await response.json()
      await route.fulfill({ response, json: { results: [{ ...results[0], leech: 8 }] } })
    })
    await answerCard(page, 1)
    const leech = page.getByRole('complementary', { name: 'A card that keeps slipping' })
    await expect(leech).toContainText('This card has slipped 8 times')
    await expectAccessible(page)
    const reword = await leech
      .getByRole('link', { name: 'Reword it as your own' })
      .getAttribute('href')
    expect(new URL(reword ?? '', 'http://x').searchParams.get('front')).toBe(first)
    await expect(leech.getByRole('link', { name: 'Read where it is taught' })).toBeVisible()
    await leech.getByRole('button', { name: 'Suspend it' }).click()
    await status(page, 'Suspended')
    await expect(leech).toBeHidden()
    await page.keyboard.press('z')
    await status(page, 'Undone')
  })

  test('keys are chosen anew, conflicts refused, shown on the sheet and reset', async ({
    page,
  }) => {
    await begin(page, 'deployment')
    await page.goto('/settings#keyboard')
    await page.getByRole('button', { name: 's: Suspend the card. Change this key' }).click()
    await page.keyboard.press('z')
    await expect(page.getByText('The key z is taken by')).toBeVisible()
    await page.keyboard.press('q')
    await expect(page.getByText('q: Suspend the card. Saved.')).toBeVisible()
    await expectAccessible(page)
    const before = await begin(page, 'deployment')
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await expect(sheet.getByText('q', { exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await expect(front(page)).toHaveText(before)
    await page.keyboard.press('q')
    await expect(front(page)).not.toHaveText(before)
    await page.goto('/settings#keyboard')
    await page.getByRole('button', { name: 'Reset the keys' }).click()
    await expect(page.getByText('All keys are as they came')).toBeVisible()
    await expect(page.getByRole('button', { name: /^s: Suspend the card/ })).toBeVisible()
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

    test('a swipe grades, says so while it goes, and can be taken back', async ({ page }) => {
      const first = await begin(page, 'observability')
      await page.getByRole('button', { name: /Show the answer/ }).tap()
      const card = page.getByRole('article', { name: 'Card' })
      const held = await drag(page, card, 180, 0, false)
      await expect(page.getByText('let go')).toBeVisible()
      await held.back()
      await expect(page.getByText('let go')).toBeHidden()
      await held.end()
      await expect(front(page)).toHaveText(first)
      await expectNoSideways(page)

      const [sent] = await Promise.all([
        page.waitForRequest('**/api/v1/answers'),
        drag(page, card, -180, 0),
      ])
      expect(sent.postDataJSON().answers[0]).toMatchObject({ grade: 1 })
      await expect(front(page)).not.toHaveText(first)
      // A tap that comes while the card is still being changed may find nothing under it.
      await expect(async () => {
        const back = page.locator('[data-card-back]')
        if (!(await back.isVisible()))
          await page.getByRole('button', { name: /Show the answer/ }).tap({ timeout: 1_000 })
        await expect(back).toBeVisible({ timeout: 1_000 })
      }).toPass()
      const [up] = await Promise.all([
        page.waitForRequest('**/api/v1/answers'),
        drag(page, card, 0, -180),
      ])
      expect(up.postDataJSON().answers[0]).toMatchObject({ grade: 4 })
      await expectAccessible(page)
    })

    test('the list of cards fits, is selected by touch and changed at once', async ({ page }) => {
      await page.goto('/cards?topic=pricing')
      const boxes = page.getByRole('checkbox', { name: /^Select: / })
      await expect(async () => {
        await boxes.nth(0).check()
        await expect(page.getByText('1 selected')).toBeVisible({ timeout: 1000 })
      }).toPass()
      await boxes.nth(1).check()
      await expectNoSideways(page)
      await toEnd(page)
      await expectAccessible(page)
      await page.getByRole('button', { name: /^Suspend/ }).tap()
      await expect(page.getByText('2 cards: suspended.')).toBeVisible()
      await page.getByRole('button', { name: /^Undo/ }).tap()
      await expect(page.getByText('Undone.')).toBeVisible()
    })
  })
})

test.describe('the list of cards', () => {
  test('is searched, walked, selected and changed by key, and each change is taken back', async ({
    page,
  }) => {
    await begin(page, 'pricing')
    await answerCard(page, 4)
    await expectSaved(page)
    await page.goto('/cards?topic=pricing')
    const rows = page.locator('[data-card]')
    await expect(async () => {
      await page.keyboard.press('j')
      await expect(rows.nth(0).locator('[data-front]')).toBeFocused({ timeout: 1000 })
    }).toPass()
    await page.keyboard.press('Space')
    await expect(rows.nth(0).locator('[data-front]')).toHaveAttribute('aria-expanded', 'true')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+X')
    await expect(page.getByText('3 selected')).toBeVisible()
    await page.keyboard.press('s')
    await expect(page.getByText('3 cards: suspended.')).toBeVisible()
    await expect(rows.nth(2)).toContainText('suspended')
    await page.keyboard.press('f')
    await expect(page.getByRole('dialog', { name: 'Flag 3 cards' })).toBeVisible()
    await page.keyboard.press('2')
    await expect(rows.nth(1).getByText('Flag: Orange triangle')).toBeAttached()
    await page.getByRole('button', { name: /^Tags/ }).click()
    await page.getByRole('textbox', { name: 'Add' }).fill('exam')
    await page.keyboard.press('Enter')
    await expect(rows.nth(1)).toContainText('#exam')
    await toEnd(page)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Make new' }).click()
    await expect(page.getByText('1 card: new again.')).toBeVisible()
    await page.keyboard.press('z')
    await expect(page.getByText('Undone.')).toBeVisible()
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Why and when' })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.getByRole('combobox', { name: 'State' }).selectOption('suspended')
    await expect(page).toHaveURL(/is=suspended/)
    await expect(rows).toHaveCount(3)
    await page.getByRole('combobox', { name: 'Tag' }).focus()
    await page.getByRole('combobox', { name: 'Tag' }).selectOption('exam')
    await expect(page).toHaveURL(/tag=exam/)
    await expect(page.getByRole('combobox', { name: 'Tag' })).toBeFocused()
    await page.goBack()
    await expect(page.getByRole('combobox', { name: 'Tag' })).toHaveValue('')
    await page.goForward()
    await page.reload()
    await expect(rows).toHaveCount(3)
    await page.getByRole('searchbox').fill('is:nonsense')
    await page.keyboard.press('Enter')
    await expect(page.getByText('There is no “is:nonsense”')).toBeVisible()
    await page.goto('/cards?is=leech')
    await expect(page.getByText('No card is like that')).toBeVisible()
    await expectAccessible(page)
  })

  test('all that match are selected beyond the page, and studied', async ({ page }) => {
    await begin(page, 'pricing')
    await page.goto('/cards')
    await expect(async () => {
      await page.keyboard.press('Control+a')
      await expect(page.getByText('100 selected')).toBeVisible({ timeout: 1000 })
    }).toPass()
    await page.getByRole('button', { name: /^Select all/ }).click()
    await expect(page.getByText(/^[4-9]\d\d selected$/)).toBeVisible()
    await page.getByRole('button', { name: 'Clear' }).click()
    await page
      .getByRole('checkbox', { name: /^Select: / })
      .nth(1)
      .check()
    const chosen = await page.locator('[data-card] [data-front]').nth(1).innerText()
    await page.getByRole('link', { name: 'Study what is due' }).click()
    await expect(front(page)).toHaveText(chosen)
  })
})
