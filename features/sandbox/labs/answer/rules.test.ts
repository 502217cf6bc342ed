import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { openCanned } from '../canned/rules'
import { drawLab } from '../draw/rules'
import { gradeLab, isSolved } from '../grade/rules'
import { runChecks } from '../run/rules'
import type { Lab } from '../schema'
import { answeredScenario } from './rules'

const labOf = (slug: string, seed = 1): Lab =>
  drawLab(readFileSync(`content/labs/${slug}.yaml`, 'utf8'), seed).lab
const textOf = (lab: Lab) => (lab.solution as { text: string }).text
const answered = (slug: string, text: string) =>
  answeredScenario(labOf(slug), slug, 1, 'text', text)

describe('an answer in its world', () => {
  test('code goes into the function with its language’s file, handler and declared cost', () => {
    const lab = labOf('init-once')
    const made = answeredScenario(lab, 'x', 1, 'python', 'def lambda_handler(e, c): pass')
    expect(made.ok && made.value.functions.charge).toMatchObject({
      runtime: 'python3.14',
      handler: 'lambda_function.lambda_handler',
      code: { kind: 'source', language: 'python', cpuMs: 0.1 },
    })
    expect(answeredScenario(lab, 'x', 1, 'text', '')).toEqual({
      ok: false,
      why: 'This lab is solved in code.',
    })
  })

  test.each([
    ['resource-policy', '{', /JSON/],
    ['resource-policy', '{"Statement": [{"Effect": "Maybe"}]}', /^Statement/],
    ['mock-integration', 'integration: [', /^Line 1/],
    ['memory-and-money', 'memoryMb: 64', /memoryMb/],
    ['memory-and-money', 'code: { kind: canned }', /"code" cannot be set here/],
    ['memory-and-money', 'fast', /Write fields/],
    ['sam-template', 'Resources: {}', /Line 1, column/],
  ])('%s does not take %s', (slug, text, why) => {
    const made = answered(slug, text)
    expect(made.ok ? '' : made.why).toMatch(why)
  })

  test('an answer reaches into lists', () => {
    const made = answered('event-pattern', '{"source": ["a"]}')
    expect(made.ok && made.value.functions.fraud?.eventSources?.[0]?.filters).toEqual([
      { source: ['a'] },
    ])
  })

  test('code in a template that was answered is never run', async () => {
    const lab = labOf('sam-template')
    const made = answeredScenario(lab, 'x', 1, 'text', textOf(lab))
    if (!made.ok) throw new Error(made.why)
    const runs = await runChecks(lab.checks, made.value, async (one) => openCanned(one, FIGURES))
    expect(isSolved(gradeLab(runs, lab.checks))).toBe(true)
    const own = { ...made.value, functions: {} }
    const [run] = await runChecks(lab.checks.slice(0, 1), own, async (one) =>
      openCanned(one, FIGURES),
    ).catch((error: Error) => [{ trouble: error.message, exchanges: [] }])
    const payloads = (run?.exchanges ?? []).map(({ response }) => response?.status)
    expect(payloads).not.toContain(200)
  })
})
