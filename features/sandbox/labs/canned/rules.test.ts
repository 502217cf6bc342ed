import { expect, test } from 'vitest'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { SCENARIO_FORMAT, type Scenario } from '../../schema'
import { openCanned } from './rules'

const CODE = {
  kind: 'source' as const,
  language: 'javascript' as const,
  files: { 'index.mjs': 'throw new Error("this was run")' },
}

const TEMPLATE = `
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Brought:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: index.handler
      InlineCode: "raise Exception('this was run')"
      Events: { Get: { Type: Api, Properties: { Path: /, Method: get, RestApiId: !Ref Api } } }
`

const scenario = (more: Partial<Scenario>): Scenario => ({
  format: SCENARIO_FORMAT,
  name: 'canned',
  api: { kind: 'sam', text: TEMPLATE, api: 'Api' },
  functions: {},
  startAt: '2026-11-23T09:00:00Z',
  sends: [],
  figures: '',
  seed: '1',
  ...more,
})

test('code that a template brings along is not run, and breaks nothing', async () => {
  const world = openCanned(scenario({}), FIGURES)
  const { response, invocations } = await world.handle({ method: 'GET', path: '/prod/' })
  expect(response?.status).toBe(502)
  expect(invocations[0]?.payload).toContain('CodeIsNotRun')
  expect(JSON.stringify(invocations)).not.toContain('this was run')
  await world.dispose()
})

test('neither is that of a function or of one of its versions', async () => {
  const functions = { f: { code: CODE, versions: { '1': { code: CODE } } } }
  const world = openCanned(scenario({ functions }), FIGURES)
  for (const name of ['f', 'f:1']) {
    const { invocations } = await world.invoke(name, {})
    expect(invocations[0]?.payload).toContain('CodeIsNotRun')
  }
  await world.dispose()
})
