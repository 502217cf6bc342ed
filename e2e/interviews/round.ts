import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { RoomView, Start } from '@/features/interview/schema'

type Some = Partial<Omit<Start, 'id'>> & Pick<Start, 'blueprint'>

/** The browser's learner asks the server at `base`; a refusal fails the journey. */
async function post(page: Page, base: string, path: string, data: unknown): Promise<void> {
  const reply = await page.request.post(base + path, { data, headers: { origin: base } })
  expect(reply.ok(), `${path}: ${reply.status()} ${await reply.text()}`).toBe(true)
}

/** A new guest in this browser, at the server behind `base`. */
export async function enterAsGuest(page: Page, base: string): Promise<void> {
  const { csrfToken } = await (await page.request.get(`${base}/api/auth/csrf`)).json()
  const entered = await page.request.post(`${base}/api/auth/callback/guest`, {
    form: { csrfToken, guestKey: randomUUID(), timeZone: 'Europe/Berlin', json: 'true' },
  })
  expect(entered.ok()).toBe(true)
  await page.goto(`${base}/about`)
  await page.evaluate(() => localStorage.setItem('coldstart.learner', 'guest'))
}

/** The draft of a round; its id. */
export async function draft(page: Page, base: string, some: Some): Promise<string> {
  const id = randomUUID()
  const usual = { level: 'mid', size: null, topic: null, ref: null, timeFactor: 1 }
  const start = { ...usual, practice: false, paper: null, ...some, id }
  await post(page, base, '/api/v1/interviews', start)
  return id
}

/** Waits until the room takes what is done in it. */
export async function expectRoom(page: Page): Promise<void> {
  await expect(page.locator('[data-room=ready]')).toBeVisible()
}

/** Goes to a draft and begins it. */
export async function begin(page: Page, base: string, id: string): Promise<void> {
  await page.goto(`${base}/interviews/${id}`)
  await expect(page.locator('[data-begin=ready]')).toBeVisible()
  await page.getByRole('button', { name: 'Begin' }).click()
  await expectRoom(page)
}

/** Waits until the server has all that was written in this tab. */
export async function expectSent(page: Page): Promise<void> {
  await expect(page.locator('[data-room=ready]')).toHaveAttribute('data-unsent', '0', {
    timeout: 30_000,
  })
}

/** The round as the server has it. */
export async function roomOf(page: Page, base: string, id: string): Promise<RoomView> {
  const reply = await page.request.get(`${base}/api/v1/interviews/${id}`)
  expect(reply.ok()).toBe(true)
  return reply.json()
}

/** Goes to the page before handing in, and hands in. */
export async function handIn(page: Page): Promise<void> {
  const finish = page.locator('[data-finish]')
  if (!(await finish.isVisible())) {
    const questions = page.getByRole('button', { name: 'Questions' })
    if (await questions.isVisible()) await questions.click()
    await page.getByRole('button', { name: 'Finish', exact: true }).click()
  }
  await page.getByRole('button', { name: 'Hand in', exact: true }).click()
  await page.getByRole('button', { name: 'Yes, hand in' }).click()
}
