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

/** No accessibility violation of WCAG 2.2 A and AA: everything in light, all that colour decides in dark too. */
export async function expectAccessible(page: Page): Promise<void> {
  const violations = async (axe: AxeBuilder, theme: string) =>
    (await axe.analyze()).violations.map(
      ({ id, nodes }) =>
        `${theme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const all = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
    'best-practice',
  ])
  expect(await violations(all, 'light')).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  // Colours that fade from one theme to the other are looked at where they end.
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        animation.finish()
  })
  const colour = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])
  expect(await violations(colour, 'dark')).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Nothing sticks out sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  // A new size of the window reaches the page a little later.
  await expect
    .poll(() =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    )
    .toBeLessThanOrEqual(0)
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
  const unsent = () =>
    page.evaluate(() => {
      const inSession = document.querySelector<HTMLElement>('[data-unsent]')?.dataset.unsent
      return Number(inSession ?? 0) + Number(localStorage.getItem('coldstart.waiting') ?? 0)
    })
  await expect.poll(unsent).toBe(0)
}
