import { beforeAll, describe, expect, test } from 'vitest'
import { getLabs } from '@/features/sandbox/labs/data'
import { drawLab } from '@/features/sandbox/labs/draw/rules'
import type { Verdict } from '@/features/sandbox/labs/schema'
import { freshDatabase } from '@/lib/test-database'
import { labSeed } from './rules'

let data: typeof import('./data')

beforeAll(async () => {
  await freshDatabase()
  data = await import('./data')
})

const labOf = (slug: string, seed: string) =>
  drawLab(getLabs().get(slug)?.source ?? '', labSeed(seed)).lab

describe('a lab that is sat', () => {
  test('is shown without hints, solution and what comes after, the same for the same seed', () => {
    const sheet = data.getLabSheet('event-pattern', 'one')
    expect(sheet).toMatchObject({ slug: 'event-pattern', hintsHtml: [], next: [] })
    expect(sheet).not.toHaveProperty('source')
    const { solution } = labOf('event-pattern', 'one') as { solution: { text: string } }
    expect(JSON.stringify(sheet)).not.toContain(JSON.stringify(solution.text))
    expect(data.getLabSheet('event-pattern', 'one')).toEqual(sheet)
    expect(data.getLabSheet('no-such-lab', 'one')).toBeNull()
  })

  test('is graded here where its answer is data, whatever the browser says', async () => {
    const { solution, starter } = labOf('event-pattern', 'two')
    const text = (solution as { text: string }).text
    const right = { as: 'lab' as const, language: 'text' as const, code: text, verdicts: null }
    const graded = await data.gradeLabAnswer('event-pattern', 'two', right)
    expect(graded).toMatchObject({ proof: 'graded', verdict: { right: true, score: 1 } })
    const claimed = getLabs()
      .get('event-pattern')
      ?.source.match(/^ {2}- id: (\S+)/gm)
      ?.map((line): Verdict => ({ id: line.slice(8), passed: true, findings: [] }))
    const forged = { ...right, code: (starter as { text: string }).text, verdicts: claimed ?? [] }
    const found = await data.gradeLabAnswer('event-pattern', 'two', forged)
    expect(found?.proof).toBe('graded')
    expect(found?.verdict.right).toBe(false)
    const wrong = found?.verdict.findings.find((one) => !one.right)
    expect(wrong?.whyHtml).toMatch(/Expected <code>.+<\/code>, saw <code>/)
    const unreadable = { ...right, code: '{' }
    const broken = await data.gradeLabAnswer('event-pattern', 'two', unreadable)
    expect(broken?.verdict).toMatchObject({ right: false, score: 0 })
  })

  test('is believed where its answer is code, as far as it is about its checks', async () => {
    const { checks } = labOf('first-handler', 'three')
    const verdicts = checks.map(({ id }, i): Verdict => ({ id, passed: i > 0, findings: [] }))
    const answer = { as: 'lab' as const, language: 'python' as const, code: 'x = 1', verdicts }
    const claimed = await data.gradeLabAnswer('first-handler', 'three', answer)
    expect(claimed).toMatchObject({ proof: 'claimed', verdict: { right: false } })
    expect(claimed?.verdict.score).toBeCloseTo((checks.length - 1) / checks.length)
    const never = await data.gradeLabAnswer('first-handler', 'three', { ...answer, verdicts: null })
    expect(never?.verdict).toMatchObject({ score: 0, right: false })
    expect(never?.verdict.findings[0]).toMatchObject({ whyHtml: 'It was not run.', chosen: false })
    const other = { ...answer, verdicts: verdicts.slice(1) }
    expect(await data.gradeLabAnswer('first-handler', 'three', other)).toBeNull()
    expect(await data.gradeLabAnswer('no-such-lab', 'three', answer)).toBeNull()
  })
})
