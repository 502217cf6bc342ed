import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'
import {
  begin,
  draft,
  enterAsGuest,
  expectRoom,
  expectSent,
  handIn,
  roomOf,
} from './interviews/round'
import { killable } from './killable'

const base = () => test.info().project.use.baseURL as string
const place = (page: Page) => page.locator('article[data-place]')
const cell = (page: Page, number: number) => page.locator('aside [data-map] button').nth(number - 1)
const isReported = async (page: Page, id: string) => {
  await page.waitForURL(`**/interviews/${id}/report`, { timeout: 30_000 })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

test('an exam by keyboard alone: options, striking, flags, sureness, notes, reload, another tab', async ({
  page,
  context,
}) => {
  await enterAsGuest(page, base())
  const id = await draft(page, base(), { blueprint: 'exam', size: 6 })
  await page.goto(`/interviews/${id}`)
  await expect(page.locator('[data-begin=ready]')).toBeVisible()
  await expect(page.getByText('12 minutes')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Begin' }).focus()
  await page.keyboard.press('Enter')
  await expectRoom(page)
  await expect(page.locator('body > header')).toBeHidden()
  await expect(page.getByRole('timer', { name: 'Time left' })).toHaveText(/^1[12]:\d\d$/)

  // To a question with options, by the keys that lead there.
  const view = await roomOf(page, base(), id)
  const withOptions = view.items.findIndex(
    ({ sheet }) => sheet?.as === 'exercise' && sheet.sheet.kind === 'single',
  )
  for (let i = 0; i < withOptions; i += 1) await page.keyboard.press('j')
  await expect(place(page)).toHaveAttribute('data-place', String(withOptions))
  await page.keyboard.press('b')
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(1)
  await page.keyboard.press('s')
  await expect(page.getByText('Strike out which?')).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Strike out C' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.keyboard.press('f')
  await page.keyboard.press('2')
  await page.keyboard.press('n')
  await page.keyboard.type('Look at the time-out again.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('/')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(cell(page, withOptions + 1)).toHaveAccessibleName(
    `Question ${withOptions + 1}, answered, flagged`,
  )
  await expectAccessible(page)

  // A reload right after the last key finds all of it, at the same question, with the same time.
  const before = await page.locator('[data-clock]').innerText()
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.reload()
  await expectRoom(page)
  await expect(place(page)).toHaveAttribute('data-place', String(withOptions))
  await expect(page.getByRole('radio').nth(1)).toBeChecked()
  await expect(page.getByLabel('Note to yourself, not graded')).toHaveValue(
    'Look at the time-out again.',
  )
  await expect(page.getByRole('button', { name: 'I think so' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  const seconds = (text: string) =>
    text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  const passed = seconds(before) - seconds(await page.locator('[data-clock]').innerText())
  expect(passed).toBeGreaterThanOrEqual(0)
  expect(passed).toBeLessThan(15)

  // What another tab does is seen here, and the other way round.
  const other = await context.newPage()
  await other.goto(`/interviews/${id}`)
  await expectRoom(other)
  await expect(place(other)).toHaveAttribute('data-place', String(withOptions))
  await other.keyboard.press('d')
  await expect(page.getByRole('radio').nth(3)).toBeChecked()
  await page.keyboard.press('f')
  await expect(cell(other, withOptions + 1)).toHaveAccessibleName(
    `Question ${withOptions + 1}, answered`,
  )
  await expectSent(page)
  await other.close()

  await page.keyboard.press('t')
  await expect(page.getByRole('timer')).toBeHidden()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog', { name: 'Questions' })).toBeVisible()
  await expectNoSideways(page)
  await page.keyboard.press('Escape')
  for (let i = withOptions; i < 6; i += 1) await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Before you hand in' })).toBeVisible()
  await expect(page.getByText('1 of 6 answered')).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Hand in', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await isReported(page, id)
  // A round that is over does not open again.
  await page.goto(`/interviews/${id}`)
  await isReported(page, id)
})

test('practice pauses and hides everything; another learner finds nothing', async ({
  page,
  browser,
}) => {
  await enterAsGuest(page, base())
  const some = { blueprint: 'section', size: 5, topic: 'security', practice: true }
  const id = await draft(page, base(), some)
  await begin(page, base(), id)
  await page.keyboard.press('a')
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible()
  await expect(place(page)).toBeHidden()
  await expectAccessible(page)
  const left = async () => (await roomOf(page, base(), id)).clock.leftMs
  const stands = await left()
  await page.reload()
  await expectRoom(page)
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible()
  expect(await left()).toBe(stands)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(place(page)).toBeVisible()

  const stranger = await (await browser.newContext()).newPage()
  await enterAsGuest(stranger, base())
  const found = await stranger.goto(`${base()}/interviews/${id}`)
  expect(found?.status()).toBe(404)
  await stranger.context().close()
})

test('rapid fire and an interview go on by themselves and by hand, and not back', async ({
  page,
}) => {
  await enterAsGuest(page, base())
  const rapid = await draft(page, base(), { blueprint: 'rapid', size: 5 })
  await begin(page, base(), rapid)
  await expect(page.getByRole('timer', { name: 'Time left for this question' })).toBeVisible()
  for (let i = 0; i < 5; i += 1) {
    await expect(place(page)).toHaveAttribute('data-place', String(i))
    const wire = await roomOf(page, base(), rapid)
    expect(wire.items.filter(({ sheet }) => sheet !== null)).toHaveLength(i + 1)
    await page.keyboard.press('ArrowRight')
  }
  await expect(page.locator('[data-finish]')).toBeVisible()
  await handIn(page)
  await isReported(page, rapid)

  const talk = await draft(page, base(), { blueprint: 'interview', size: 15 })
  await begin(page, base(), talk)
  await page.locator('textarea').first().fill('It depends.')
  await page.keyboard.press('Control+Enter')
  await expect(place(page)).not.toHaveAttribute('data-place', '0')
  await expect(page.getByText('A follow-up to question 1').first()).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
})

test('mistakes and a final are sat like an exam', async ({ page }) => {
  test.setTimeout(180_000)
  await enterAsGuest(page, base())
  const exam = await draft(page, base(), { blueprint: 'exam', size: 20 })
  await begin(page, base(), exam)
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press('a')
    await page.keyboard.press('j')
  }
  await handIn(page)
  await isReported(page, exam)
  for (const some of [
    { blueprint: 'mistakes', size: 3 },
    { blueprint: 'final', size: 20 },
  ]) {
    const id = await draft(page, base(), some)
    await begin(page, base(), id)
    await expect(place(page)).toBeVisible()
    await handIn(page)
    await isReported(page, id)
  }
})

test('time runs out in front of the learner: nothing typed up to zero is lost', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const database = join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'time.db')
  const server = killable(4300 + (process.pid % 400), database)
  await server.start()
  const client = createClient({ url: `file:${database}` })
  await client.execute('PRAGMA busy_timeout = 5000')
  try {
    const context = await browser.newContext({ baseURL: server.base })
    const page = await context.newPage()
    await enterAsGuest(page, server.base)
    const id = await draft(page, server.base, { blueprint: 'exam', size: 10 })
    await begin(page, server.base, id)
    const leaves = async (table: string, seconds: number, where = '') => {
      const at = new Date(Date.now() + seconds * 1_000).toISOString().replace('Z', '+00:00')
      await client.execute(`UPDATE "${table}" SET "deadlineAt" = '${at}' WHERE ${where}`)
    }
    // Told aloud at a minute; the room hears of the new deadline with its next save.
    await leaves('Interview', 62, `"id" = '${id}'`)
    await page.keyboard.press('f')
    await expect(page.locator('[data-announced]')).toHaveText('1 minute left', { timeout: 10_000 })
    await leaves('Interview', 6, `"id" = '${id}'`)
    await page.keyboard.press('f')
    await page.keyboard.press('n')
    await expect(page.locator('[data-clock]')).toHaveText(/^0:0\d$/)
    let typed = ''
    for (let i = 0; i < 400 && (await page.locator('[data-phase=open]').count()) > 0; i += 1) {
      await page.keyboard.type(String(i % 10), { delay: 10 })
      typed += String(i % 10)
    }
    await isReported(page, id)
    const { rows } = await client.execute({
      sql: 'SELECT "value", "timing" FROM "InterviewEntry" WHERE "interviewId" = ? AND "field" = ?',
      args: [id, 'note'],
    })
    const kept = JSON.parse(String(rows[0]?.value))
    expect(typed.startsWith(kept)).toBe(true)
    // The last key or two may have been pressed after zero.
    expect(kept.length).toBeGreaterThan(typed.length - 8)
    const { rows: rounds } = await client.execute({
      sql: 'SELECT "state", "timedBy" FROM "Interview" WHERE "id" = ?',
      args: [id],
    })
    expect(rounds[0]).toMatchObject({ state: 'graded', timedBy: 'server' })

    // A question's own time: the next one comes by itself.
    const rapid = await draft(page, server.base, { blueprint: 'rapid', size: 5 })
    await begin(page, server.base, rapid)
    await leaves('InterviewItem', 3, `"interviewId" = '${rapid}' AND "place" = 0`)
    await page.reload()
    await expectRoom(page)
    await expect(place(page)).toHaveAttribute('data-place', '1', { timeout: 15_000 })
    await context.close()
  } finally {
    client.close()
    await server.kill()
  }
})
