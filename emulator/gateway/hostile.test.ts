import { describe, expect, it } from 'vitest'
import type { RestApi, RestMethod } from '../schema/api'
import type { Json } from '../schema/json'
import { ask, bodyOf, custom, method, mock, one, policy, statusOf, world } from './fixtures/worlds'
import { createWorld } from './world'

/** Real time in which anything must be over on a busy machine. */
const MS = 5_000

async function inTime<T>(work: () => Promise<T> | T): Promise<T> {
  const began = performance.now()
  const result = await work()
  expect(performance.now() - began).toBeLessThan(MS)
  return result
}

const places = (api: unknown): string[] => {
  try {
    world(api as RestApi)
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

const modelled = (schema: Json, others: NonNullable<RestApi['models']> = {}): RestApi =>
  one(
    { ...method(), validator: 'v', requestModels: { 'application/json': 'M' } },
    {
      validators: { v: { validateRequestBody: true } },
      models: { M: { schema }, ...others },
    },
  )

describe('what is malformed is refused with its place', () => {
  it('in a policy', () => {
    const resourcePolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Perhaps' }] }
    expect(places({ ...one(), resourcePolicy })).toEqual([
      expect.stringMatching(/^resourcePolicy\.Statement(\.0\.Effect)?: expected /),
    ])
  })
  it('in a template', () => {
    const requestTemplates = { 'application/json': 'a\n#if($x)' }
    expect(places(one({ integration: mock({ requestTemplates }) }))).toEqual([
      expect.stringMatching(/requestTemplates\.application\/json: expected .*line \d+, column \d+/),
      expect.stringContaining('resources./pets.POST'),
    ])
  })
  it('in a model', () => {
    expect(places(modelled({ properties: { a: { pattern: '(?<!b)c' } } }))).toEqual([
      'models.M.properties.a.pattern: expected a regular expression without look-around and back references',
    ])
    expect(places(modelled({ patternProperties: { '(a)\\1': {} } }))).toHaveLength(1)
    expect(places(modelled({ enum: [{ pattern: '(?=a)' }] }))).toEqual([])
  })
  it('in a pattern of a selection', () => {
    const responses = [{ statusCode: 400, selectionPattern: '(' }]
    expect(places(one({ integration: custom('ok', { responses }) }))[0]).toBe(
      'resources./pets.GET.integration.responses.0.selectionPattern: expected a regular expression',
    )
  })
  it('in the rest of the world', () => {
    const options = { api: one(), functions: {}, figures: {} as never, seed: 1 }
    expect(() => createWorld({ ...options, startAt: 'tomorrow' })).toThrow(/startAt: expected/)
    expect(places({})).toEqual([expect.stringContaining('type')])
    expect(places(null)).toHaveLength(1)
  })
})

describe('what would never end is stopped', () => {
  it('references in a circle', async () => {
    const url = (name: string) =>
      `https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/${name}`
    const circle = modelled({ allOf: [{ $ref: url('A') }] }, { A: { schema: { $ref: url('M') } } })
    expect(await inTime(() => places(circle))).toEqual([
      'models.M: expected references that do not lead back to themselves',
      'models.A: expected references that do not lead back to themselves',
    ])
  })
  it('references that multiply', async () => {
    const definitions: { [name: string]: Json } = { d0: { type: 'object' } }
    for (let i = 1; i < 60; i++) {
      const $ref = `#/definitions/d${i - 1}`
      definitions[`d${i}`] = { allOf: [{ $ref }, { $ref }] }
    }
    const api = modelled({ allOf: [{ $ref: '#/definitions/d59' }], definitions })
    expect(statusOf(await inTime(() => ask(api, { data: {} })))).toBe(400)
  })
  it('patterns that try every way', async () => {
    const evil = '(a+)+$'
    const long = `${'a'.repeat(50_000)}!`
    const schema = { properties: { a: { type: 'string', pattern: `^${evil}` } } }
    expect(statusOf(await inTime(() => ask(modelled(schema), { data: { a: long } })))).toBe(400)
    const m: RestMethod = { ...method(), authorizationType: 'CUSTOM', authorizer: 'a' }
    const authorizers = {
      a: { type: 'TOKEN' as const, function: 'ok', identityValidationExpression: evil },
    }
    const headers = { Authorization: long.slice(-5_000) }
    expect(statusOf(await inTime(() => ask(one(m, { authorizers }), { headers })))).toBe(401)
    const template = `$input.path('$').a.matches('${evil}')`
    const api = one({
      integration: custom('ok', {
        requestTemplates: { 'application/json': `"${template}"` },
        responses: [{ statusCode: 200 }],
      }),
    })
    const { event } = await inTime(() => ask(api, { data: { a: long } }))
    expect(event).toBe('false')
  })
  it('wildcards that go back and back', async () => {
    const resource = `arn:aws:execute-api:*${'*a'.repeat(100)}b`
    const resourcePolicy = policy('Allow', resource)
    const path = `/prod/${'a'.repeat(1_000)}`
    expect(statusOf(await inTime(() => ask(one(method(), { resourcePolicy }), { path })))).toBe(403)
  })
  it('paths that look everywhere', async () => {
    let data: Json = 1
    for (let i = 0; i < 12; i++) data = { a: data, b: data }
    const source = `method.request.body.$${'..*'.repeat(6)}`
    const integration = custom('ok', {
      requestParameters: { 'integration.request.header.X': source },
    })
    expect(statusOf(await inTime(() => ask(one({ integration }), { data })))).toBe(200)
    const match = `method.request.body.$[?match(@, '(a|a)*b')]`
    const other = custom('ok', { requestParameters: { 'integration.request.header.X': match } })
    const body = { data: { a: 'a'.repeat(50_000) } }
    expect(statusOf(await inTime(() => ask(one({ integration: other }), body)))).toBe(200)
  })
  it('templates that double their output', async () => {
    const loop = '#foreach($i in [1..999])'
    const requestTemplates = { 'application/json': `#set($s = "x")${loop}#set($s = "$s$s")#end$s` }
    const api = one({ integration: mock({ requestTemplates }) })
    expect(statusOf(await inTime(() => ask(api)))).toBe(500)
  })
  it('functions that never answer', async () => {
    expect(statusOf(await inTime(() => ask(one(method('hangs')))))).toBe(502)
  })
})

describe('what is too large is refused', () => {
  const MB = 1024 * 1024
  it('a body of 11 MB', async () => {
    const body = 'x'.repeat(11 * MB)
    expect(statusOf(await inTime(() => ask(one(), { method: 'POST', body })))).toBe(413)
  })
  it('an answer of 7 MB', async () => {
    const answers = { ok: { value: { statusCode: 200, body: 'x'.repeat(7 * MB) } } }
    const exchange = await inTime(() => ask(one(), {}, { answers }))
    expect(statusOf(exchange)).toBe(502)
    expect(exchange.invocations[0]?.payload).toContain('Function.ResponseSizeTooLarge')
  })
  it('a body that nests without a bottom', async () => {
    const body = '['.repeat(1_000_000)
    const requestTemplates = { 'application/json': "$input.path('$')" }
    const api = one({ integration: mock({ requestTemplates }) })
    const headers = { 'Content-Type': 'application/json' }
    const exchange = await inTime(() => ask(api, { method: 'POST', body, headers }))
    expect([400, 500]).toContain(statusOf(exchange))
    expect(bodyOf(exchange)).toContain('message')
  })
})
