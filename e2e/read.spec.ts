import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

const PAGES = [
  '/',
  '/topics',
  '/topics/cold-starts',
  '/topics/pricing/cards',
  '/questions',
  '/questions/what-is-a-cold-start',
  '/paths',
  '/paths/lambda-fundamentals',
  '/glossary',
  '/sources',
  '/figures',
  '/about',
  '/sign-in',
  '/sign-up',
  '/nowhere',
]

test.describe('reading', () => {
  for (const path of PAGES) {
    test(`${path} is accessible in both themes and fits a phone`, async ({ page }) => {
      await page.goto(path)
      await expectAccessible(page)
      await page.setViewportSize({ width: 390, height: 844 })
      await expectNoSideways(page)
    })
  }

  test('a topic is read from the map, by its contents, to the next one', async ({ page }) => {
    await page.goto('/topics')
    await page
      .getByRole('link', { name: 'Cold starts, warm starts and concurrency' })
      .first()
      .click()
    await expect(page).toHaveURL(/\/topics\/cold-starts$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Cold starts/)
    await page
      .getByRole('navigation', { name: 'On this page' })
      .getByRole('link', { name: 'The life of an environment' })
      .click()
    await expect(page).toHaveURL(/#the-life-of-an-environment$/)
    await page
      .getByRole('navigation', { name: 'Before and after' })
      .getByRole('link', { name: /Next/ })
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Security/)
  })

  test('a correction stands by its claim, with source and what to say', async ({ page }) => {
    await page.goto('/topics/cold-starts#err.idle-15min')
    const note = page.locator('[id="err.idle-15min"]')
    await expect(note).toBeInViewport()
    await expect(note.getByRole('link')).toHaveAttribute('href', /^https:\/\//)
    await expect(note).toContainText('Say')
  })

  test('a link into a page marks its place, unfolds it, and back goes back', async ({ page }) => {
    await page.goto('/topics/cold-starts')
    await page
      .getByRole('navigation', { name: 'On this page' })
      .getByRole('link', { name: 'Read it in the logs' })
      .click()
    await page.getByRole('link', { name: 'Questions', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questions')
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Cold starts/)
    await expect(page).toHaveURL(/#read-it-in-the-logs$/)
    await page.goBack()
    await expect(page).toHaveURL(/\/topics\/cold-starts$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Cold starts/)

    await page.goto('/sources')
    await page.getByText('11. Interview questions').click()
    await page.getByRole('link', { name: 'what is a cold start' }).first().click()
    await expect(page).toHaveURL(/what-is-a-cold-start#guide.11.q.03$/)
    await expect(page.getByRole('heading', { name: 'Model answer' })).toBeInViewport()
  })

  test('a row of a table has an address of its own', async ({ page }) => {
    await page.goto('/topics/lambda-basics#guide.1.concept.timeout')
    await expect(page.locator('[id="guide.1.concept.timeout"]')).toBeInViewport()
  })

  test('a page opens at a place far down, and again where it was left', async ({ page }) => {
    await page.goto('/topics/cold-starts#read-it-in-the-logs')
    const place = page.locator('#read-it-in-the-logs')
    await expect(place).toBeInViewport()

    await page.goto('/topics/cold-starts')
    await place.scrollIntoViewIfNeeded()
    await expect(place).toBeInViewport()
    await page.reload()
    await expect(place).toBeInViewport()
  })

  test('text is read before any of the scripts has come', async ({ page }) => {
    await page.route('**/*.js', (route) => route.abort())
    await page.goto('/topics/cold-starts')
    const last = page.locator('.prose').getByRole('listitem').last()
    // What stands above takes its room as it is reached.
    await expect(async () => {
      await last.scrollIntoViewIfNeeded()
      await expect(last).toBeInViewport({ timeout: 500 })
    }).toPass()
    expect(
      await page
        .locator('.prose')
        .evaluate((text) => getComputedStyle(text).getPropertyValue('--below')),
    ).toBe('')
  })

  test('code is copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/topics/create-a-function')
    const figure = page.locator('figure.code').first()
    await figure.getByRole('button', { name: 'Copy' }).click()
    await expect(figure.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('def ')
  })

  test('the theme is kept across pages and reloads', async ({ page }) => {
    await page.goto('/about')
    await page.getByRole('button', { name: 'Switch between light and dark' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.goto('/topics')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  test('a question is answered aloud first, then revealed', async ({ page }) => {
    await page.goto('/questions/what-is-a-cold-start')
    const answer = page.getByRole('heading', { name: 'Model answer' })
    await expect(answer).toBeHidden()
    await page.getByText('Show the model answer').click()
    await expect(answer).toBeVisible()
    await expect(
      page.getByRole('heading', { name: 'What the interviewer listens for' }),
    ).toBeVisible()
  })

  test('every source item and correction links to its place', async ({ page, request }) => {
    await page.goto('/sources')
    const links = await page
      .locator('main a[href^="/"]')
      .evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href') ?? ''))])
    const pages = new Map<string, string[]>()
    for (const link of links) {
      const [path = '', anchor = ''] = link.split('#')
      pages.set(path, [...(pages.get(path) ?? []), anchor])
    }
    expect(pages.size).toBeGreaterThan(40)
    expect(links.filter((link) => link.includes('#err.')).length).toBeGreaterThanOrEqual(143)
    for (const [path, anchors] of pages) {
      const html = await (await request.get(path)).text()
      for (const anchor of anchors.filter(Boolean))
        expect(html, `${path}#${anchor}`).toContain(`id="${anchor}"`)
    }
  })

  test('an unknown page answers 404 and says where to go', async ({ page }) => {
    const response = await page.goto('/topics/no-such-topic')
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('link', { name: 'Go to the topics' })).toBeVisible()
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('a topic and a question are read', async ({ page }) => {
    await page.goto('/topics/pricing')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/cost/i)
    await expect(page.getByRole('table').first()).toBeVisible()
    await page.goto('/questions/what-is-serverless')
    await page.getByText('Show the model answer').click()
    await expect(page.getByRole('heading', { name: 'Model answer' })).toBeVisible()
  })
})
