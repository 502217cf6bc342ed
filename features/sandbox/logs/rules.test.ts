import { describe, expect, it } from 'vitest'
import { createWorld, type FunctionSpec } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { logLinesOf, type ToldRun } from './rules'

type Canned = Omit<Extract<FunctionSpec['code'], { kind: 'canned' }>, 'kind'>

/** The log of a function that really ran, and what is known of that run. */
async function ran(code: Canned, spec: Partial<FunctionSpec> = {}, warm = false) {
  const world = createWorld({
    api: { type: 'HTTP', id: 'none123456', routes: {}, stages: { $default: {} } },
    functions: {
      f: { memoryMb: 256, timeoutSeconds: 3, ...spec, code: { kind: 'canned', ...code } },
    },
    figures: FIGURES,
    seed: 1,
    startAt: '2026-11-22T09:30:00Z',
  })
  const first = await world.invoke('f', {})
  const [record] = (warm ? await world.invoke('f', {}) : first).invocations
  await world.dispose()
  if (!record) throw new Error('nothing ran')
  return record
}

type Record = Awaited<ReturnType<typeof ran>>

const told = (record: Record, more: Partial<ToldRun> = {}): ToldRun => ({
  requestId: record.requestId,
  runtime: 'nodejs22.x',
  build: /runtime:([0-9a-f]{64})/.exec(record.logs[0]?.message ?? '')?.[1] ?? '',
  version: record.executedVersion,
  at: record.startedAt,
  initMs: record.start === 'cold' ? record.initMs : null,
  durationMs: record.durationMs,
  memoryMb: record.memoryMb,
  usedMb: record.maxMemoryUsedMb,
  timeoutMs: 3000,
  ends: 'well',
  error: null,
  logs: [],
  ...more,
})

const messages = (lines: { message: string }[]) => lines.map(({ message }) => message)

describe('the log of a run that is only told of is that of one that ran', () => {
  it('cold', async () => {
    const record = await ran({ durationMs: 41.5, initMs: 212 })
    expect(logLinesOf(told(record))).toEqual(record.logs)
  })
  it('warm', async () => {
    const record = await ran({ durationMs: 12.25 }, {}, true)
    expect(logLinesOf(told(record))).toEqual(record.logs)
  })
  it('past its time-out', async () => {
    const record = await ran({ durationMs: 9000 })
    expect(logLinesOf(told(record, { ends: 'timeout' }))).toEqual(record.logs)
  })
  it.each(['nodejs22.x', 'python3.14'])('with an exception in %s', async (runtime) => {
    const error = { errorType: 'TypeError', errorMessage: 'no such field' }
    const record = await ran({ durationMs: 12, error }, { runtime })
    const lines = logLinesOf(told(record, { ends: 'error', error, runtime }))
    const timeless = (all: string[]) => all.map((text) => text.replace(/T[\d:.]+Z/g, ''))
    expect(timeless(messages(lines))).toEqual(timeless(messages(record.logs)))
  })
  it('killed for its memory, with the line that says so', async () => {
    const record = await ran({ durationMs: 12, maxMemoryUsedMb: 400 })
    const lines = messages(logLinesOf(told(record, { ends: 'killed' })))
    expect(lines.slice(0, -1)).toEqual(messages(record.logs))
    expect(lines.at(-1)).toContain('Error: Runtime exited with error: signal: killed')
    expect(record.payload).toContain('signal: killed')
  })
})

it('writes what was printed as the logger of its runtime does', async () => {
  const record = await ran({ durationMs: 100 }, {}, true)
  const logs = ['INFO first', 'WARN second', 'plain']
  const node = messages(logLinesOf(told(record, { logs })))
  expect(node[1]).toMatch(/^2026-11-22T09:30:\d\d\.\d{3}Z\t[0-9a-f-]{36}\tINFO\tfirst$/)
  expect(node[3]).toBe('plain')
  const python = messages(logLinesOf(told(record, { logs, runtime: 'python3.14' })))
  expect(python[2]).toMatch(/^\[WARNING\]\t2026-11-22T09:30:\d\d\.\d{3}Z\t[0-9a-f-]{36}\tsecond$/)
})
