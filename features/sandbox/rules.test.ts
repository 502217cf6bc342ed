import { describe, expect, it } from 'vitest'
import { scenarioSchema as worldScenarioSchema } from '@/emulator'
import { partsOf, worldScenarioOf } from './rules'
import { type Scenario, scenarioSchema } from './schema'

const pets: Scenario = {
  format: 1,
  name: 'Pets',
  api: {
    kind: 'data',
    api: {
      type: 'REST',
      id: 'abc123',
      resources: { '/pets': { GET: { integration: { type: 'AWS_PROXY', function: 'pets' } } } },
      stages: { prod: {} },
    },
  },
  functions: {
    pets: { code: { kind: 'source', language: 'python', files: { 'lambda_function.py': '' } } },
  },
  sends: [
    { name: 'All pets', step: { request: { method: 'GET', path: '/prod/pets' } } },
    { name: 'A minute', step: { advanceMs: 60_000 } },
  ],
  figures: '2026-11-22',
  seed: '1',
  startAt: '2026-11-22T09:30:00Z',
}

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Pets:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: app.handler
      InlineCode: "def handler(event, context): return 1"
      Events:
        All: { Type: HttpApi, Properties: { Path: /pets, Method: get } }
`

describe('scenarios', () => {
  it('are plain data that survives JSON', () => {
    expect(scenarioSchema.parse(JSON.parse(JSON.stringify(pets)))).toEqual(pets)
  })

  it('are what npm run emulate reads', () => {
    const read = worldScenarioOf(pets)
    expect(read.ok && worldScenarioSchema.parse(read.value)).toMatchObject({
      title: 'Pets',
      clock: pets.startAt,
      events: [{ request: { path: '/prod/pets' } }, { advanceMs: 60_000 }],
    })
  })

  it('may have their API as a SAM template, whose functions they may replace', () => {
    const sam: Scenario = { ...pets, api: { kind: 'sam', text: TEMPLATE } }
    const read = partsOf(sam)
    expect(read.ok && read.value.api.type).toBe('HTTP')
    expect(read.ok && Object.keys(read.value.functions)).toEqual(['Pets', 'pets'])
  })

  it.each([
    ['Resources:\n  A: [', 2],
    [TEMPLATE.replace('AWS::Serverless::Function', 'AWS::Serverless::Nothing'), 1],
    ['Resources: {}', 1],
  ])('tell where a template cannot be read: %j', (text, atLeast) => {
    const read = partsOf({ ...pets, api: { kind: 'sam', text } })
    expect(read.ok).toBe(false)
    expect(!read.ok && read.fault.line).toBeGreaterThanOrEqual(atLeast)
    expect(!read.ok && read.fault.message).toContain('expected')
  })
})
