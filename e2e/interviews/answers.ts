import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type { ItemAnswer, ItemSheet, Write } from '@/features/interview/schema'
import type { Confidence, Exercise } from '@/features/quiz/schema'
import { roomOf } from './round'

const bank = new Map<string, Exercise>(
  JSON.parse(readFileSync('.generated/quiz.json', 'utf8')).map((one: Exercise) => [one.id, one]),
)

/** An answer to a question with options that is right or wrong, as told; null for any other kind. */
export function chosenFor(sheet: ItemSheet | null, right: boolean): ItemAnswer | null {
  if (sheet?.as !== 'exercise' || !('options' in sheet.sheet.body)) return null
  const body = bank.get(sheet.sheet.exerciseId)?.body
  if (!body || !('options' in body)) return null
  const keys = new Set(body.options.flatMap(({ key, html }) => (key ? [html] : [])))
  const { options, choose } = sheet.sheet.body
  const fits = options.flatMap((html, at) => (keys.has(html) === right ? [at] : []))
  return { as: 'exercise', chosen: { kind: 'choice', chosen: fits.slice(0, choose) } }
}

interface Given {
  answer: ItemAnswer | null
  confidence?: Confidence
  flag?: boolean
  note?: string
  struck?: number[]
  /** ms */
  spent?: number
}

/** Writes what was done at each place of a running round, as its browser would. */
export async function write(
  page: Page,
  base: string,
  id: string,
  given: Map<number, Given>,
): Promise<void> {
  const { clock } = await roomOf(page, base, id)
  let { sequence } = clock
  const stampedAt = clock.now
  const writes = [...given].flatMap(([place, fields]) =>
    Object.entries({ spent: 30_000, ...fields }).map(([field, value]) => {
      sequence += 1
      return { place, field, value, sequence, stampedAt } as Write
    }),
  )
  const data = { interviewId: id, client: randomUUID(), writes }
  const reply = await page.request.post(`${base}/api/v1/interviews/writes`, {
    data,
    headers: { origin: base },
  })
  expect((await reply.json()).refused).toEqual([])
}

/** Begins, goes on in or hands in a round without its room. */
export async function tell(
  page: Page,
  base: string,
  path: 'begin' | 'submit' | 'next',
  data: { id: string; from?: number },
): Promise<void> {
  const reply = await page.request.post(`${base}/api/v1/interviews/${path}`, {
    data,
    headers: { origin: base },
  })
  expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true)
}
