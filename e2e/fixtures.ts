import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

/** A page that fails its journey on any script error, failed request or policy violation. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
    page.on('console', (message) => {
      const text = message.text()
      if (/Content Security Policy|Refused to/i.test(text)) troubles.push(`policy: ${text}`)
      else if (message.type() === 'error' && /hydrat|Minified React/i.test(text))
        troubles.push(`react: ${text}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 500) troubles.push(`${response.status()}: ${response.url()}`)
    })
    await use(page)
    expect(troubles).toEqual([])
  },
})

export { expect }

/** No accessibility violation of WCAG 2.2 A and AA, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      ),
    ).toEqual([])
  }
}

/** Nothing sticks out sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wide).toBeLessThanOrEqual(0)
}

/** Answers one card: reveals it and presses a grade. Returns the front that was shown. */
export async function answerCard(page: Page, grade: 1 | 2 | 3 | 4): Promise<string> {
  const front = page.locator('[data-card-front]')
  const text = await front.innerText()
  await page.keyboard.press('Space')
  await expect(page.locator('[data-card-back]')).toBeVisible()
  await page.keyboard.press(String(grade))
  return text
}

/** Waits until the server has every answer of this session. */
export async function expectSaved(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => sessionStorage.getItem('coldstart.outbox')))
    .toBeNull()
}
