import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Schema, Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { JsonError, parseLocated } from './located-json'
import { Refused, readScenario } from './read-scenario'
import { scenarioJsonSchema } from './scenario-json-schema'

const ROOT = join(import.meta.dirname, '../..')
const scenario = (handler: string, more: object = {}) => ({
  api: {
    type: 'REST',
    id: 'abc123',
    resources: {
      '/pets/{id}': { GET: { integration: { type: 'AWS_PROXY', function: 'pets' } } },
    },
    stages: { prod: {} },
  },
  functions: {
    pets: {
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      code: { kind: 'source', language: 'javascript', files: { 'index.mjs': handler } },
    },
  },
  requests: [{ method: 'GET', path: '/prod/pets/7' }],
  ...more,
})
const GOOD = scenario(`
  export const handler = async (event) => ({
    statusCode: 200,
    body: JSON.stringify([event.pathParameters.id, Math.random(), new Date()]),
  })`)

describe('JSON with places', () => {
  it('means what JSON.parse does, and knows where each value begins', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2)
        expect(parseLocated(text).value).toEqual(JSON.parse(text))
      }),
    )
    const { placeOf } = parseLocated('{\n  "a": [1,\n    {"b.c": null}]\n}')
    expect(placeOf([])).toEqual({ line: 1, column: 1 })
    expect(placeOf(['a', 0])).toEqual({ line: 2, column: 9 })
    expect(placeOf(['a', 1, 'b.c'])).toEqual({ line: 3, column: 13 })
    expect(placeOf(['a', 7, 'x'])).toEqual({ line: 2, column: 8 })
  })
  it('refuses what JSON.parse refuses, and nothing else of what is put together at random', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      'null',
      ' ',
      '\n',
      '01',
      '\\',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        let expected: unknown = JsonError
        try {
          expected = JSON.parse(text)
        } catch {}
        try {
          expect(parseLocated(text).value).toEqual(expected)
        } catch (error) {
          if (!(error instanceof JsonError)) throw error
          // A key given twice is a mistake that JSON.parse lets pass.
          if (!error.expected.startsWith('no second')) expect(expected).toBe(JsonError)
        }
      }),
      { numRuns: 2000 },
    )
  })
  it.each([
    ['{ "a": [1,] }', '1:11', 'a value'],
    ['{\n  "a" 1 }', '2:7', '":"'],
    ['{ "a": 1 "b": 2 }', '1:10', '"," or "}"'],
    ['{ a: 1 }', '1:3', 'a key in double quotes'],
    ['{ "a": 1, "a": 2 }', '1:11', 'no second "a"'],
    ['{}\n{}', '2:1', 'nothing after the value'],
    ['["a\nb"]', '1:2', 'a text on one line'],
    ['['.repeat(300), '1:202', 'at most 200 levels'],
    ['', '1:1', 'a value'],
  ])('places what is wrong in %j', (text, place, expected) => {
    const [line, column] = place.split(':').map(Number)
    try {
      parseLocated(text)
      expect.unreachable()
    } catch (error) {
      expect((error as JsonError).place).toEqual({ line, column })
      expect((error as JsonError).expected).toContain(expected)
    }
  })
})

describe('a scenario', () => {
  const refused = (value: object) => {
    try {
      readScenario('s.json', JSON.stringify(value, null, 1))
      return []
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return error.message.split('\n').map((line) => line.replace(/:\d+:\d+:/, ':'))
    }
  }
  it('is refused with each place and what was expected there', () => {
    expect(refused(GOOD)).toEqual([])
    expect(refused({ ...GOOD, extra: 1 })).toEqual(['s.json: extra: expected no key "extra"'])
    const step = { ...GOOD, requests: undefined, events: [{ request: { method: 'GET', path: 1 } }] }
    expect(refused(step)).toEqual([
      's.json: events.0.request.path: expected a value of type string',
    ])
    const wrong = scenario('', { functions: { pets: { code: { kind: 'sauce' } } } })
    expect(refused(wrong)).toEqual([
      expect.stringMatching(/^s\.json: functions\.pets\.code(\.kind)?: expected /),
    ])
  })
  it('has a JSON Schema that is up to date and agrees', () => {
    const file = join(ROOT, 'emulator/scenario.schema.json')
    const published = JSON.parse(readFileSync(file, 'utf8'))
    // Made by: npm run -s emulate -- --schema > emulator/scenario.schema.json
    expect(published).toEqual(scenarioJsonSchema())
    const validator = new Validator(published as Schema, '2020-12')
    expect(validator.validate(GOOD).valid).toBe(true)
    const bad = { ...GOOD, requests: [{ method: 'GET', path: 7 }] }
    const { valid, errors } = validator.validate(bad)
    expect(valid).toBe(false)
    expect(errors.map(({ instanceLocation }) => instanceLocation)).toContain('#/requests/0/path')
  })
})

describe('npm run emulate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'emulate-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (name: string, content: object | string) => {
    const file = join(folder, name)
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    return file
  }
  const emulate = (...args: string[]): Promise<{ status: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const flags = ['--conditions=react-server', '--import', 'tsx', 'scripts/emulate.ts']
      execFile(
        process.execPath,
        [...flags, ...args],
        { cwd: ROOT, maxBuffer: 1e8 },
        (error, out, err) => resolve({ status: Number(error?.code ?? 0), out, err }),
      )
    })

  it('world.deterministic answers with the exchanges of a scenario, the same each time', async () => {
    const file = write('good.json', GOOD)
    const [first, second] = [await emulate(file), await emulate(file)]
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(second.out).toBe(first.out)
    const [exchange] = JSON.parse(first.out)
    expect(exchange.response.status).toBe(200)
    expect(JSON.parse(exchange.response.body)[0]).toBe('7')
  })
  it('runs the steps of a scenario in their order', async () => {
    const code = { kind: 'canned', value: { statusCode: 200 }, durationMs: 10, initMs: 0 }
    const events = [
      { request: { method: 'GET', path: '/prod/pets/7' }, concurrent: true },
      { request: { method: 'GET', path: '/prod/pets/8' } },
      { invoke: 'pets', event: { a: 1 } },
      { advanceMs: 60_000 },
      { request: { method: 'GET', path: '/prod/pets/9' } },
    ]
    const steps = { ...GOOD, functions: { pets: { code } }, requests: undefined, events }
    const { status, out } = await emulate(write('steps.json', steps))
    expect(status).toBe(0)
    const exchanges = JSON.parse(out) as { kind: string; startedAt: number }[]
    expect(exchanges.map(({ kind }) => kind)).toEqual(['http', 'http', 'invoke', 'http'])
    const [first, second, , last] = exchanges.map(({ startedAt }) => startedAt) as number[]
    expect(second).toBe(first)
    expect((last ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(60_000)
  })
  it('renders one template for the scenario’s first request', async () => {
    const requests = [{ method: 'GET', path: '/prod/pets/7?q=a%20b', body: '{"n":1}' }]
    const file = write('render.json', { ...GOOD, requests })
    const template = write(
      't.vtl',
      '$input.params("id")|$input.params("q")|$input.json("$.n")|$context.httpMethod',
    )
    const { status, out } = await emulate('--vtl', template, '--scenario', file)
    expect({ status, out }).toEqual({ status: 0, out: '7|a b|1|GET\n' })
  })
  it('ends with 2 and the place when something is malformed', async () => {
    const good = write('ok.json', GOOD)
    const cases: [string[], RegExp][] = [
      [[write('comma.json', '{ "api": [1,] }')], /comma\.json:1:13: \(JSON\): expected a value/],
      [[write('type.json', { ...GOOD, seed: [] })], /type\.json:1:\d+: seed: expected /],
      [
        ['--vtl', write('bad.vtl', 'a\n#if($x'), '--scenario', good],
        /bad\.vtl:2:\d+: .+expected "\)"/,
      ],
      [[join(folder, 'absent.json')], /absent\.json: expected a file/],
      [[], /^usage: /],
      [['--unknown'], /Unknown option/],
    ]
    for (const [args, expected] of cases) {
      const { status, err, out } = await emulate(...args)
      expect({ status, out, err }).toEqual({
        status: 2,
        out: '',
        err: expect.stringMatching(expected),
      })
    }
  }, 90_000)
  it('places what the world itself refuses', async () => {
    const api = { ...GOOD.api, stages: {} }
    const resources = {
      '/pets': {
        GET: { integration: { type: 'MOCK', requestTemplates: { 'application/json': '#if(' } } },
      },
    }
    const file = write('world.json', { ...GOOD, api: { ...api, resources, stages: { prod: {} } } })
    const { status, err } = await emulate(file)
    expect(status).toBe(2)
    expect(err).toMatch(/world\.json:1:\d+: api\.resources\./)
  })
})
