import { describe, expect, it } from 'vitest'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { firstScenario } from '../bench/rules'
import { openCanned } from '../labs/canned/rules'
import { runCheck } from '../labs/run/rules'
import { partsOf } from '../rules'
import type { Scenario } from '../schema'
import {
  diffOf,
  eventWords,
  requestOf,
  responseWords,
  SIDE_NAMES,
  SIDES,
  type Side,
  seenOf,
  sidedPlan,
} from './rules'

const scenario: Scenario = {
  ...firstScenario('javascript', FIGURES.asOf),
  functions: { MyFunction: { code: { kind: 'canned', value: { statusCode: 201, body: 'hi' } } } },
  sends: [
    {
      name: '',
      step: {
        request: {
          method: 'POST',
          path: '/a?x=1',
          headers: { 'X-Trace': 'Y', Cookie: 'a=b' },
          body: '{"action":"go"}',
        },
      },
    },
  ],
}

async function seen(side: Side) {
  const read = partsOf(scenario)
  if (!read.ok) throw new Error(read.fault.message)
  const request = requestOf(scenario, scenario.sends[0])
  const { parts, steps } = sidedPlan(scenario, read.value, request, side)
  const behind = { ...scenario, api: { kind: 'data' as const, api: parts.api } }
  const open = async () => openCanned(behind, FIGURES)
  return seenOf(side, await runCheck({ id: side, do: steps }, open))
}

describe('side by side', () => {
  it('takes the request as it is without the stage of its API', () => {
    const rest = {
      ...scenario,
      api: {
        kind: 'data' as const,
        api: { type: 'REST' as const, id: 'a', resources: {}, stages: { dev: {} } },
      },
    }
    const send = { name: '', step: { request: { method: 'GET', path: '/dev/x' } } }
    expect(requestOf(rest, send).path).toBe('/x')
    expect(requestOf(scenario, { name: '', step: { frame: 'hey' } })).toMatchObject({ body: 'hey' })
  })

  it.each(SIDE_NAMES)('%s calls the function and answers', async (side) => {
    const one = await seen(side)
    expect(one.trouble).toBeNull()
    expect(one.event).toMatchObject({ requestContext: {} })
    if (side === 'websocket') expect(one).toMatchObject({ status: 'a frame' })
    else expect(one).toMatchObject({ status: '201', response: { status: 201, body: 'hi' } })
  })

  it('says in words what REST and HTTP 2.0 do differently', async () => {
    const [rest, http] = [await seen('rest'), await seen('http')]
    const words = eventWords(rest.event, http.event, SIDES.rest, SIDES.http).join('\n')
    expect(words).toContain('version 2.0')
    expect(words).toContain('`httpMethod`')
    expect(words).toContain('`requestContext.http.method`')
    expect(words).toContain('makes header names lower-case')
    expect(words).toMatch(/Only REST API has .*`multiValueHeaders`/)
    expect(words).toContain('writes null for what is absent')
    expect(responseWords(rest, http).join(' ')).toContain(
      'Both answer 201. The bodies are the same.',
    )
  })

  it('has a line for each line of both sides', () => {
    const lines = diffOf({ b: 1, a: 2 }, { a: 2, c: 3 })
    const side = (kind: string) =>
      lines.filter((line) => line.kind === 'both' || line.kind === kind).map(({ text }) => text)
    expect(JSON.parse(side('left').join('\n'))).toEqual({ a: 2, b: 1 })
    expect(JSON.parse(side('right').join('\n'))).toEqual({ a: 2, c: 3 })
  })
})
