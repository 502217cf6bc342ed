import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import type { RunAttempt, Verdict } from './schema'

const NOW = Date.UTC(2026, 10, 23, 9)
let data: typeof import('./data')
let db: typeof import('@/lib/db')['db']

beforeAll(async () => {
  await freshDatabase()
  data = await import('./data')
  db = (await import('@/lib/db')).db
})

async function learner(): Promise<UserId> {
  const { id } = await db().learner.create({ data: { guestKey: randomUUID() } })
  return id as UserId
}
const run = (more: Partial<RunAttempt> = {}): RunAttempt => ({
  attemptId: randomUUID(),
  lab: 'first-handler',
  seed: 1,
  language: 'python',
  code: 'typed',
  sequence: 1,
  hints: 0,
  durationMs: 60_000,
  ...more,
})
const claim = (passed: boolean): Verdict[] =>
  ['greets', 'no-query', 'another-name'].map((id) => ({ id, passed, findings: [] }))
const reviews = (userId: UserId) =>
  db().review.findMany({ where: { learnerId: userId }, orderBy: { seq: 'asc' } })

describe('attempts', () => {
  test('a save that comes late or twice changes nothing, and nobody else may write it', async () => {
    const userId = await learner()
    const { durationMs: _, ...first } = run()
    await data.saveAttempt(userId, { ...first, sequence: 3, code: 'three' }, NOW)
    const late = await data.saveAttempt(userId, { ...first, sequence: 2, code: 'two' }, NOW)
    expect(late).toEqual({ ok: true, value: { sequence: 3 } })
    const [kept] = await data.listAttempts(userId, 'first-handler')
    expect(kept).toMatchObject({ code: 'three', sequence: 3, runs: 0, verdicts: null })
    const other = await data.saveAttempt(await learner(), { ...first, sequence: 9 }, NOW)
    expect(other.ok).toBe(false)
    expect(await data.listAttempts(userId, 'first-handler')).toHaveLength(1)
  })

  test('code is believed and told so; the run that solves it makes one review', async () => {
    const userId = await learner()
    const first = run({ verdicts: claim(false) })
    await data.recordRun(userId, first, NOW)
    expect(await reviews(userId)).toEqual([])
    const solving = { ...first, sequence: 2, verdicts: claim(true) }
    const solved = await data.recordRun(userId, solving, NOW + 1000)
    expect(solved).toMatchObject({ ok: true, value: { proof: 'claimed', solved: true } })
    await data.recordRun(userId, solving, NOW + 2000)
    await data.recordRun(userId, { ...solving, sequence: 3 }, NOW + 3000)
    expect(await reviews(userId)).toMatchObject([
      { cardId: 'lab.first-handler', grade: 3, mode: 'do', source: 'lab', durationMs: 60_000 },
    ])
    const [kept] = await data.listAttempts(userId, 'first-handler')
    expect(kept).toMatchObject({ runs: 3, proof: 'claimed', solvedAt: '2026-11-23T09:00:01.000Z' })
    expect(await data.getLabStates(userId)).toEqual(new Map([['first-handler', 'solved']]))
  })

  test('with hints it is Hard, with the solution it is Again and never solved', async () => {
    const userId = await learner()
    await data.recordRun(userId, run({ hints: 2, verdicts: claim(true) }), NOW)
    const given = run({ lab: 'cors-from-the-handler' })
    const shown = await data.showSolution(userId, given, NOW + 1000)
    expect(shown.ok && Object.keys(shown.value.solution)).toEqual(['python', 'javascript'])
    await data.showSolution(userId, { ...given, sequence: 2 }, NOW + 2000)
    expect((await reviews(userId)).map(({ grade }) => grade)).toEqual([2, 1])
  })

  test('verdicts about other checks are refused', async () => {
    const userId = await learner()
    const [one] = claim(true)
    for (const verdicts of [[], claim(true).slice(1), [one, one, one] as Verdict[]])
      expect((await data.recordRun(userId, run({ verdicts }), NOW)).ok).toBe(false)
    expect((await data.recordRun(userId, run({ lab: 'no-such' }), NOW)).ok).toBe(false)
    expect(await data.listAttempts(userId, 'first-handler')).toEqual([])
  })

  test('data is graded here, whatever the browser says of it', async () => {
    const userId = await learner()
    const policy = run({ lab: 'resource-policy', language: 'text', verdicts: claim(true) })
    const broken = await data.recordRun(userId, { ...policy, code: '{"Statement":[]}' }, NOW)
    expect(broken).toMatchObject({ ok: true, value: { proof: 'graded', solved: false } })
    const { drawLab } = await import('./draw/rules')
    const { lab } = drawLab(data.getLabs().get('resource-policy')?.source ?? '', 1)
    const code = (lab.solution as { text: string }).text
    const solved = await data.recordRun(userId, { ...policy, code, sequence: 2 }, NOW + 1000)
    expect(solved).toMatchObject({ ok: true, value: { proof: 'graded', solved: true } })
    expect(await reviews(userId)).toMatchObject([{ cardId: 'lab.resource-policy', grade: 3 }])
  })

  test('a lab that was done is due again as a card of its own', async () => {
    const userId = await learner()
    await data.showSolution(userId, run(), NOW)
    const { buildQueue } = await import('@/features/review/queue/data')
    const queue = await buildQueue(userId, {}, NOW + 20 * 60_000)
    expect(queue?.cards[0]).toMatchObject({ id: 'lab.first-handler' })
    expect(queue?.cards[0]?.frontHtml).toContain('href="/labs/first-handler?again=1"')
    expect(queue?.cards.filter(({ id }) => id.startsWith('lab.'))).toHaveLength(1)
  })
})
