import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createInvoker, createWorld, serviceAnswers } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { makeProcessRuntime } from '@/emulator/runtimes/node/process-runtime'
import type { Content, SampleShown } from '@/features/cards/schema'
import { FUNCTION_NAME } from '../bench/rules'
import { scenarioSchema } from '../schema'
import { scenarioOfSample } from './rules'

const sample: SampleShown = {
  id: 'a',
  href: '/topics/a',
  title: 'A',
  language: 'js',
  code: 'import { n } from "stock";\nexport const handler = async (event) => event.x + n + process.env.Y',
  handler: 'handler',
  environment: { Y: 'y' },
  modules: { stock: 'export const n = 1' },
  events: [{ x: 'x' }, { x: 'z' }],
}

async function run(scenario: NonNullable<ReturnType<typeof scenarioOfSample>>) {
  const { api, functions, seed, startAt, sends } = scenario
  if (api.kind !== 'data') throw new Error('data')
  const world = createWorld({
    api: api.api,
    functions,
    figures: FIGURES,
    seed,
    startAt,
    makeInvoker: (kit) => {
      const backends = { ...kit.backends, call: serviceAnswers(kit.backends) }
      return createInvoker({ ...kit, backends }, { makeRuntime: makeProcessRuntime })
    },
  })
  const step = sends[0]?.step
  if (!step || !('invoke' in step)) throw new Error('invoke')
  const exchange = await world.invoke(step.invoke, step.event)
  await world.dispose()
  return exchange.invocations[0]
}

describe('scenarioOfSample', () => {
  it('has the code, its environment, its stand-ins and its events', async () => {
    const scenario = scenarioOfSample(sample, '2026-11-22')
    expect(scenarioSchema.safeParse(scenario).success).toBe(true)
    expect(scenario?.sends.map(({ name }) => name)).toEqual(['Event 1', 'Event 2'])
    expect(scenario && (await run(scenario))?.payload).toBe('"x1y"')
  })

  it('gives a script a handler, so that its output can be seen', async () => {
    const script = {
      ...sample,
      code: 'console.log("hello")',
      handler: null,
      events: [],
      modules: {},
    }
    const scenario = scenarioOfSample(script, '2026-11-22')
    const done = scenario && (await run(scenario))
    expect(done?.payload).toBe('null')
    expect(done?.logs.map(({ message }) => message).join()).toContain('hello')
  })

  it('is null where nothing runs the language', () => {
    expect(scenarioOfSample({ ...sample, language: 'sh' }, '2026-11-22')).toBeNull()
  })
})

describe('the code blocks of the pages', () => {
  const { samples } = JSON.parse(readFileSync('.generated/content.json', 'utf8')) as Content

  it.each(samples.map((one) => [one.id, one] as const))('%s opens as a scenario', (_id, one) => {
    const scenario = scenarioOfSample(one, '2026-11-22')
    expect(scenarioSchema.safeParse(scenario).error).toBeUndefined()
    expect(scenario?.functions[FUNCTION_NAME]?.code).toMatchObject({ kind: 'source' })
  })
})
