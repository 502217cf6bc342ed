import { describe, expect, test } from 'vitest'
import { type Overrides, readOverrides } from './context'
import { renderTemplate } from './render'

const context = {
  requestId: 'r-1',
  requestTimeEpoch: 1_700_000_000_123,
  identity: { sourceIp: '192.0.2.7', userArn: null },
  authorizer: { principalId: 'u', claims: { sub: 's-1', email: 'a@example.com' } },
}
const run = (template: string, overrides?: Overrides) =>
  renderTemplate(template, overrides === undefined ? { context } : { context, overrides })
const output = (template: string) => run(template).output

describe('$context', () => {
  test('6.3-1 shows the values of the call', () => {
    expect(output('$context.requestId $context.requestTimeEpoch')).toBe('r-1 1700000000123')
    expect(output("$context.get('requestId')$context['requestId']")).toBe('r-1r-1')
    expect(output('[$context.identity.userArn][$context.nope.x]')).toBe('[][]')
    expect(output("#set($context.requestId = 'x')$context.requestId")).toBe('r-1')
  })

  test('6.3-2 begins with empty overrides', () => {
    expect(run('x').overrides).toEqual({
      requestOverride: { header: {}, path: {}, querystring: {} },
      responseOverride: { header: {} },
      twice: [],
    })
    expect(output('$context.requestOverride.keySet()$context.responseOverride.keySet()')).toBe(
      '[header, path, querystring][header]',
    )
  })

  test('6.3-3 the claims themselves are null', () => {
    const template = '[$context.authorizer.claims]#if($context.authorizer.claims == $null)null#end'
    expect(output(template)).toBe('[]null')
    expect(output('$context.authorizer.claims.sub $context.authorizer.principalId')).toBe('s-1 u')
  })
})

describe('overrides', () => {
  test('6.3-4 of the request', () => {
    const { overrides, output: printed } = run(
      "#set($context.requestOverride.header.X-Id = 'a')\n#set($context.requestOverride.path.p = 7)\n#set($context.requestOverride.querystring.q = true)\n",
    )
    expect(printed).toBe('')
    expect(readOverrides(overrides).request).toEqual({
      header: { 'X-Id': 'a' },
      path: { p: '7' },
      querystring: { q: 'true' },
    })
  })

  test('6.3-5 a list becomes one value joined by commas', () => {
    const { overrides } = run("#set($context.requestOverride.header.X = ['a', 1, 'c'])")
    expect(readOverrides(overrides).request.header).toEqual({ X: 'a,1,c' })
  })

  test('6.3-6 by index, by name and by put()', () => {
    const { overrides, output: printed } = run(
      "#set($n = 'A')#set($context.requestOverride.header[$n] = '1')#set($context.requestOverride.header[\"B\"] = '2')$context.requestOverride.header.put('C', '3')$context.requestOverride.path.put('p', '4')",
    )
    expect(printed).toBe('')
    expect(overrides.requestOverride).toEqual({
      header: { A: '1', B: '2', C: '3' },
      path: { p: '4' },
      querystring: {},
    })
  })

  test('6.3-7 of the response', () => {
    const { overrides } = run(
      "#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X = 'y')",
    )
    expect(readOverrides(overrides).response).toEqual({ status: 418, header: { X: 'y' } })
  })

  test('6.3-8 a status is an integer in 100-599', () => {
    const status = (value: string) =>
      readOverrides(run(`#set($context.responseOverride.status = ${value})`).overrides).response
        .status
    expect(status('100')).toBe(100)
    expect(status('599')).toBe(599)
    expect(status("'404'")).toBe(404)
    for (const bad of ['99', '600', '2.5', "'teapot'", 'true', '[200]']) {
      expect(status(bad)).toBe('invalid')
    }
    expect(readOverrides(run('').overrides).response.status).toBe(null)
  })

  test('6.3-9 live on in the response template', () => {
    const first = run(
      "#set($context.responseOverride.status = 202)#set($context.requestOverride.header.X = 'a')#set($context.requestOverride.note = {'k': [1]})",
    ).overrides
    const second = run(
      '$context.requestOverride.header.X $context.responseOverride.status $context.requestOverride.note.k',
      first,
    )
    expect(second.output).toBe('a 202 [1]')
    expect(second.overrides).toEqual(first)
    expect(run('no reference', first).overrides).toEqual(first)
    expect(readOverrides(second.overrides).response.status).toBe(202)
  })

  test('6.3-10 the same parameter twice is reported', () => {
    const { overrides } = run(
      '#set($h = $context.responseOverride.header)#set($h.X = 1)#set($h.Y = 1)#set($h.X = 2)#set($context.responseOverride.status = 200)#set($context.responseOverride.status = 201)',
    )
    expect(overrides.twice).toEqual(['responseOverride.header.X', 'responseOverride.status'])
  })
})
