import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '@/emulator'
import type { CheckRun, Expectation } from '../schema'
import { gradeLab, isSame, isSolved } from './rules'

const invocation = {
  functionName: 'orders',
  executedVersion: '$LATEST',
  start: 'cold',
  durationMs: 12,
  billedMs: 162,
  payload: '{"statusCode":200}',
  functionError: null,
  event: { path: '/orders' },
  logs: [
    { at: 1, message: 'START RequestId: 1 Version: $LATEST\n' },
    { at: 1, message: '2026-01-01T00:00:00.000Z\tid\tINFO\t{"level":"info","took":3}\n' },
    { at: 1, message: 'REPORT RequestId: 1\tDuration: 12 ms\n' },
  ],
}

const exchange = (status: number, body: string): Exchange =>
  ({
    kind: 'http',
    durationMs: 20,
    route: 'GET /orders',
    steps: [{ name: 'authorizer', verdict: 'skip' }],
    event: { path: '/orders' },
    invocations: [invocation],
    response: {
      status,
      headers: { 'Content-Type': 'application/json' },
      body,
      isBase64Encoded: false,
    },
    frames: [],
    cost: [
      { what: 'request', quantity: 1, unit: 'request', usd: 1 },
      { what: 'duration', quantity: 1, unit: 'GB-second', usd: 2 },
    ],
  }) as unknown as Exchange

const RUN: CheckRun = {
  id: 'one',
  exchanges: [exchange(200, '{"id":"a","tags":["x","y"]}'), exchange(404, 'no')],
  asked: [0, 1],
  contents: { dynamodb: { orders: [{ id: { S: 'a' } }] } },
  spec: { functions: { orders: { memoryMb: 256 } } },
  heard: { '1': ['hi'] },
  trouble: null,
}

const passes = (...expect: Expectation[]) => gradeLab([RUN], [{ id: 'one', expect }])[0]?.passed

describe('grading', () => {
  test.each<[Expectation, boolean]>([
    [{ see: 'status', is: 404 }, true],
    [{ see: 'status', is: 200 }, false],
    [{ of: 1, see: 'status', is: 200 }, true],
    [{ of: 3, see: 'status', is: 200 }, false],
    [{ of: 1, see: 'json', is: { tags: ['x', 'y'], id: 'a' } }, true],
    [{ of: 1, see: 'json.tags', contains: 'y' }, true],
    [{ of: 1, see: 'json.tags', contains: 'z' }, false],
    [{ see: 'body', contains: 'n' }, true],
    [{ see: 'json', is: null }, true],
    [{ see: "headers['content-type']", matches: '^application/json' }, true],
    [{ see: 'headers.vary', exists: false }, true],
    [{ see: 'headers.vary', is: 'Origin' }, false],
    [{ of: 'all', see: 'steps.authorizer', is: 'skip' }, true],
    [{ of: 'all', see: 'status', is: 404 }, false],
    [{ of: 'any', see: 'status', is: 404 }, true],
    [{ of: 'any', see: 'status', is: 500 }, false],
    [{ of: 'world', see: 'statuses', is: [200, 404] }, true],
    [{ of: 'world', see: 'coldStarts', is: 2 }, true],
    [{ of: 'world', see: 'runs[*]', count: 2 }, true],
    [{ of: 'world', see: 'usd', below: 7 }, true],
    [{ of: 'world', see: 'usd', above: 6 }, false],
    [{ see: 'computeUsd', is: 2 }, true],
    [{ see: 'runs[0].ms', below: 12 }, false],
    [{ see: 'runs[0].billedMs', above: 100 }, true],
    [{ see: 'logs[*]', count: 1 }, true],
    [{ see: 'lines[0].took', is: 3 }, true],
    [{ of: 'world', see: 'data.dynamodb.orders[0].id.S', is: 'a' }, true],
    [{ of: 'world', see: 'spec.functions.orders.memoryMb', above: 128 }, true],
    [{ of: 'world', see: "heard['1']", is: ['hi'] }, true],
  ])('%j: %s', (expectation, expected) => {
    expect(passes(expectation)).toBe(expected)
  })

  test('a check passes when all that it expects holds, and says what it saw where not', () => {
    const [verdict] = gradeLab(
      [RUN],
      [
        {
          id: 'one',
          expect: [
            { see: 'status', is: 404 },
            { see: 'body', is: 'yes' },
          ],
        },
      ],
    )
    expect(verdict).toEqual({
      id: 'one',
      passed: false,
      findings: [
        { passed: true, expected: 'status: 404', saw: '404' },
        { passed: false, expected: 'body: "yes"', saw: '"no"' },
      ],
    })
  })

  test('a check that did not run fails, and so does one whose world could not be made', () => {
    const expect1: Expectation[] = [{ see: 'status', is: 404 }]
    const stopped = { ...RUN, id: 'two', trouble: 'a resource is malformed' }
    const verdicts = gradeLab(
      [stopped],
      [
        { id: 'one', expect: expect1 },
        { id: 'two', expect: expect1 },
      ],
    )
    expect(verdicts.map(({ findings }) => findings[0]?.saw)).toEqual([
      'it was not run',
      'a resource is malformed',
    ])
    expect(isSolved(verdicts)).toBe(false)
    expect(isSolved([])).toBe(false)
  })

  test('JSON values are the same when they read the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isSame(a, structuredClone(a))).toBe(true)
        expect(isSame(a, b)).toBe(isSame(b, a))
      }),
    )
    expect(isSame({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
    expect(isSame([], {})).toBe(false)
    expect(isSame({ a: undefined }, { b: undefined })).toBe(false)
  })
})
