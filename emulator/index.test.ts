import { describe, expect, it } from 'vitest'
import { FIGURES } from './gateway/fixtures/figures'
import { ask, custom, method, one, proxy } from './gateway/fixtures/worlds'
import type { FunctionSpec, RestApi } from './index'
import * as door from './index'

const api: RestApi = one(method('ok', { integration: proxy('ok') }))
const ok: FunctionSpec = { code: { kind: 'canned', value: { statusCode: 200, body: 'ok' } } }
const options = { api, functions: { ok }, figures: FIGURES, seed: 1, startAt: 0 }

describe('the door', () => {
  it('gives worlds that run Lambda, cold at first', async () => {
    const world = door.createWorld(options)
    const starts = []
    for (let i = 0; i < 2; i++) {
      const { invocations } = await world.handle({ method: 'GET', path: '/prod/pets' })
      starts.push(invocations[0]?.start)
    }
    expect(starts).toEqual(['cold', 'warm'])
  })
  it('keeps worlds apart', async () => {
    const [a, b] = [door.createWorld(options), door.createWorld(options)]
    await a.handle({ method: 'GET', path: '/prod/pets' })
    const { invocations } = await b.handle({ method: 'GET', path: '/prod/pets' })
    expect([invocations[0]?.start, a.now() > b.now()]).toEqual(['cold', false])
  })
  it('opens on readers, writers, templates and events', () => {
    const { api: read } = door.readOpenApi(door.writeOpenApi(api).text)
    expect(Object.keys((read as RestApi).resources)).toEqual(['/pets'])
    expect(door.renderTemplate('$input.json("$.a")', { input: { body: '{"a":1}' } }).output).toBe(
      '1',
    )
    expect(door.writeCurl({ method: 'GET', path: '/x' }).command).toContain('curl')
    expect(Object.keys(door.EVENT_KINDS).length).toBeGreaterThan(15)
  })
})

describe('an exchange without its explanations', () => {
  const request = { method: 'POST', path: '/prod/pets', body: '{"a":1}' }
  const template = '{"a":$input.json("$.a"),"id":"$context.requestId"}'
  const mapped = one(
    { integration: custom('ok', { requestTemplates: { 'application/json': template } }) },
    { stages: { prod: { accessLogFormat: '$context.requestId' } } },
  )
  it('has the same result, steps, clock and chance', async () => {
    const worlds = [0, 1].map(() => door.createWorld({ ...options, api: mapped }))
    const [full, result] = await Promise.all(
      worlds.map(async (world, i) => {
        const how = { detail: i === 0 ? ('full' as const) : ('result' as const) }
        await world.handle(request, how)
        return world.handle(request, how)
      }),
    )
    if (!full || !result) throw new Error('two worlds answer twice')
    const verdicts = (exchange: door.Exchange) =>
      exchange.steps.map(({ input: _in, output: _out, ...rest }) => rest)
    expect(verdicts(result)).toEqual(verdicts(full))
    expect(result.steps.every(({ input, output }) => input === null && output === null)).toBe(true)
    expect(result).toEqual({
      ...full,
      steps: result.steps,
      context: null,
      executionLog: [],
      accessLog: null,
    })
    expect(full.executionLog.length).toBeGreaterThan(5)
    expect(full.accessLog).toBe(full.id)
  })
  it('is plain data either way', async () => {
    const exchange = await ask(mapped, request)
    expect(JSON.parse(JSON.stringify(exchange))).toEqual(exchange)
  })
})
