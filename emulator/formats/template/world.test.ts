import { describe, expect, it } from 'vitest'
import { FIGURES } from '../../gateway/fixtures/figures'
import { createWorld } from '../../gateway/world'
import { readTemplate } from './read-template'

const TEMPLATE = `
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: provided.al2023
      Handler: bootstrap
      CodeUri: .
      Events: { Get: { Type: Api, Properties: { Path: "/hello/{name}", Method: get } } }
`

describe('a world from a template', () => {
  it('format.sam: what was read answers requests', async () => {
    const { apis, functions } = readTemplate(TEMPLATE)
    const api = apis.ServerlessRestApi
    if (!api) throw new Error('no API was read')
    const world = createWorld({ api, functions, figures: FIGURES, seed: 1, startAt: 0 })
    const exchange = await world.handle({ method: 'GET', path: '/Prod/hello/ada' })
    expect(exchange).toMatchObject({ route: 'GET /hello/{name}', response: { status: 200 } })
    await world.dispose()
  })
})
