import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'
import { tell } from './interviews/answers'
import { draft, enterAsGuest, roomOf } from './interviews/round'

const base = () => test.info().project.use.baseURL as string

/** What the server says to a request of this browser's. */
async function said(page: Page, path: string, data: unknown, headers = {}) {
  const reply = await page.request.post(`${base()}/api/v1/interviews${path}`, {
    data: data as object,
    headers: { origin: base(), ...headers },
  })
  return { status: reply.status(), body: await reply.json() }
}

const flag = (over: object = {}) => ({
  place: 0,
  field: 'flag',
  value: true,
  sequence: 1,
  stampedAt: Date.now(),
  ...over,
})
const saving = (interviewId: string, writes: object[], over: object = {}) => ({
  interviewId,
  client: randomUUID(),
  writes,
  ...over,
})

test('what is forged is refused in words and changes nothing', async ({ page, browser }) => {
  await enterAsGuest(page, base())
  const exam = await draft(page, base(), { blueprint: 'exam', size: 10 })
  const early = await said(page, '/writes', saving(exam, [flag()]))
  expect(early.body.refused[0].why).toMatch(/not begun/)
  await tell(page, base(), 'begin', { id: exam })
  const before = await roomOf(page, base(), exam)

  // Nothing that moves the clock, or is no write, fits through the door.
  for (const broken of [
    saving(exam, [flag({ sequence: '1' })]),
    saving(exam, [flag({ sequence: 0 })]),
    saving(exam, [flag({ sequence: 1.5 })]),
    saving(exam, [flag({ place: -1 })]),
    saving(exam, [flag({ value: 'yes' })]),
    saving(exam, [flag({ timing: 'server' })]),
    saving(exam, [flag({ field: 'score', value: 1 })]),
    saving(exam, [flag()], { deadlineAt: Date.now() + 86_400_000 }),
    saving(exam, []),
  ]) {
    const { status, body } = await said(page, '/writes', broken)
    expect(status).toBe(400)
    expect(body.error).toMatch(/does not fit/)
  }
  const moved = { id: exam, deadlineAt: Date.now() + 86_400_000 }
  for (const path of ['/begin', '/submit', '/resume'])
    expect((await said(page, path, moved)).status).toBe(400)
  const elsewhere = { origin: 'https://elsewhere.example' }
  expect((await said(page, '/writes', saving(exam, [flag()]), elsewhere)).status).toBe(403)
  const huge = flag({ field: 'note', value: 'x'.repeat(3_000_000) })
  expect((await said(page, '/writes', saving(exam, [huge]))).status).toBe(413)
  const paused = await said(page, '/pause', { id: exam })
  expect([paused.status, paused.body.error]).toEqual([409, expect.stringMatching(/exam condition/)])

  // Another learner has no such round, and cannot take its name.
  const other = await (await browser.newContext()).newPage()
  await enterAsGuest(other, base())
  for (const [path, data] of [
    ['/writes', saving(exam, [flag()])],
    ['/begin', { id: exam }],
    ['/submit', { id: exam }],
    ['/next', { id: exam, from: 0 }],
  ] as const) {
    const { status, body } = await said(other, path, data)
    expect([status, body.error]).toEqual([409, expect.stringMatching(/no such round/)])
  }
  expect((await other.request.get(`${base()}/api/v1/interviews/${exam}`)).status()).toBe(404)
  await other.context().close()
  expect({ ...(await roomOf(page, base(), exam)), clock: 0 }).toEqual({ ...before, clock: 0 })

  // One place at a time: what was not shown, and what was left.
  const rapid = await draft(page, base(), { blueprint: 'rapid' })
  await tell(page, base(), 'begin', { id: rapid })
  const ahead = await said(page, '/writes', saving(rapid, [flag({ place: 3 })]))
  expect(ahead.body.refused[0].why).toMatch(/not shown/)
  expect((await said(page, '/next', { id: rapid, from: 3 })).body.error).toMatch(/not shown/)
  await tell(page, base(), 'next', { id: rapid, from: 0 })
  const left = await said(
    page,
    '/writes',
    saving(rapid, [flag({ stampedAt: Date.now() + 60_000 })]),
  )
  expect(left.body.refused[0].why).toMatch(/gone on/)

  // What is over is over.
  await tell(page, base(), 'submit', { id: exam })
  const over = await said(page, '/writes', saving(exam, [flag({ stampedAt: Date.now() + 1000 })]))
  expect(over.body.refused[0].why).toMatch(/is over/)

  // A link in which a letter was changed.
  const start = { id: randomUUID(), blueprint: 'exam', level: 'mid', size: null, topic: null }
  const rest = { ref: null, timeFactor: 1, practice: false }
  const forged = { ...start, ...rest, paper: `${'a'.repeat(64)}.${'b'.repeat(16)}` }
  const { status, body } = await said(page, '', forged)
  expect([status, body.error]).toEqual([409, expect.stringMatching(/something in it was changed/)])
})

test('graded rounds come back from an export, on a phone', async ({ page, browser }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const other = await (await browser.newContext()).newPage()
  await enterAsGuest(other, base())
  const id = await draft(other, base(), { blueprint: 'exam', size: 5 })
  await tell(other, base(), 'begin', { id })
  await tell(other, base(), 'submit', { id })
  const file = await other.request.get(`${base()}/api/v1/archive/exports/json`)
  const buffer = await file.body()
  await other.context().close()
  await enterAsGuest(page, base())
  await page.goto(`${base()}/archive`)
  const input = page.locator('label', { hasText: 'Bring interviews back' }).locator('input')
  await expect(input).toHaveAttribute('data-ready', 'true')
  await expectNoSideways(page)
  await expectAccessible(page)
  const choose = (content: Buffer) =>
    input.setInputFiles({ name: 'all.json', mimeType: 'application/json', buffer: content })
  await choose(Buffer.from('{}'))
  await expect(page.getByText('This is no export of everything')).toBeVisible()
  await choose(buffer)
  await expect(page.getByText('1 round came back.')).toBeVisible()
  await choose(buffer)
  await expect(page.getByText('1 round stood here already')).toBeVisible()
})
