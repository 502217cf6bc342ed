import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Exercise, Kind } from '@/features/quiz/schema'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

const bank: Exercise[] = JSON.parse(readFileSync('.generated/quiz.json', 'utf8'))

/** The first authored exercise of a kind. */
function one(kind: Kind): Exercise {
  const found = bank.find((exercise) => exercise.kind === kind)
  if (!found) throw new Error(`The bank has no ${kind}.`)
  return found
}
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x26;|&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()

/** Opens one question and waits until it takes keys. */
async function ask(page: Page, id: string, mode = '') {
  await page.goto(`/practice/run?exercise=${id}${mode}`)
  await expect(page.locator('[data-stem]')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
}
const verdict = (page: Page) =>
  page.getByRole('heading', { name: /^(Right|Wrong|Partly right|Not answered)/ })

/** Presses Tab until what is named has the focus. */
async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.locator(`${selector}:focus`).count()) return
  }
  throw new Error(`Tab does not lead to ${selector}.`)
}

/** Answers what is asked without a pointer; rightly where that is easy to know. */
const ANSWERS: Record<Kind, (page: Page, exercise: Exercise) => Promise<void>> = {
  single: (page, exercise) => choose(page, exercise),
  triage: (page, exercise) => choose(page, exercise),
  multiple: (page, exercise) => choose(page, exercise),
  async ordering(page) {
    await tabTo(page, 'ol button:not([disabled])')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'button[type=submit]')
    await page.keyboard.press('Enter')
  },
  async matching(page, { body }) {
    if (body.kind !== 'matching') return
    for (let left = 0; left < body.lefts.length; left += 1) {
      await tabTo(page, 'select')
      for (let presses = 0; presses <= left; presses += 1) await page.keyboard.press('ArrowDown')
    }
    await tabTo(page, 'button[type=submit]')
    await page.keyboard.press('Enter')
  },
  async cloze(page, { body }) {
    if (body.kind !== 'cloze') return
    for (const name of body.names) {
      await tabTo(page, 'input.blank')
      await page.keyboard.type(body.blanks[name]?.accept[0] ?? '')
    }
    await page.keyboard.press('Enter')
  },
  async numeric(page, { body }) {
    if (body.kind !== 'numeric') return
    await tabTo(page, 'input.field')
    await page.keyboard.type(String(body.answer))
    await page.keyboard.press('Enter')
  },
  async hotspot(page, { body }) {
    if (body.kind !== 'hotspot') return
    for (const [place, { key }] of body.spots.entries())
      if (key) await page.keyboard.press('abcdefgh'[place] ?? 'a')
    await page.keyboard.press('Enter')
  },
  async predict(page, { body }) {
    if (body.kind !== 'predict') return
    for (const { key } of body.parts) {
      await tabTo(page, 'form .field')
      await page.keyboard.insertText(key)
    }
    await page.keyboard.press('ControlOrMeta+Enter')
  },
  async fix(page, { body }) {
    if (body.kind !== 'fix') return
    await expect(page.locator('[data-editor=ready]')).toBeVisible({ timeout: 20_000 })
    await page.getByRole('textbox', { name: 'The configuration to mend' }).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(body.solution)
    await page.keyboard.press('ControlOrMeta+Enter')
  },
  async open(page, { body }) {
    if (body.kind !== 'open') return
    await tabTo(page, 'textarea')
    await page.keyboard.insertText(textOf(body.modelHtml))
    await page.keyboard.press('ControlOrMeta+Enter')
  },
}

/** Chooses the key by its letters. */
async function choose(page: Page, { body }: Exercise) {
  const keys =
    'options' in body ? body.options.filter(({ key }) => key).map(({ html }) => textOf(html)) : []
  const shown = await page.locator('label.option .prose').allInnerTexts()
  for (const [place, text] of shown.entries())
    if (keys.includes(text.replace(/\s+/g, ' ').trim()))
      await page.keyboard.press('abcdefgh'[place] ?? 'a')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
}

/** Kinds that the journey answers rightly. */
const KNOWN: Kind[] = [
  'single',
  'triage',
  'multiple',
  'cloze',
  'numeric',
  'hotspot',
  'predict',
  'fix',
  'open',
]

for (const half of [0, 1])
  test(`every kind is answered by keys alone on a phone, and tells no key before (${half + 1} of 2)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    let wire = ''
    page.on('response', async (response) => {
      if (/json|html|x-component/.test(response.headers()['content-type'] ?? ''))
        wire += await response.text().catch(() => '')
    })
    const kinds = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]
    for (const kind of kinds.filter((_, index) => index % 2 === half)) {
      const exercise = one(kind)
      wire = ''
      await ask(page, exercise.id)
      await expectNoSideways(page)
      await expectAccessible(page)
      // Nothing that came so far says what is right or why.
      const reasons = JSON.stringify(exercise.body).match(/"whyHtml":"((?:[^"\\]|\\.)+)"/g) ?? []
      expect(wire).toContain(exercise.id)
      for (const secret of [JSON.stringify(exercise.explainHtml), ...reasons])
        expect(wire).not.toContain(secret.replace('"whyHtml":', '').slice(1, -1))
      expect(wire).not.toMatch(/"(keyHash|whyHtml|explainHtml|solution|accept)"/)
      await ANSWERS[kind](page, exercise)
      await expect(verdict(page)).toBeFocused()
      if (KNOWN.includes(kind)) await expect(verdict(page)).toHaveText('✓ Right')
      await expect(page.getByText('The rule')).toBeVisible()
      await expectNoSideways(page)
      await expectAccessible(page)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: /^[01] of 1 right$/ })).toBeFocused()
    }
  })

test('a mistake becomes a card, is gone over and is gone', async ({ page }) => {
  const exercise = one('single')
  await page.goto('/practice')
  await expectAccessible(page)
  await page.goto('/practice/run?mode=mistakes')
  await expect(page.getByRole('heading', { name: 'No mistakes to go over' })).toBeVisible()

  await ask(page, exercise.id)
  // Nothing chosen is nothing to send.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Choose one first.' })).toBeVisible()
  const { body } = exercise
  const keys =
    'options' in body ? body.options.filter(({ key }) => key).map(({ html }) => textOf(html)) : []
  const shown = await page.locator('label.option .prose').allInnerTexts()
  const wrong = shown.findIndex((text) => !keys.includes(text.replace(/\s+/g, ' ').trim()))
  await page.keyboard.press('abcdefgh'[wrong] ?? 'a')
  await page.keyboard.press('2')
  // Out of reach, what was chosen stays; the next try is the same answer.
  await page.route('**/api/v1/quiz/answers', (route) => route.abort())
  await page.keyboard.press('Enter')
  await expect(page.getByText('The server cannot be reached.')).toBeVisible()
  await page.unroute('**/api/v1/quiz/answers')
  await page.keyboard.press('Enter')
  await expect(verdict(page)).toHaveText('✕ Wrong')
  await expect(page.getByText('wrong, and you chose it')).toBeVisible()

  await page.keyboard.press('c')
  await expect(page.getByText('It is a card of yours now.')).toBeVisible()
  await page.getByRole('button', { name: 'Report this question' }).click()
  await page.getByRole('textbox', { name: 'What is wrong?' }).fill('The stem leaves a case open.')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await expect(page.getByText('Thank you; your report is saved')).toBeVisible()
  await page.getByRole('link', { name: 'Look at it' }).click()
  await expect(page).toHaveURL(/\/cards\/own\/[0-9a-f-]{36}$/)

  await page.goto('/practice/run?mode=mistakes')
  await expect(page.locator(`[data-stem="${exercise.id}"]`)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await choose(page, exercise)
  await expect(verdict(page)).toHaveText('✓ Right')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '1 of 1 right' })).toBeVisible()
  await page.goto('/practice/history')
  await expect(page.getByRole('img', { name: 'From the latest on: right, wrong' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/practice/run?mode=mistakes')
  await expect(page.getByRole('heading', { name: 'No mistakes to go over' })).toBeVisible()
})

test('a session is chosen, and goes on where it was left after a reload', async ({ page }) => {
  await page.goto('/practice')
  await page.getByRole('radio', { name: /^Rapid fire/ }).check()
  await page.getByRole('combobox', { name: 'Level' }).selectOption('mid level')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByText('1 of 10')).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText(/^\d\d s$/)
  await page.getByRole('button', { name: 'Show me instead' }).click()
  await expect(verdict(page)).toHaveText('✕ Not answered')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 of 10')).toBeVisible()
  const stem = await page.locator('[data-stem]').getAttribute('data-stem')
  await page.reload()
  await expect(page.getByText('2 of 10')).toBeVisible()
  expect(stem).toBeTruthy()
})

test('no page and no file that anybody can fetch holds a key or a reason', async ({ request }) => {
  const paths = [
    ...['/', '/topics', '/questions', '/paths', '/labs', '/practice', '/practice/history'],
    ...['/search/index.json', '/search/texts.json', '/search/definitions.json', '/figures'],
    ...['/api/v1/pack', '/api/v1/queue', '/api/v1/cards', '/.generated/quiz.json'],
    ...[...new Set(bank.map(({ topic }) => `/topics/${topic}`))],
  ]
  // The rule behind an answer may well be taught; why an option is wrong stands nowhere else.
  const secrets = bank.flatMap(({ body }) =>
    'options' in body ? body.options.map(({ whyHtml }) => whyHtml) : [],
  )
  for (const path of paths) {
    const text = await (await request.get(path)).text()
    const told = secrets.filter((secret) => secret.length > 30 && text.includes(secret))
    expect({ path, told }).toEqual({ path, told: [] })
  }
})
