import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIGURES } from '../gateway/fixtures/figures'
import { functionSchema } from '../schema/function'
import type { Runtime, RuntimeMaker, RuntimeOptions } from '../schema/runtime'
import { functionProblems } from './configuration'
import { handlerMs, timeoutMsOf, vcpusOf } from './cost-model'
import { arn, canned, messages, modelled, START, service } from './fixtures/lambda-alone'
import { ConfigurationError } from './invoker'
import { IDLE_REAP_MS } from './pool'

/** A runtime that counts its runs in a global, and keeps what it counts in /tmp. */
function counting(made: RuntimeOptions[] = []): RuntimeMaker {
  return async (options) => {
    made.push(options)
    let globals = 0
    const files = { ...options.tmp }
    const runtime: Runtime = {
      async invoke(event) {
        globals++
        files.count = String(Number(files.count ?? 0) + 1)
        const fate = (event as { fate?: string }).fate
        if (fate === 'exit') return { result: { kind: 'exit', status: 1, signal: null }, logs: [] }
        if (fate === 'hang') return { result: { kind: 'timeout' }, logs: [] }
        const payload = JSON.stringify({ globals, files: Number(files.count) })
        return { result: { kind: 'value', payload }, logs: [] }
      },
      tmp: async () => files,
      dispose: async () => {},
    }
    return runtime
  }
}

const source = (more = {}) => ({
  code: {
    kind: 'source' as const,
    language: 'javascript' as const,
    files: { 'index.mjs': 'export const handler = () => 1' },
    durationMs: 10,
    initMs: 100,
  },
  ...more,
})
const seen = (answer: { payload: string }) => JSON.parse(answer.payload)
const start = (answer: { record: { start: string } | null }) => answer.record?.start

describe('execution environments', () => {
  it('lambda.init-once: module code runs once for an environment', async () => {
    const made: RuntimeOptions[] = []
    const { invoke } = service({ f: source() }, { makeRuntime: counting(made) })
    const first = await invoke('f')
    const second = await invoke('f', {}, { at: START + 110 })
    expect(made).toHaveLength(1)
    expect([first.record?.initMs, second.record?.initMs]).toEqual([100, 0])
    expect([first.durationMs, second.durationMs]).toEqual([110, 10])
  })

  it('lambda.init-limit: INIT over 10 s begins again within the invoke', async () => {
    const { invoke } = service({ f: canned({ initMs: 12_000 }, { timeoutSeconds: 30 }) })
    const { record, durationMs } = await invoke('f')
    expect(record).toMatchObject({ initMs: 10_000, durationMs: 12_010, billedMs: 22_010 })
    expect(durationMs).toBe(22_010)
    expect(messages({ record } as never)[1]).toBe(
      'INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\n',
    )
  })

  it('lambda.init-limit: begun again, INIT can run into the time-out', async () => {
    const { invoke } = service({ f: canned({ initMs: 12_000 }) })
    const answer = await invoke('f')
    expect(JSON.parse(answer.payload).errorType).toBe('Sandbox.Timedout')
    expect(answer.record?.durationMs).toBe(3_000)
  })

  it('lambda.cold-none-idle: created when none is idle', async () => {
    const { invoke } = service({ f: canned() })
    const cold = await invoke('f')
    const warm = await invoke('f', {}, { at: START + 110 })
    expect([start(cold), start(warm)]).toEqual(['cold', 'warm'])
    expect(warm.record?.environmentId).toBe(cold.record?.environmentId)
  })

  it('lambda.cold-idle-reaped: gone after a while', async () => {
    const { invoke } = service({ f: canned() })
    await invoke('f')
    const kept = await invoke('f', {}, { at: START + 110 + IDLE_REAP_MS })
    expect(start(kept)).toBe('warm')
    const gone = await invoke('f', {}, { at: START + 121 + 2 * IDLE_REAP_MS })
    expect(start(gone)).toBe('cold')
  })

  it('lambda.cold-after-change: code or configuration', async () => {
    const { invoke, invoker } = service({ f: canned() })
    await invoke('f')
    invoker.update('f', canned({}, { memoryMb: 256 }))
    expect(start(await invoke('f', {}, { at: START + 200 }))).toBe('cold')
    invoker.update('f', canned({ value: 'new' }))
    const changed = await invoke('f', {}, { at: START + 500 })
    expect([start(changed), changed.payload]).toEqual(['cold', '"new"'])
  })

  it.each(['hang', 'exit'])(
    'lambda.cold-after-timeout: after %s globals are new, /tmp stays',
    async (fate) => {
      const { invoke } = service({ f: source() }, { makeRuntime: counting() })
      const before = await invoke('f', {})
      await invoke('f', { fate }, { at: START + 1_000 })
      const after = await invoke('f', {}, { at: START + 10_000 })
      expect(seen(before)).toEqual({ globals: 1, files: 1 })
      expect(seen(after)).toEqual({ globals: 1, files: 3 })
      expect(start(after)).toBe('cold')
      expect(after.record?.logStream).toBe(before.record?.logStream)
      expect(after.record?.environmentId).not.toBe(before.record?.environmentId)
    },
  )

  it('lambda.one-at-a-time: N at once need N', async () => {
    const { invoke } = service({ f: canned() })
    const answers = [await invoke('f'), await invoke('f'), await invoke('f')]
    expect(answers.map(start)).toEqual(['cold', 'cold', 'cold'])
    expect(new Set(answers.map(({ record }) => record?.environmentId)).size).toBe(3)
    const later = await Promise.all([1, 2, 3].map(() => invoke('f', {}, { at: START + 500 })))
    expect(later.map(start)).toEqual(['warm', 'warm', 'warm'])
  })

  it('lambda.globals-survive: globals and /tmp between warm invokes', async () => {
    const { invoke } = service({ f: source() }, { makeRuntime: counting() })
    await invoke('f')
    expect(seen(await invoke('f', {}, { at: START + 200 }))).toEqual({ globals: 2, files: 2 })
  })

  it('lambda.environment: Lambda sets its own variables', async () => {
    const made: RuntimeOptions[] = []
    const spec = source({ environment: { TABLE: 'pets' }, memoryMb: 512 })
    const { invoke } = service({ f: spec }, { makeRuntime: counting(made) })
    const { record } = await invoke('f')
    expect(made[0]?.environment).toMatchObject({
      TABLE: 'pets',
      AWS_LAMBDA_FUNCTION_NAME: 'f',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/f',
      AWS_LAMBDA_LOG_STREAM_NAME: record?.logStream,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      _HANDLER: 'index.handler',
      TZ: ':UTC',
      LAMBDA_TASK_ROOT: '/var/task',
    })
  })

  it('lambda.log-stream: day, version, 32 digits', async () => {
    const { record } = await service({ f: canned() }).invoke('f')
    expect(record?.logStream).toMatch(/^2026\/11\/22\/\[\$LATEST\][0-9a-f]{32}$/)
  })

  it('lambda.layers: files under /opt', async () => {
    const made: RuntimeOptions[] = []
    const layers = { one: { 'nodejs/a.js': '1' }, two: { 'nodejs/b.js': '2' } }
    await service({ f: source({ layers }) }, { makeRuntime: counting(made) }).invoke('f')
    expect(made[0]?.layers).toEqual({ 'nodejs/a.js': '1', 'nodejs/b.js': '2' })
  })

  it('source without a runtime is a mistake of the program', async () => {
    await expect(service({ f: source() }).invoke('f')).rejects.toThrow('no runtime')
  })
})

describe('versions and aliases', () => {
  const versions = {
    versions: {
      1: { code: { kind: 'canned' as const, value: 'one' } },
      2: { code: { kind: 'canned' as const, value: 'two' }, memoryMb: 512 },
    },
  }

  it('lambda.alias-weights: a share goes to a second version', async () => {
    const { invoke } = service({
      f: canned({}, { ...versions, aliases: { live: { version: '1', weights: { 2: 0.25 } } } }),
    })
    let two = 0
    for (let i = 0; i < 400; i++) {
      const answer = await invoke('f:live', {}, { at: START + 1_000 * i })
      expect(answer.record?.qualifier).toBe('live')
      if (answer.executedVersion === '2') two++
    }
    expect(two).toBeGreaterThan(70)
    expect(two).toBeLessThan(130)
  })

  it('lambda.version-frozen: a published version does not change', async () => {
    const { invoke, invoker } = service({ f: canned({ value: 'old' }, { versions: { 1: {} } }) })
    const before = await invoke('f:1')
    invoker.update('f', canned({ value: 'new' }, { versions: { 1: {}, 2: {} } }))
    const after = await invoke('f:1', {}, { at: START + 1_000 })
    expect([before.payload, after.payload]).toEqual(['"old"', '"old"'])
    expect(start(after)).toBe('warm')
    expect((await invoke('f:2')).payload).toBe('"new"')
    expect((await invoke('f')).payload).toBe('"new"')
  })

  it('an ARN, an alias and a version name the same function', async () => {
    const { invoke } = service({
      f: canned({}, { ...versions, aliases: { live: { version: '2' } } }),
    })
    const answer = await invoke('arn:aws:lambda:us-east-1:123456789012:function:f:live')
    expect(answer).toMatchObject({ payload: '"two"', executedVersion: '2' })
    expect(answer.record?.memoryMb).toBe(512)
    expect(answer.record?.context).toMatchObject({
      invokedFunctionArn: arn('f:live', 'lambda', 'function:'),
    })
  })
})

describe('concurrency', () => {
  const reason = (answer: { payload: string }) => JSON.parse(answer.payload).Reason

  it('lambda.reserved-zero: turned off', async () => {
    const answer = await service({ f: canned({}, { reservedConcurrency: 0 }) }).invoke('f')
    expect(answer).toMatchObject({ statusCode: 429, record: null })
    expect(reason(answer)).toBe('ReservedFunctionConcurrentInvocationLimitExceeded')
  })

  it('lambda.reserved-limit: a limit that takes from the account', async () => {
    const limits = { lambdaConcurrency: 3 }
    const functions = { f: canned({}, { reservedConcurrency: 2 }), g: canned() }
    const { invoke } = service(functions, { limits })
    const statuses = [await invoke('f'), await invoke('f'), await invoke('f')].map(
      (a) => a.statusCode,
    )
    expect(statuses).toEqual([200, 200, 429])
    expect((await invoke('f', {}, { at: START + 110 })).statusCode).toBe(200)
    expect((await invoke('g')).statusCode).toBe(200)
    expect(reason(await invoke('g'))).toBe('ConcurrentInvocationLimitExceeded')
  })

  it('lambda.account-limit: all functions without a reservation share it', async () => {
    const { invoke } = service({ f: canned(), g: canned() }, { limits: { lambdaConcurrency: 2 } })
    expect((await invoke('f')).statusCode).toBe(200)
    expect((await invoke('g')).statusCode).toBe(200)
    const third = await invoke('g')
    expect([third.statusCode, reason(third)]).toEqual([429, 'ConcurrentInvocationLimitExceeded'])
  })

  it('lambda.account-limit: ten invocations a second for each environment', async () => {
    const { invoke } = service(
      { f: canned({ durationMs: 0, initMs: 0 }) },
      { limits: { lambdaConcurrency: 1 } },
    )
    for (let i = 0; i < 10; i++) expect((await invoke('f')).statusCode).toBe(200)
    expect(reason(await invoke('f'))).toBe('FunctionInvocationRateLimitExceeded')
    expect((await invoke('f', {}, { at: START + 1_000 })).statusCode).toBe(200)
  })

  it('lambda.scaling-rate: so many new environments in 10 s', async () => {
    const { invoke } = service({ f: canned() }, { limits: { lambdaScalingPer10s: 2 } })
    const statuses = [await invoke('f'), await invoke('f'), await invoke('f')].map(
      (a) => a.statusCode,
    )
    expect(statuses).toEqual([200, 200, 429])
    // The two that are there stay in use; the third may come ten seconds later.
    const at = START + 10_000
    const later = [1, 2, 3].map(() => invoke('f', {}, { at }))
    expect((await Promise.all(later)).map(start)).toEqual(['warm', 'warm', 'cold'])
  })

  it('lambda.provisioned: INIT is over before the request', async () => {
    const spec = canned({}, { versions: { 1: {} }, provisionedConcurrency: { 1: 1 } })
    const { invoke } = service({ f: spec })
    const answer = await invoke('f:1')
    expect(answer.record).toMatchObject({ start: 'provisioned', initMs: 0, billedMs: 10 })
    expect(start(await invoke('f:1'))).toBe('cold')
    // However long it idles, it is not reaped.
    expect(start(await invoke('f:1', {}, { at: START + 2 * IDLE_REAP_MS }))).toBe('provisioned')
  })

  it('lambda.provisioned-latest: not for $LATEST, and no more than is reserved', () => {
    const versions = { 1: {} }
    const latest = canned({}, { provisionedConcurrency: { $LATEST: 1 } })
    expect(functionProblems('f', latest, FIGURES)[0]?.expected).toContain('not $LATEST')
    const much = canned({}, { versions, reservedConcurrency: 1, provisionedConcurrency: { 1: 2 } })
    expect(() => service({ f: much })).toThrow(ConfigurationError)
    expect(functionProblems('f', much, FIGURES)[0]?.at).toBe('functions.f.provisionedConcurrency')
  })

  it('lambda.snapstart: a snapshot instead of INIT, and no provisioned concurrency', async () => {
    const java = { runtime: 'java21', versions: { 1: {} }, snapStart: true }
    const { invoke } = service({ f: canned({ initMs: 4_000 }, java) })
    const answer = await invoke('f:1')
    expect(answer.record).toMatchObject({ start: 'restored', initMs: 200, billedMs: 10 })
    expect(start(await invoke('f'))).toBe('cold')
    expect(messages(answer).join('')).toContain('RESTORE_REPORT Restore Duration: 200.00 ms')
    const both = canned({}, { ...java, provisionedConcurrency: { 1: 1 } })
    expect(functionProblems('f', both, FIGURES)[0]?.at).toBe('functions.f.snapStart')
    const node = canned({}, { ...java, runtime: 'nodejs24.x' })
    expect(functionProblems('f', node, FIGURES)).toHaveLength(1)
  })

  it('never more at once than the account allows, and warm only where one had ended', async () => {
    const moments = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(moments, fc.integer({ min: 1, max: 5 }), async (times, most) => {
        const { invoke } = service({ f: canned() }, { limits: { lambdaConcurrency: most } })
        const runs: { id: string; from: number; to: number }[] = []
        for (const time of times.toSorted((a, b) => a - b)) {
          const { record, durationMs } = await invoke('f', {}, { at: START + time })
          const busy = runs.filter(({ from, to }) => from <= time && to > time)
          expect(record === null).toBe(busy.length >= most)
          if (!record) continue
          const id = record.environmentId ?? ''
          expect(busy.some((run) => run.id === id)).toBe(false)
          expect(record.start === 'warm').toBe(runs.some((run) => run.id === id))
          runs.push({ id, from: time, to: time + durationMs })
        }
      }),
      { numRuns: 50 },
    )
  })

  it('an account keeps some concurrency unreserved', () => {
    expect(() => service({ f: canned({}, { reservedConcurrency: 901 }) })).toThrow('at most 900')
  })
})

describe('memory, time and size', () => {
  it('lambda.cpu: one vCPU at 1,769 MB', () => {
    expect(vcpusOf(1769)).toBe(1)
    const at = (memoryMb: number) => handlerMs(modelled({ cpuMs: 100 }, { memoryMb }), 0)
    expect([at(1769), at(3538), at(884.5)]).toEqual([100, 100, 200])
    expect(at(128)).toBeCloseTo(1_382.03, 2)
    expect(handlerMs(modelled({ durationMs: 40, cpuMs: 100 }, { memoryMb: 1769 }), 5)).toBe(140)
  })

  it('lambda.cpu: a run waits for what it calls unless its duration is declared', () => {
    expect(handlerMs(modelled({}, { memoryMb: 1769 }), 30)).toBe(32)
    expect(handlerMs(canned(), 30)).toBe(10)
  })

  it('lambda.default-timeout: 3 s unless told, at most 900', () => {
    expect(timeoutMsOf(canned())).toBe(3_000)
    expect(functionSchema.safeParse(canned({}, { timeoutSeconds: 901 })).success).toBe(false)
    expect(functionSchema.safeParse(canned({}, { timeoutSeconds: 900 })).success).toBe(true)
  })

  it('lambda.env-size: at most 4 KB', () => {
    const of = (length: number) => canned({}, { environment: { A: 'x'.repeat(length) } })
    expect(functionProblems('f', of(4_095), FIGURES)).toEqual([])
    expect(functionProblems('f', of(4_096), FIGURES)[0]).toEqual({
      at: 'functions.f.environment',
      expected: 'at most 4096 bytes, found 4097',
    })
    const reserved = canned({}, { environment: { AWS_REGION: 'x' } })
    expect(functionProblems('f', reserved, FIGURES)[0]?.at).toBe(
      'functions.f.environment.AWS_REGION',
    )
  })

  it('lambda.package-size: 50 MB zipped, 250 MB unzipped, five layers', () => {
    const problems = (more: Parameters<typeof canned>[1]) =>
      functionProblems('f', canned({}, more), FIGURES)
    expect(problems({ packageBytes: 50 * 1024 * 1024 })).toEqual([])
    expect(problems({ packageBytes: 50 * 1024 * 1024 + 1 })[0]?.at).toBe('functions.f.packageBytes')
    const layers = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`l${n}`, {}]))
    expect(problems({ layers })[0]?.expected).toBe('at most 5 layers, found 6')
    const small = { ...FIGURES, limits: { ...FIGURES.limits, lambdaUnzippedBytes: 10 } }
    expect(
      functionProblems('f', canned({}, { layers: { a: { b: 'x'.repeat(11) } } }), small),
    ).toHaveLength(1)
  })

  it('lambda.tmp-size: 512 to 10,240 MB', () => {
    const parses = (ephemeralStorageMb: number) =>
      functionSchema.safeParse(canned({}, { ephemeralStorageMb })).success
    expect([511, 512, 10_240, 10_241].map(parses)).toEqual([false, true, true, false])
    expect(functionProblems('f', canned({}, { ephemeralStorageMb: 100 }), FIGURES)).toHaveLength(1)
  })
})
