import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Api, FunctionUrl, RestApi } from '../../schema/api'
import type { Functions } from '../../schema/function'
import {
  functions,
  httpDescription,
  httpStage,
  restDescription,
  restStage,
  webSocketApi,
} from '../fixtures/arbitrary'
import { readTemplate } from './read-template'
import { writeTemplate } from './write-template'

const staged = <A extends Api>(api: fc.Arbitrary<A>, stage: fc.Arbitrary<object>) =>
  fc
    .tuple(
      api,
      fc.dictionary(fc.constantFrom('dev', 'prod'), stage, { minKeys: 1, noNullPrototype: true }),
    )
    .map(([{ region: _, ...one }, stages]) => ({ ...one, stages }) as unknown as Api)

/** Keys and plans, for stages that may or may not be there. */
const keyed = staged(restDescription, restStage).map((api): Api => {
  const stages = Object.keys((api as RestApi).stages)
  const throttle = { rate: 1, burst: 2 }
  return {
    ...(api as RestApi),
    endpointType: 'REGIONAL',
    apiKeys: { 'my-key': { value: 'k'.repeat(24), enabled: false } },
    usagePlans: {
      gold: {
        keys: ['my-key'],
        stages,
        throttle,
        methodThrottles: { '/pets/GET': throttle },
        quota: { limit: 5, period: 'WEEK', offset: 1 },
      },
    },
  }
})

const same = (apis: Record<string, Api>, all: Functions, format: 'yaml' | 'json') => {
  const { text, files, warnings } = writeTemplate({ apis, functions: all }, { format })
  expect(warnings).toEqual([])
  const read = readTemplate(text, { files })
  const byId = (some: Record<string, Api>) =>
    Object.fromEntries(Object.values(some).map((one) => [one.id, one]))
  const enabled = JSON.parse(JSON.stringify(byId(read.apis)))
  expect(enabled).toEqual(byId(apis))
  expect(read.functions).toEqual(all)
}

const format = fc.constantFrom('yaml' as const, 'json' as const)

describe('templates that are written', () => {
  it('format.sam-write: functions read the same', () => {
    fc.assert(
      fc.property(functions, format, (all, one) => same({}, all, one)),
      { numRuns: 60 },
    )
  })

  it.each([
    ['a REST API with keys and plans', keyed],
    ['a REST API', staged(restDescription, restStage)],
    ['an HTTP API', staged(httpDescription, httpStage)],
  ])('format.sam-write: %s reads the same', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, format, (api, one) => same({ [api.id]: api }, {}, one)),
      { numRuns: 25 },
    )
  })

  it('format.sam-write: a WebSocket API reads the same, but for its integration responses', () => {
    fc.assert(
      fc.property(staged(webSocketApi, httpStage), format, (api, one) => {
        if (api.type !== 'WEBSOCKET') return
        const routes = Object.entries(api.routes).map(([key, { integration, ...route }]) => {
          const { responses: _, cacheKeyParameters: __, ...kept } = integration
          return [key, { ...route, integration: kept }]
        })
        same({ [api.id]: { ...api, routes: Object.fromEntries(routes) } }, {}, one)
      }),
      { numRuns: 25 },
    )
  })

  const inline = (text: string): Functions[string] => ({
    runtime: 'nodejs22.x',
    code: { kind: 'source', language: 'javascript', files: { 'index.js': text } },
  })

  it('format.sam-write: functions of the template are named by their resource', () => {
    const api: RestApi = {
      type: 'REST',
      id: 'pets',
      resources: {
        '/': {
          GET: { integration: { type: 'AWS_PROXY', function: 'list-pets' } },
          POST: { integration: { type: 'AWS_PROXY', function: `add-\${stageVariables.color}` } },
        },
      },
      stages: { prod: {} },
    }
    const all = { 'list-pets': inline('1') }
    same({ Pets: api }, all, 'yaml')
    const { text } = writeTemplate({ apis: { Pets: api }, functions: all })
    expect(text).toContain(
      `uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${ListPets.Arn}/invocations`,
    )
    expect(text).toContain(`function:add-\${!stageVariables.color}/invocations`)
    expect(text).toContain('ListPetsApiGatewayPermission:')
  })

  it('format.sam-write: a missing permission is a missing resource', () => {
    const integration = { type: 'AWS_PROXY' as const, function: 'f', permitted: false }
    const api: RestApi = {
      type: 'REST',
      id: 'pets',
      resources: { '/': { GET: { integration } } },
      stages: { prod: {} },
    }
    same({ Pets: api }, { f: inline('1') }, 'yaml')
  })

  it('format.sam-write: a function URL', () => {
    const url: FunctionUrl = {
      type: 'FUNCTION_URL',
      id: 'furl',
      function: 'f',
      authType: 'AWS_IAM',
      cors: { allowOrigins: ['*'], maxAge: 5 },
    }
    same({ fUrl: url }, { f: inline('1') }, 'json')
  })

  it('format.sam-write: what a template does not carry is told', () => {
    const api: RestApi = {
      type: 'REST',
      id: 'pets',
      region: 'eu-west-1',
      wafBlocks: ['10.0.0.0/8'],
      resources: { '/': { GET: { integration: { type: 'MOCK' } } } },
      stages: { prod: { deploymentId: 'abc' } },
    }
    const f: Functions[string] = {
      code: { kind: 'canned', value: { statusCode: 200 }, durationMs: 5 },
      versions: { '1': { memoryMb: 256 } },
    }
    const g = { ...inline('1'), packageBytes: 5 }
    const { warnings, text } = writeTemplate({ apis: { Pets: api }, functions: { f, g } })
    expect(warnings).toEqual([
      { at: 'functions.f.code', says: 'a canned answer is written as a handler that gives it' },
      { at: 'apis.Pets.wafBlocks', says: 'a web ACL is not written' },
      { at: 'apis.Pets.stages.prod.deploymentId', says: 'a template does not carry this' },
      { at: 'functions.f.versions.1.memoryMb', says: 'a template does not carry this' },
      { at: 'functions.g.packageBytes', says: 'a template does not carry this' },
    ])
    expect(text).toContain('return JSON.parse("{\\"statusCode\\":200}")')
  })

  it('format.sam-write: a template that is too large is told', () => {
    const all = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`f${i}`, inline('1')]))
    expect(writeTemplate({ apis: {}, functions: all }).warnings[0]?.says).toContain(
      'expected at most 500 resources, found 501',
    )
  })
})
