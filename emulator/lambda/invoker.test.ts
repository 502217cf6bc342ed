import { describe, expect, it } from 'vitest'
import { FIGURES } from '../gateway/fixtures/figures'
import type { Runtime, RuntimeAnswer } from '../schema/runtime'
import { gbSeconds, lambdaCost, lambdaMonth } from './cost'
import { canned, failing, messages, START, service } from './fixtures/lambda-alone'
import { parseFunctionName } from './function-name'
import { BILL_INIT, billedMsOf } from './report'

const parsed = ({ payload }: { payload: string }) => JSON.parse(payload)
const python = { runtime: 'python3.13', handler: 'app.handler' }
const fails = (errorType: string, errorMessage: string, more = {}) =>
  canned({ error: { errorType, errorMessage } }, more)

/** A runtime that answers what it is given, and calls services first. */
function answering(answer: RuntimeAnswer, calls: [string, string][] = []) {
  return {
    makeRuntime: async (
      options: Parameters<NonNullable<Parameters<typeof service>[1]>['makeRuntime'] & object>[0],
    ) => {
      const runtime: Runtime = {
        async invoke() {
          for (const [service, action] of calls) {
            await options.call({
              service,
              action,
              input: { FunctionName: 'g', Payload: '{"n":1}' },
            })
          }
          return answer
        },
        tmp: async () => ({}),
        dispose: async () => {},
      }
      return runtime
    },
  }
}
const source = (more = {}) => ({
  code: {
    kind: 'source' as const,
    language: 'javascript' as const,
    files: {},
    initMs: 100,
    ...more,
  },
})
const value = (payload: string, logs: string[] = []): RuntimeAnswer => ({
  result: { kind: 'value', payload },
  logs,
})

describe('the Invoke API', () => {
  it('invoke.sync: 200, Unhandled on an error, and the version', async () => {
    const { invoke } = service({ f: canned({ value: { a: 1 } }), bad: failing() })
    expect(await invoke('f')).toMatchObject({
      statusCode: 200,
      payload: '{"a":1}',
      functionError: null,
      executedVersion: '$LATEST',
    })
    expect(await invoke('bad')).toMatchObject({ statusCode: 200, functionError: 'Unhandled' })
  })

  it('invoke.event: 202 and empty; it runs when time goes on', async () => {
    const { invoke, advance } = service({ f: canned() })
    const answer = await invoke('f', { a: 1 }, { type: 'Event' })
    expect(answer).toMatchObject({ statusCode: 202, payload: '', record: null })
    const [happened] = await advance(0)
    expect(happened).toMatchObject({ kind: 'event', event: { a: 1 } })
    expect(happened?.invocations[0]).toMatchObject({ type: 'Event', start: 'cold' })
  })

  it('invoke.dry-run: 204 and empty; nothing runs', async () => {
    const { invoke, advance } = service({ f: canned() })
    const answer = await invoke('f', {}, { type: 'DryRun' })
    expect(answer).toMatchObject({ statusCode: 204, payload: '', record: null })
    expect(await advance(10_000)).toEqual([])
  })

  it('invoke.null: nothing returned is null', async () => {
    expect((await service({ f: canned() }).invoke('f')).payload).toBe('null')
  })

  it('invoke.not-found: 404 with ARN and qualifier', async () => {
    const { invoke } = service({ f: canned() })
    const answer = await invoke('nobody')
    expect(answer.statusCode).toBe(404)
    expect(parsed(answer).Message).toBe(
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST',
    )
    expect(parsed(await invoke('f:7')).Message).toMatch(/function:f:7$/)
  })

  it('invoke.bad-json: 400', async () => {
    const answer = await service({ f: canned() }).invoke('f', {}, { payload: '{bad' })
    expect(answer.statusCode).toBe(400)
    expect(parsed(answer).Message).toMatch(/^Could not parse request body into json: /)
  })

  it('invoke.too-large: 413 with sizes, by the kind of invocation', async () => {
    const limits = { lambdaAsyncPayloadBytes: 10, lambdaSyncPayloadBytes: 20 }
    const { invoke } = service({ f: canned() }, { limits })
    const answer = await invoke('f', '12345678 é', { type: 'Event' })
    expect(answer.statusCode).toBe(413)
    expect(parsed(answer).Message).toBe(
      '13 byte payload is too large for the Event invocation type (limit 10 bytes)',
    )
    expect((await invoke('f', '12345678 é')).statusCode).toBe(200)
  })

  it('invoke.throttled: 429 with Reason, Type and message', async () => {
    const answer = await service({ f: canned({}, { reservedConcurrency: 0 }) }).invoke('f')
    expect(answer.payload).toBe(
      '{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}',
    )
    expect(answer.trace.throttle).toBe(true)
  })

  it('invoke.response-too-large: an error of the function', async () => {
    const { invoke } = service({ f: canned({ value: 'x'.repeat(6_291_555) }) })
    expect(parsed(await invoke('f'))).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    })
  })

  it('names are read in every form', () => {
    expect(parseFunctionName('f')).toEqual({ name: 'f', qualifier: null })
    expect(parseFunctionName('123456789012:function:f:live')).toEqual({
      name: 'f',
      qualifier: 'live',
    })
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
    expect(parseFunctionName(arn)).toEqual({ name: 'f', qualifier: '$LATEST' })
    const path = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`
    expect(parseFunctionName(path)).toEqual({ name: 'f', qualifier: '$LATEST' })
    expect(parseFunctionName('not a name')).toBeNull()
  })

  it('the same scenario gives the same records', async () => {
    const run = async () => {
      const { invoke, advance } = service({ f: canned(), g: failing() })
      const answers = [await invoke('f'), await invoke('g', {}, { type: 'Event' })]
      return JSON.stringify([answers, await advance(600_000)])
    }
    expect(await run()).toBe(await run())
  })
})

describe('handlers that call Lambda', () => {
  it('are answered by the functions there', async () => {
    const functions = { f: source(), g: canned({ value: 'from g' }) }
    const { invoke } = service(functions, answering(value('1'), [['lambda', 'Invoke']]))
    const { record, trace } = await invoke('f')
    // A cold start of g and its run, on top of the model's own share.
    expect(record?.durationMs).toBeGreaterThan(110)
    const invocation = trace.children[0]?.children.find(({ name }) => name === 'Invocation')
    expect(invocation?.children).toMatchObject([{ name: 'lambda Invoke', durationMs: 110 }])
  })
})

describe('faults', () => {
  it('fault.timeout: Sandbox.Timedout with its seconds', async () => {
    const { invoke } = service({
      f: canned({ fate: 'hang' }, { timeoutSeconds: 7 }),
      g: canned({ durationMs: 3_000 }),
    })
    const answer = await invoke('f')
    expect(parsed(answer)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${answer.record?.requestId} Error: Task timed out after 7.00 seconds`,
    })
    expect(answer).toMatchObject({ functionError: 'Unhandled', durationMs: 7_100 })
    expect(parsed(await invoke('g')).errorType).toBe('Sandbox.Timedout')
  })

  it('fault.exit: a process that ends without a reason', async () => {
    const answer = await service({ f: canned({ fate: 'exit' }) }).invoke('f')
    expect(parsed(answer)).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${answer.record?.requestId} Error: Runtime exited without providing a reason`,
    })
  })

  it('fault.exit-status: a status or a signal is told', async () => {
    const { invoke } = service({
      f: canned({ fate: 'exit', exitStatus: 3 }),
      hungry: canned({ maxMemoryUsedMb: 300 }, { memoryMb: 256 }),
    })
    expect(parsed(await invoke('f')).errorMessage).toMatch(
      /Runtime exited with error: exit status 3$/,
    )
    const killed = await invoke('hungry')
    expect(parsed(killed).errorMessage).toMatch(/Runtime exited with error: signal: killed$/)
    expect(killed.record?.maxMemoryUsedMb).toBe(256)
  })

  it('fault.python-exception: message, type, request id, stack', async () => {
    const answer = await service({ f: fails('ValueError', 'bad', python) }).invoke('f')
    expect(Object.keys(parsed(answer))).toEqual([
      'errorMessage',
      'errorType',
      'requestId',
      'stackTrace',
    ])
    expect(parsed(answer)).toMatchObject({
      errorType: 'ValueError',
      requestId: answer.record?.requestId,
    })
    expect(parsed(answer).stackTrace[0]).toBe(
      '  File "/var/task/app.py", line 2, in handler\n    raise ValueError("bad")\n',
    )
  })

  it.each([
    [
      'fault.python-module',
      'Runtime.ImportModuleError',
      "Unable to import module 'app': No module named 'x'",
    ],
    [
      'fault.python-handler',
      'Runtime.HandlerNotFound',
      "Handler 'handler' missing on module 'app'",
    ],
    [
      'fault.python-syntax',
      'Runtime.UserCodeSyntaxError',
      "Syntax error in module 'app': invalid syntax (app.py, line 1)",
    ],
    [
      'fault.python-handler-string',
      'Runtime.MalformedHandlerName',
      "Bad handler 'x': not enough values to unpack (expected 2, got 1)",
    ],
    [
      'fault.python-import',
      'Runtime.ImportModuleError',
      "Unable to import module 'app': cannot import name 'y'",
    ],
  ])('%s: %s has an empty request id and happens in INIT', async (_rule, type, message) => {
    const answer = await service({ f: fails(type, message, python) }).invoke('f')
    expect(parsed(answer)).toEqual({
      errorMessage: message,
      errorType: type,
      requestId: '',
      stackTrace: [],
    })
    expect(messages(answer).join('')).toContain(`Phase: init\tStatus: error\tError Type: ${type}`)
  })

  it('fault.python-marshal: a value that is not serialisable', async () => {
    const text = 'Unable to marshal response: Object of type set is not JSON serializable'
    const answer = await service({ f: fails('Runtime.MarshalError', text, python) }).invoke('f')
    expect(parsed(answer)).toMatchObject({ errorType: 'Runtime.MarshalError', errorMessage: text })
    expect(parsed(answer).requestId).toBe(answer.record?.requestId)
  })

  it('fault.node-error: errorType, errorMessage, trace', async () => {
    const answer = await service({ f: fails('TypeError', 'x is not a function') }).invoke('f')
    expect(Object.keys(parsed(answer))).toEqual(['errorType', 'errorMessage', 'trace'])
    expect(parsed(answer).trace[0]).toBe('TypeError: x is not a function')
    expect(parsed(answer).trace[1]).toContain('index.mjs')
  })

  it('fault.node-non-error: the type and an empty trace', async () => {
    const answer = await service({ f: fails('string', 'just text') }).invoke('f')
    expect(parsed(answer)).toEqual({ errorType: 'string', errorMessage: 'just text', trace: [] })
  })

  it.each([
    ['Runtime.ImportModuleError', "Error: Cannot find module 'x'"],
    ['Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['Runtime.UserCodeSyntaxError', 'SyntaxError: Unexpected end of input'],
    ['Runtime.MalformedHandlerName', 'Bad handler'],
  ])('fault.node-load: %s happens in INIT', async (type, message) => {
    const answer = await service({ f: fails(type, message) }).invoke('f')
    expect(parsed(answer)).toEqual({
      errorType: type,
      errorMessage: message,
      trace: [`${type}: ${message}`],
    })
    expect(messages(answer).join('')).toContain('Phase: invoke\tStatus: error')
  })

  it.each([
    ['fault.node-exit', 'Runtime.NodeJsExit'],
    ['fault.node-unhandled', 'Runtime.UnhandledPromiseRejection'],
  ])('%s: %s happens in the invoke', async (_rule, type) => {
    const answer = await service({ f: fails(type, 'text') }).invoke('f')
    expect(parsed(answer).errorType).toBe(type)
    expect(messages(answer).join('')).not.toContain('INIT_REPORT')
  })

  it('a fault that a runtime reports goes through as it is', async () => {
    const payload = '{"errorType":"Custom","errorMessage":"m","trace":["t"]}'
    const answer: RuntimeAnswer = {
      result: { kind: 'error', payload, phase: 'invoke' },
      logs: ['l'],
    }
    const { invoke } = service({ f: source() }, answering(answer))
    expect(await invoke('f')).toMatchObject({ payload, functionError: 'Unhandled' })
  })
})

describe('log lines', () => {
  it('report.lines: INIT_START when cold, START, END, REPORT', async () => {
    const { invoke } = service({
      f: canned({ logs: ['hello'], durationMs: 12.34, initMs: 101.22 }),
    })
    const answer = await invoke('f')
    const id = answer.record?.requestId
    const [first, ...rest] = messages(answer)
    expect(first).toMatch(
      /^INIT_START Runtime Version: nodejs:22\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n$/,
    )
    expect(rest).toEqual([
      `START RequestId: ${id} Version: $LATEST\n`,
      'hello',
      `END RequestId: ${id}\n`,
      `REPORT RequestId: ${id}\tDuration: 12.34 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\tInit Duration: 101.22 ms\t\n`,
    ])
    const warm = await invoke('f', {}, { at: START + 1_000 })
    expect(messages(warm)[0]).toMatch(/^START/)
  })

  it('report.init-duration: on cold starts only', async () => {
    const { invoke } = service({ f: canned() })
    expect(messages(await invoke('f')).at(-1)).toContain('Init Duration: 100.00 ms')
    expect(messages(await invoke('f', {}, { at: START + 200 })).at(-1)).not.toContain('Init')
  })

  it('report.billed-init: a cold start is billed with its INIT', async () => {
    expect(BILL_INIT).toBe(true)
    const { record } = await service({ f: canned({ durationMs: 12.68, initMs: 295.33 }) }).invoke(
      'f',
    )
    expect(record?.billedMs).toBe(309)
  })

  it('report.billed-ceil: rounded up to a millisecond', () => {
    const billed = (ms: number) => billedMsOf('warm', 0, ms)
    expect([billed(10), billed(10.01), billed(0.3 * 3)]).toEqual([10, 11, 1])
    expect(billedMsOf('cold', 0.1, 0.2)).toBe(1)
    expect(billedMsOf('cold', 100.1, 0.9)).toBe(101)
  })

  it('report.xray: the trace and the segment', async () => {
    const { invoke } = service({ f: canned({}, { tracing: 'Active' }) })
    const answer = await invoke(
      'f',
      {},
      { traceId: 'Root=1-6921a1b2-0123456789abcdef01234567;Sampled=1' },
    )
    expect(messages(answer).at(-1)).toMatch(
      /\t\nXRAY TraceId: 1-6921a1b2-0123456789abcdef01234567\tSegmentId: [0-9a-f]{16}\tSampled: true\t\n$/,
    )
    const bare = await invoke('f', {}, { traceId: '1-6921a1b2-0123456789abcdef01234567' })
    expect(bare.record?.context).toMatchObject({
      traceId: expect.stringMatching(
        /^Root=1-6921a1b2-0123456789abcdef01234567;Parent=[0-9a-f]{16};Sampled=1$/,
      ),
    })
  })

  it('report.timeout-line: before END', async () => {
    const answer = await service({ f: canned({ fate: 'hang' }) }).invoke('f')
    const lines = messages(answer)
    const at = lines.findIndex((line) => line.includes('Task timed out after 3.00 seconds\n\n'))
    expect(lines[at]).toBe(
      `2026-11-22T09:30:03.100Z ${answer.record?.requestId} Task timed out after 3.00 seconds\n\n`,
    )
    expect(lines[at + 1]).toMatch(/^END/)
  })

  it('report.status: timeout, or error with its type', async () => {
    const { invoke } = service({
      f: canned({ fate: 'hang' }),
      g: canned({ fate: 'exit' }),
      h: failing(),
    })
    expect(messages(await invoke('f')).at(-1)).toMatch(/\tStatus: timeout\t\n$/)
    expect(messages(await invoke('g')).at(-1)).toMatch(
      /\tStatus: error\tError Type: Runtime.ExitError\t\n$/,
    )
    expect(messages(await invoke('h')).at(-1)).not.toContain('Status')
  })

  it('report.status: an INIT that fails runs twice and is told twice', async () => {
    const type = 'Runtime.ImportModuleError'
    const answer = await service({ f: fails(type, 'no module', python) }).invoke('f')
    const words = messages(answer).map((line) => line.split(/[ :]/)[0])
    expect(words).toEqual([
      'INIT_START',
      '[ERROR]',
      'INIT_REPORT',
      '[ERROR]',
      'INIT_REPORT',
      'START',
      'END',
      'REPORT',
    ])
    expect(messages(answer).at(-1)).not.toContain('Init Duration')
  })

  it('report.python-print: each line is an event', async () => {
    const { invoke } = service({
      f: canned({ logs: ['a\nb'] }, python),
      g: canned({ logs: ['a\nb'] }),
    })
    expect(messages(await invoke('f'))).toEqual(expect.arrayContaining(['a', 'b']))
    expect(messages(await invoke('g'))).toContain('a\nb')
  })

  it('report.python-error: one event whose frames begin with no-break spaces', async () => {
    const answer = await service({ f: fails('ValueError', 'bad', python) }).invoke('f')
    expect(messages(answer)[2]).toBe(
      '[ERROR] ValueError: bad\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/app.py", line 2, in handler\n\u00a0\u00a0\u00a0\u00a0raise ValueError("bad")\n',
    )
  })

  it('report.node-error: one event, Invoke Error and its JSON', async () => {
    const answer = await service({ f: failing() }).invoke('f')
    const id = answer.record?.requestId
    expect(messages(answer)[2]).toContain(
      `2026-11-22T09:30:00.100Z\t${id}\tERROR\tInvoke Error \t{"errorType":"Error"`,
    )
  })

  it('report.node-init: undefined as request id', async () => {
    const answer = await service({ f: fails('Runtime.HandlerNotFound', 'x') }).invoke('f')
    expect(messages(answer)[1]).toContain('\tundefined\tERROR\tUncaught Exception \t{')
  })

  it('report.json: one object an event', async () => {
    const answer = await service({ f: canned({}, { logFormat: 'JSON' }) }).invoke('f')
    const lines = messages(answer).map((line) => JSON.parse(line))
    expect(lines.map(({ type }) => type)).toEqual([
      'platform.initStart',
      'platform.initReport',
      'platform.start',
      'platform.report',
    ])
    expect(lines[3].record).toMatchObject({
      requestId: answer.record?.requestId,
      metrics: { durationMs: 10, billedDurationMs: 110, memorySizeMB: 128, initDurationMs: 100 },
      status: 'success',
    })
  })

  it('output of loading the module stands before START', async () => {
    const answer = {
      ...value('1', ['2026-11-22T09:30:00.105Z\tid\tINFO\tnow']),
      initLogs: ['loading'],
    }
    const result = await service({ f: source({ durationMs: 10 }) }, answering(answer)).invoke('f')
    expect(messages(result)[1]).toBe('loading')
    expect(messages(result)[2]).toMatch(/^START/)
    expect(result.record?.logs[3]?.at).toBe(START + 105)
  })
})

describe('trace and cost', () => {
  it('trace.segments: the service, the function, Initialization, Invocation, Overhead', async () => {
    const { invoke } = service({ f: canned() })
    const { trace } = await invoke('f')
    expect(trace).toMatchObject({ name: 'AWS::Lambda f', startMs: START, durationMs: 110 })
    const phases = trace.children[0]?.children.map(({ name, startMs, durationMs }) => [
      name,
      startMs - START,
      durationMs,
    ])
    expect(phases).toEqual([
      ['Initialization', 0, 100],
      ['Invocation', 100, 10],
      ['Overhead', 110, 1],
    ])
    const warm = await invoke('f', {}, { at: START + 500 })
    expect(warm.trace.children[0]?.children.map(({ name }) => name)).toEqual([
      'Invocation',
      'Overhead',
    ])
  })

  it('cost.lambda: a request and GB-seconds, by architecture', () => {
    expect(gbSeconds(1_000, 1024)).toBe(1)
    const record = { billedMs: 1_000, memoryMb: 512, refusal: null }
    const usd = (architecture: 'x86_64' | 'arm64') =>
      lambdaCost(record, architecture, FIGURES).map((line) => line.usd)
    expect(usd('x86_64')).toEqual([0.0000002, 0.5 * 0.0000166667])
    expect(usd('arm64')[1]).toBe(0.5 * 0.0000133334)
    expect(
      lambdaCost({ ...record, refusal: 'TooManyRequestsException' }, 'arm64', FIGURES),
    ).toEqual([])
  })

  it('cost.free-tier: a million requests and 400,000 GB-seconds a month', () => {
    const month = {
      requests: 3_000_000,
      billedMs: 1_000,
      memoryMb: 512,
      architecture: 'x86_64' as const,
    }
    const lines = lambdaMonth({ ...month, freeTier: true }, FIGURES)
    expect(lines.map(({ quantity }) => quantity)).toEqual([2_000_000, 1_100_000])
    expect(lines[0]?.usd).toBeCloseTo(0.4)
    expect(lambdaMonth({ ...month, freeTier: false }, FIGURES)[1]?.quantity).toBe(1_500_000)
    expect(
      lambdaMonth({ ...month, requests: 10, freeTier: true }, FIGURES).map(({ usd }) => usd),
    ).toEqual([0, 0])
  })
})
