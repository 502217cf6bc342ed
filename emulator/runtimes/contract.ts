import { afterEach, describe, expect, it } from 'vitest'
import type { ServiceAnswer, ServiceCall } from '../schema/backends'
import type { Json } from '../schema/json'
import type { Runtime, RuntimeContext, RuntimeMaker, RuntimeOptions } from '../schema/runtime'

/** Programs that say the same in one language each; `handler` is what the contract calls. */
export interface Dialect {
  language: RuntimeOptions['language']
  runtime: string
  /** Name of the file that each program is put into. */
  file: string
  handler: string
  programs: {
    /** Gives the event back. */
    echo: string
    /** Gives nothing back. */
    nothing: string
    /** Counts its calls in a global, and says how often the module was run: `[loads, calls]`. */
    counter: string
    /** Writes the event's `note` to /tmp/note.txt if there is one, else gives what is there; ends its process with status 3 on `leave`. */
    notes: string
    /** Gives the variable GREETING. */
    variable: string
    /** Prints `before`, waits as many milliseconds as the event says, gives [waited, time left]. */
    sleeper: string
    /** Gives [now in ms, a random number, a random uuid]. */
    chance: string
    /** Prints `spinning` and never ends. */
    spinner: string
    /** Raises an error with the event as its message, unless that is empty. */
    thrower: string
    /** Raises an error as it loads. */
    brokenLoad: string
    /** Loads a module that does not exist. */
    missingModule: string
    /** Cannot be parsed. */
    syntaxError: string
    /** Puts `{ id: "a" }` into the table `things`; gives the error's name if there is one. */
    client: string
    /** Gives the text of what the layer's `greeting` offers. */
    layer: string
  }
  layers: Record<string, string>
}

/** The world's instant at which environments of the contract begin. */
export const START = Date.UTC(2026, 0, 15, 8, 30)
/** Real time allowed for one run; only the run that never ends needs it. */
const KILL_AFTER_MS = 15_000

/** The context of the nth invocation of a function that may take three seconds. */
export function contextOf(n: number, at: number): RuntimeContext {
  return {
    awsRequestId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    functionName: 'contract',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:contract',
    memoryLimitInMb: '128',
    logGroupName: '/aws/lambda/contract',
    logStreamName: '2026/01/15/[$LATEST]0123456789abcdef0123456789abcdef',
    deadlineMs: at + 3000,
    clientContext: null,
    identity: null,
    traceId: 'Root=1-00000000-000000000000000000000000',
  }
}

/** A program and how to run it again and again: invocations begin a minute apart. */
export interface Bench {
  runtime: Runtime
  run(event?: Json): ReturnType<Runtime['invoke']>
}

/** Makes benches of one dialect and ends them after each test. */
export function benches(
  make: RuntimeMaker,
  dialect: Pick<Dialect, 'language' | 'runtime' | 'file' | 'handler'>,
) {
  const made: Runtime[] = []
  afterEach(async () => {
    for (const runtime of made.splice(0)) await runtime.dispose()
  })
  return async (program: string, options: Partial<RuntimeOptions> = {}): Promise<Bench> => {
    const runtime = await make({
      language: dialect.language,
      runtime: dialect.runtime,
      handler: dialect.handler,
      files: { [dialect.file]: program },
      layers: {},
      tmp: {},
      environment: { AWS_REGION: 'us-east-1' },
      startAt: START,
      seed: 'contract',
      killAfterMs: KILL_AFTER_MS,
      call: async () => ({ status: 200, output: {}, durationMs: 0 }),
      ...options,
    })
    made.push(runtime)
    let n = 0
    return {
      runtime,
      run(event = null) {
        const at = START + 100 + 60_000 * n
        return runtime.invoke(event, contextOf(n++, at), at)
      },
    }
  }
}

/** The value that a run gave. */
export function given({ result }: Awaited<ReturnType<Runtime['invoke']>>): Json {
  if (result.kind !== 'value') throw new Error(`no value but ${JSON.stringify(result)}`)
  return JSON.parse(result.payload) as Json
}

/** The payload of the error that a run ended with. */
export function faultOf({ result }: Awaited<ReturnType<Runtime['invoke']>>): {
  errorType: string
  errorMessage: string
  [name: string]: unknown
} {
  if (result.kind !== 'error') throw new Error(`no error but ${JSON.stringify(result)}`)
  return JSON.parse(result.payload)
}

/**
 * What every runtime does, whatever runs it and whatever language it is for.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function describeRuntime(name: string, make: RuntimeMaker, dialect: Dialect): void {
  const { programs } = dialect
  describe(`${name} keeps the contract of runtimes`, () => {
    const bench = benches(make, dialect)

    it('hands the event over and the value back, as JSON', async () => {
      const { run } = await bench(programs.echo)
      const event = { text: 'é "quoted"\n', list: [1, 2.5, true, null], empty: {}, n: -0.001 }
      expect(given(await run(event))).toEqual(event)
      expect(given(await run([]))).toEqual([])
    })
    it('invoke.null gives null for nothing', async () => {
      const { run } = await bench(programs.nothing)
      expect((await run()).result).toEqual({ kind: 'value', payload: 'null' })
    })
    it('lambda.init-once runs the module once, and lambda.globals-survive keeps its globals', async () => {
      const { run } = await bench(programs.counter)
      expect(given(await run())).toEqual([1, 1])
      expect(given(await run())).toEqual([1, 2])
      const other = await bench(programs.counter)
      expect(given(await other.run())).toEqual([1, 1])
    })
    it('lambda.cold-after-timeout keeps /tmp and no globals when its process ends', async () => {
      const { run, runtime } = await bench(programs.notes, { tmp: { 'old.txt': 'kept' } })
      await run({ note: 'written' })
      expect(await runtime.tmp()).toEqual({ 'old.txt': 'kept', 'note.txt': 'written' })
      const left = await run({ leave: true })
      expect(left.result).toEqual({ kind: 'exit', status: 3, signal: null })
      expect(left.ended).toBe(true)
      expect(given(await run({}))).toBe('written')
    })
    it('has the variables it is given and no others of the machine', async () => {
      const { run } = await bench(programs.variable, {
        environment: { AWS_REGION: 'us-east-1', GREETING: 'hello' },
      })
      expect(given(await run())).toBe('hello')
    })
    it('lets time pass on the world’s clock and not on the wall', async () => {
      const { run } = await bench(programs.sleeper)
      const answer = await run(2500)
      expect(given(answer)).toEqual([2500, 500])
      expect(answer.waitedMs).toBe(2500)
      expect(answer.logs.join('')).toContain('before')
    })
    it('stops at the deadline of the world', async () => {
      const { run } = await bench(programs.sleeper)
      const answer = await run(3001)
      expect(answer.result).toEqual({ kind: 'timeout' })
      expect(answer).toMatchObject({ waitedMs: 3000, ended: true })
      expect(answer.logs.join('')).toContain('before')
      expect(given(await run(10))).toEqual([10, 2990])
    })
    it('draws its chance from the seed', async () => {
      const draw = async (seed: string) => {
        const { run } = await bench(programs.chance, { seed })
        return [given(await run()), given(await run())]
      }
      const first = await draw('one')
      expect(await draw('one')).toEqual(first)
      expect(await draw('two')).not.toEqual(first)
      const [[now, random, uuid]] = first as [[number, number, string]]
      expect(Math.floor(now)).toBe(START + 100)
      expect(random).toBeLessThan(1)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(first[1]).not.toEqual(first[0])
    })
    it('is killed when it never ends, and begins anew', async () => {
      const { run, runtime } = await bench(programs.spinner, { killAfterMs: 3000 })
      // The time to load is no part of the run.
      const answer = await run(null)
      expect(answer.result).toEqual({ kind: 'timeout' })
      expect(answer.ended).toBe(true)
      expect(answer.logs.join('')).toContain('spinning')
      await runtime.dispose()
    })
    it('reports an error of the handler and goes on', async () => {
      const { run } = await bench(programs.thrower)
      const answer = await run('something else')
      expect(answer.result).toMatchObject({ kind: 'error', phase: 'invoke' })
      expect(faultOf(answer).errorMessage).toBe('something else')
      expect(answer.logs).toHaveLength(1)
      expect((await run('')).result.kind).toBe('value')
    })
    it('reports an error of the module as one of INIT', async () => {
      const { run } = await bench(programs.brokenLoad)
      const answer = await run()
      expect(answer.result).toMatchObject({ kind: 'error', phase: 'init' })
      expect(answer).toMatchObject({ ended: true, logs: [] })
      expect(answer.initLogs?.length).toBeGreaterThan(0)
    })
    it('names what cannot be loaded', async () => {
      const typeOf = async (program: string, handler?: string) => {
        const { run } = await bench(program, handler === undefined ? {} : { handler })
        return faultOf(await run()).errorType
      }
      expect(await typeOf(programs.missingModule)).toBe('Runtime.ImportModuleError')
      expect(await typeOf(programs.syntaxError)).toBe('Runtime.UserCodeSyntaxError')
      const [file] = dialect.handler.split('.')
      expect(await typeOf(programs.echo, `${file}.absent`)).toBe('Runtime.HandlerNotFound')
      expect(await typeOf(programs.echo, 'nowhere.handler')).toBe('Runtime.ImportModuleError')
      expect(await typeOf(programs.echo, 'no-dot')).toBe('Runtime.MalformedHandlerName')
    })
    it('asks the services, whose durations pass, and raises their refusals', async () => {
      const calls: ServiceCall[] = []
      const answers: ServiceAnswer[] = [
        { status: 200, output: {}, durationMs: 40 },
        {
          status: 400,
          output: {
            __type: 'ConditionalCheckFailedException',
            message: 'The conditional request failed',
          },
          durationMs: 5,
        },
        { status: 200, output: {}, durationMs: 4000 },
      ]
      const { run } = await bench(programs.client, {
        async call(call) {
          calls.push(call)
          return answers[calls.length - 1] as ServiceAnswer
        },
      })
      const first = await run()
      expect(given(first)).toBe('done')
      // Durations of calls are the caller's to add; none was spent waiting besides.
      expect(first.waitedMs).toBe(0)
      const put = { TableName: 'things', Item: { id: { S: 'a' } } }
      expect(calls).toEqual([{ service: 'dynamodb', action: 'PutItem', input: put }])
      expect(given(await run())).toBe('ConditionalCheckFailedException')
      expect((await run()).result).toEqual({ kind: 'timeout' })
    })
    it('lambda.layers finds files of layers under /opt', async () => {
      const { run } = await bench(programs.layer, { layers: dialect.layers })
      expect(given(await run())).toBe('from a layer')
    })
    it('lambda.one-at-a-time takes one invocation at a time, and none when disposed of', async () => {
      const { run, runtime } = await bench(programs.echo)
      const first = run(1)
      await expect(run(2)).rejects.toThrow('one invocation at a time')
      expect(given(await first)).toBe(1)
      await runtime.dispose()
      await expect(run(3)).rejects.toThrow('disposed')
    })
  })
}
