import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorld, type FunctionSpec } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { apiFor } from '../apis/rules'
import {
  dollars,
  duration,
  monthlyCosts,
  monthlyRunOf,
  requestsAt,
  SLIDER_MAX,
  summaryOf,
  waterfallOf,
} from './rules'

const world = (spec: Partial<FunctionSpec> = {}) =>
  createWorld({
    api: apiFor('rest', 'Pets'),
    functions: { Pets: { code: { kind: 'canned', value: { statusCode: 200 } }, ...spec } },
    figures: FIGURES,
    seed: 1,
    startAt: '2026-11-22T09:30:00Z',
  })
const get = { method: 'GET', path: '/prod/pets' }

describe('summaryOf', () => {
  it('tells cold from warm and counts environments', async () => {
    const one = world()
    const exchanges = [await one.handle(get), await one.handle(get)]
    exchanges.push(await one.handle(get, { concurrent: true }), await one.handle(get))
    expect(summaryOf(exchanges)).toMatchObject({
      count: 4,
      statuses: [{ status: '200', count: 4 }],
      cold: 2,
      warm: 2,
      environments: 2,
      throttled: 0,
    })
  })

  it('counts what was throttled', async () => {
    const one = world({ reservedConcurrency: 1 })
    const exchanges = []
    for (let n = 0; n < 3; n++) exchanges.push(await one.handle(get, { concurrent: true }))
    expect(summaryOf(exchanges)).toMatchObject({
      throttled: 2,
      statuses: [
        { status: '502', count: 2 },
        { status: '200', count: 1 },
      ],
    })
  })

  it('of nothing is zeros', () => {
    expect(summaryOf([])).toMatchObject({ count: 0, medianMs: 0, slowestMs: 0 })
  })
})

describe('waterfallOf', () => {
  it('begins with the request and leaves nothing out', async () => {
    const { trace } = await world().handle(get)
    const { bars, spanMs } = waterfallOf(trace)
    expect(bars[0]).toMatchObject({ depth: 0, fromMs: 0 })
    expect(bars.map(({ name }) => name)).toContain('Initialization')
    for (const bar of bars) expect(bar.fromMs + bar.durationMs).toBeLessThanOrEqual(spanMs)
  })
})

describe('monthlyCosts', () => {
  const run = { billedMs: 100, memoryMb: 1024, bytes: 100 }
  const total = (requests: number, freeTier = false) =>
    Object.fromEntries(
      monthlyCosts(run, requests, freeTier, FIGURES).map((cost) => [
        `${cost.front} ${cost.architecture}`,
        cost.totalUsd,
      ]),
    )

  it('is what AWS’s own price list says', () => {
    const costs = total(1_000_000)
    expect(costs['REST API x86_64']).toBeCloseTo(3.5 + 0.2 + 1.66667, 4)
    expect(costs['HTTP API arm64']).toBeCloseTo(1 + 0.2 + 1.33334, 4)
    expect(costs['Function URL x86_64']).toBeCloseTo(0.2 + 1.66667, 4)
    expect(total(1_000_000, true)['Function URL x86_64']).toBe(0)
  })

  it('never falls as requests grow, and REST is never the cheapest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SLIDER_MAX - 1 }), fc.boolean(), (at, free) => {
        const [less, more] = [total(requestsAt(at), free), total(requestsAt(at + 1), free)]
        for (const name of Object.keys(less))
          expect(more[name]).toBeGreaterThanOrEqual(less[name] ?? 0)
        expect(less['REST API arm64']).toBeGreaterThanOrEqual(less['HTTP API arm64'] ?? 0)
      }),
    )
  })

  it('leaves the INIT of one cold start out of a month', async () => {
    const one = world({ memoryMb: 1769 })
    const cold = monthlyRunOf(await one.handle(get))
    expect(cold).toEqual(monthlyRunOf(await one.handle(get)))
    expect(cold?.memoryMb).toBe(1769)
  })
})

it.each([
  [0, 1_000],
  [8, 9_000],
  [9, 10_000],
  [27, 1_000_000],
  [SLIDER_MAX, 1_000_000_000],
])('position %i is %i requests', (position, requests) => {
  expect(requestsAt(position)).toBe(requests)
})

it.each([
  [0, '0 ms'],
  [0.42, '0.4 ms'],
  [178.64, '179 ms'],
  [2350, '2.35 s'],
  [900_000, '15 min'],
  [7_200_000, '2 h'],
])('%d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text)
})

it.each([
  [0, '$0'],
  [5.37, '$5.37'],
  [1234.5, '$1,234.50'],
  [0.0000035, '$0.0000035'],
  [0.0000002, '$0.00000020'],
  [5.833345e-8, '$0.000000058'],
])('%d dollars are %s', (usd, text) => {
  expect(dollars(usd)).toBe(text)
})
