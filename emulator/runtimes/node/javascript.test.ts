import { describe, expect, it } from 'vitest'
import { benches, type Dialect, describeRuntime, faultOf, given, START } from '../contract'
import { makeProcessRuntime } from './process-runtime'

const MODULE: Dialect = {
  language: 'javascript',
  runtime: 'nodejs22.x',
  file: 'index.mjs',
  handler: 'index.handler',
  programs: {
    echo: 'export const handler = async (event) => event',
    nothing: 'export const handler = async () => {}',
    counter: `
      let loads = 0, calls = 0
      loads++
      export const handler = async () => [loads, ++calls]`,
    notes: `
      import { existsSync, readFileSync, writeFileSync } from 'node:fs'
      export const handler = async ({ note, leave }) => {
        if (leave) process.exit(3)
        if (note) writeFileSync('/tmp/note.txt', note)
        return existsSync('/tmp/note.txt') ? readFileSync('/tmp/note.txt', 'utf8') : null
      }`,
    variable: 'export const handler = async () => process.env.GREETING + (process.env.HOME ?? "")',
    sleeper: `
      export const handler = async (ms, context) => {
        console.log('before')
        const start = Date.now()
        await new Promise((resolve) => setTimeout(resolve, ms))
        return [Date.now() - start, context.getRemainingTimeInMillis()]
      }`,
    chance: `
      import { randomUUID } from 'node:crypto'
      export const handler = async () => [Date.now(), Math.random(), randomUUID()]`,
    spinner: 'export const handler = async () => { console.log("spinning"); while (true); }',
    thrower: 'export const handler = async (event) => { if (event) throw new Error(event) }',
    brokenLoad: 'throw new Error("broken")\nexport const handler = async () => 1',
    missingModule: `
      const { absent } = require('absent')
      exports.handler = async () => absent`,
    syntaxError: 'export const handler = async () => { const = }',
    client: `
      import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
      const client = new DynamoDBClient({})
      export const handler = async () => {
        try {
          await client.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: 'a' } } }))
          return 'done'
        } catch (error) {
          return error.name
        }
      }`,
    layer: `
      import { greeting } from 'greetings'
      export const handler = async () => greeting()`,
  },
  layers: {
    'nodejs/node_modules/greetings/package.json': '{"main":"lib/main.js"}',
    'nodejs/node_modules/greetings/lib/main.js': 'exports.greeting = () => "from a layer"',
  },
}
// A module that is missing is ImportModuleError in CommonJS only.
const COMMONJS_MISSING = { ...MODULE, file: 'index.js' }

describeRuntime('JavaScript in a process', makeProcessRuntime, {
  ...MODULE,
  programs: {
    ...MODULE.programs,
    missingModule:
      'import { createRequire } from "module"; createRequire(import.meta.url)("absent")',
  },
})

describeRuntime('TypeScript in a process', makeProcessRuntime, {
  ...MODULE,
  language: 'typescript',
  file: 'index.ts',
  programs: {
    ...MODULE.programs,
    echo: 'export const handler = async <T>(event: T): Promise<T> => event',
    missingModule:
      'import { createRequire } from "module"; createRequire(import.meta.url)("absent" as string)',
  },
})

describe('Node.js', () => {
  const bench = benches(makeProcessRuntime, MODULE)
  const common = benches(makeProcessRuntime, COMMONJS_MISSING)

  it('fault.node-error tells type, message and trace of an error', async () => {
    const { run } = await bench(
      '\nexport const handler = async () => {\n  throw new RangeError("too far")\n}',
    )
    const answer = await run()
    expect(faultOf(answer)).toEqual({
      errorType: 'RangeError',
      errorMessage: 'too far',
      trace: [
        'RangeError: too far',
        expect.stringMatching(
          /^ {4}at Runtime\.handler \(file:\/\/\/var\/task\/index\.mjs:3:\d+\)$/,
        ),
      ],
    })
  })
  it('fault.node-error keeps the name that a class gives itself', async () => {
    const { run } = await bench(`
      class NotFound extends Error { constructor() { super('no such pet'); this.name = 'NotFound' } }
      export const handler = async () => { throw new NotFound() }`)
    expect(faultOf(await run())).toMatchObject({
      errorType: 'NotFound',
      errorMessage: 'no such pet',
    })
  })
  it('fault.node-non-error tells the type of what was thrown', async () => {
    const { run } = await bench('export const handler = async () => { throw "plain text" }')
    expect(faultOf(await run())).toEqual({
      errorType: 'string',
      errorMessage: 'plain text',
      trace: [],
    })
  })
  it('fault.node-load words failures to load as Lambda does', async () => {
    const fault = async (program: string, handler: string) =>
      faultOf(await (await common(program, { handler })).run())
    expect(await fault('require("left-pad")', 'index.handler')).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage:
        "Error: Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
    })
    expect(await fault('exports.other = 1', 'index.handler')).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is undefined or not exported',
    })
    expect(await fault('exports.handler = 1', 'index.handler')).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is not a function',
    })
    expect(await fault('exports.handler = async () => {', 'index.handler')).toMatchObject({
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: expect.stringMatching(/^SyntaxError: /),
    })
    expect(await fault('', 'index')).toMatchObject({
      errorType: 'Runtime.MalformedHandlerName',
      errorMessage: 'Bad handler',
    })
  })
  it('fault.node-load tells of a package that an ES module misses by its plain error', async () => {
    const { run } = await bench('import aws from "aws-sdk"\nexport const handler = async () => aws')
    expect(faultOf(await run())).toMatchObject({
      errorType: 'Error',
      errorMessage: "Cannot find package 'aws-sdk' imported from /var/task/index.mjs",
    })
  })
  it('fault.node-load keeps require out of ES modules', async () => {
    const { run } = await bench('const fs = require("fs")\nexport const handler = async () => fs')
    expect(faultOf(await run())).toMatchObject({
      errorType: 'ReferenceError',
      errorMessage: 'require is not defined in ES module scope, you can use import instead',
    })
  })
  it('fault.node-exit tells of a promise that nothing can settle', async () => {
    const { run } = await bench('export const handler = async () => new Promise(() => {})')
    expect(faultOf(await run()).errorType).toBe('Runtime.NodeJsExit')
  })
  it('fault.node-unhandled ends the environment', async () => {
    const { run } = await bench(`
      let calls = 0
      export const handler = async (event) => {
        calls++
        if (event) {
          Promise.reject(new Error('nobody looked'))
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
        return calls
      }`)
    expect(given(await run())).toBe(1)
    const answer = await run(true)
    expect(faultOf(answer)).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: nobody looked',
    })
    expect(answer.ended).toBe(true)
    expect(given(await run())).toBe(1)
  })
  it('ends the environment when a timer throws', async () => {
    const { run } = await bench(`
      export const handler = async () => {
        setTimeout(() => { throw new TypeError('late') }, 5)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }`)
    const answer = await run()
    expect(faultOf(answer)).toMatchObject({ errorType: 'TypeError', errorMessage: 'late' })
    expect(answer.ended).toBe(true)
    expect(answer.logs[0]).toContain('Uncaught Exception')
  })
  it('report.node-console prints time, request id, level and text as one event', async () => {
    const { run } = await bench(`
      export const handler = async () => {
        console.log('two\\nlines %d', 5, { a: [1, { b: 2 }] })
        console.warn('careful')
        console.error(new Map([['k', 1]]))
        console.debug('deep')
        process.stdout.write('raw\\nno end')
      }`)
    const { logs } = await run()
    const head = '2026-01-15T08:30:00.100Z\t00000000-0000-4000-8000-000000000000\t'
    expect(logs).toEqual([
      `${head}INFO\ttwo\nlines 5 { a: [ 1, { b: 2 } ] }\n`,
      `${head}WARN\tcareful\n`,
      `${head}ERROR\tMap(1) { 'k' => 1 }\n`,
      `${head}DEBUG\tdeep\n`,
      'raw\n',
      'no end',
    ])
  })
  it('report.node-error logs an Invoke Error and its JSON', async () => {
    const { run } = await bench(`
      export const handler = async () => { throw Object.assign(new Error('no'), { code: 'E1', at: 7 }) }`)
    const [line = ''] = (await run()).logs
    const [time, id, level, what, json = ''] = line.split('\t')
    expect([time, level, what]).toEqual(['2026-01-15T08:30:00.100Z', 'ERROR', 'Invoke Error '])
    expect(id).toBe('00000000-0000-4000-8000-000000000000')
    expect(JSON.parse(json)).toEqual({
      errorType: 'Error',
      errorMessage: 'no',
      code: 'E1',
      at: 7,
      stack: ['Error: no', expect.stringContaining('/var/task/index.mjs:2:')],
    })
  })
  it('report.node-init logs a failure of INIT under the id undefined', async () => {
    const { run } = await bench('throw new Error("broken")')
    const { initLogs, logs } = await run()
    expect(initLogs?.[0]).toMatch(
      /^2026-01-15T08:30:00\.000Z\tundefined\tERROR\tUncaught Exception \t\{"errorType":"Error","errorMessage":"broken"/,
    )
    expect(logs).toEqual([])
  })
  it('report.json prints one object an event, and nothing below the level', async () => {
    const environment = {
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
    }
    const program = `
      export const handler = async () => {
        console.debug('quiet')
        console.log('plain')
        console.log({ user: 7 })
        console.error('failed: %s', 'x', new TypeError('no'))
      }`
    const { logs } = await (await bench(program, { environment })).run()
    const head = {
      timestamp: '2026-01-15T08:30:00.100Z',
      requestId: '00000000-0000-4000-8000-000000000000',
    }
    expect(logs.map((text) => JSON.parse(text))).toEqual([
      { ...head, level: 'INFO', message: 'plain' },
      { ...head, level: 'INFO', message: { user: 7 } },
      {
        ...head,
        level: 'ERROR',
        message: expect.stringContaining('failed: x TypeError: no'),
        errorType: 'TypeError',
        errorMessage: 'no',
        stackTrace: expect.arrayContaining(['TypeError: no']),
      },
    ])
  })

  it('node.callback-24 refuses callback handlers, and takes others', async () => {
    const callback = 'export const handler = (event, context, callback) => callback(null, 1)'
    const refused = await (await bench(callback, { runtime: 'nodejs24.x' })).run()
    expect(refused.result).toMatchObject({ kind: 'error', phase: 'init' })
    expect(faultOf(refused)).toMatchObject({
      errorType: 'Runtime.CallbackHandlerDeprecated',
      errorMessage: expect.stringContaining('starting with Node.js 24'),
    })
    expect(given(await (await bench(callback)).run())).toBe(1)
    const plain = await bench('export const handler = () => ({ ok: true })', {
      runtime: 'nodejs24.x',
    })
    expect(given(await plain.run())).toEqual({ ok: true })
  })
  it('node.callback-waits waits for an empty event loop unless told not to', async () => {
    const program = `
      let ticks = 0
      export const handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = event.waits
        setTimeout(() => { ticks++ }, 700)
        callback(null, event.read ? ticks : 'called')
      }`
    const waiting = await bench(program)
    expect((await waiting.run({ waits: true })).waitedMs).toBe(700)
    expect(given(await waiting.run({ waits: true, read: true }))).toBe(1)
    const hasty = await bench(program)
    const answer = await hasty.run({ waits: false })
    expect(given(answer)).toBe('called')
    expect(answer.waitedMs).toBe(0)
    expect(given(await hasty.run({ waits: false, read: true }))).toBe(1)
  })
  it('node.callback-waits takes the first of callback, context methods and promise', async () => {
    const give = async (body: string) => {
      const { run } = await bench(
        `export const handler = (event, context, callback) => { ${body} }`,
      )
      const answer = await run()
      return answer.result.kind === 'value' ? given(answer) : faultOf(answer).errorMessage
    }
    expect(await give('context.succeed("s")')).toBe('s')
    expect(await give('context.fail(new Error("f"))')).toBe('f')
    expect(await give('context.done(null, "d")')).toBe('d')
    expect(await give('callback(new Error("c")); callback(null, "later")')).toBe('c')
    expect(await give('callback(null, "first"); callback(null, "second")')).toBe('first')
    expect(await give('throw new Error("thrown")')).toBe('thrown')
    expect(await give('return Promise.resolve("promised")')).toBe('promised')
    // A handler that calls nothing back has given nothing.
    expect(await give('return 5')).toBe(null)
  })
  it('node.async-returns answers when the promise settles and leaves timers to the next invoke', async () => {
    const { run } = await bench(`
      let left = 'nothing'
      export const handler = async (event) => {
        if (event) setTimeout(() => { left = 'done at ' + new Date().toISOString() }, 500)
        return left
      }`)
    const first = await run(true)
    expect(given(first)).toBe('nothing')
    expect(first.waitedMs).toBe(0)
    expect(given(await run())).toBe('done at 2026-01-15T08:31:00.100Z')
  })
  it('node.top-level-await waits in INIT', async () => {
    const { run } = await bench(`
      const value = await new Promise((resolve) => setTimeout(() => resolve('ready'), 50))
      console.log('loaded')
      export const handler = async () => value`)
    const answer = await run()
    expect(given(answer)).toBe('ready')
    expect(answer).toMatchObject({ initWaitedMs: 50, waitedMs: 0, logs: [] })
    expect(answer.initLogs).toEqual(['2026-01-15T08:30:00.050Z\tundefined\tINFO\tloaded\n'])
  })
  it('node.top-level-await that nothing can settle ends the process with 13', async () => {
    const { run } = await bench('await new Promise(() => {})\nexport const handler = () => 1')
    expect((await run()).result).toEqual({ kind: 'exit', status: 13, signal: null })
  })
  it('node.context has camelCase fields and the time that is left', async () => {
    const { run } = await bench(`
      export const handler = async (event, context) => {
        await new Promise((resolve) => setTimeout(resolve, 1000))
        return { ...context, left: context.getRemainingTimeInMillis() }
      }`)
    expect(given(await run())).toEqual({
      awsRequestId: '00000000-0000-4000-8000-000000000000',
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'contract',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:contract',
      left: 2000,
      logGroupName: '/aws/lambda/contract',
      logStreamName: '2026/01/15/[$LATEST]0123456789abcdef0123456789abcdef',
      memoryLimitInMB: '128',
    })
  })
  it('node.world-time shows the world’s clock and chance wherever code looks', async () => {
    const program = `
      import { randomBytes, randomUUID } from 'node:crypto'
      export const handler = async () => {
        const bytes = crypto.getRandomValues(new Uint8Array(4))
        const busy = Date.now() + 20
        while (Date.now() < busy);
        return [
          new Date(0).getTimezoneOffset(), new Date(2026, 0, 2).toISOString(), Date().slice(0, 15),
          new Date('2026-03-01T10:00').toISOString(), new Date() instanceof Date,
          Math.random(), randomUUID(), crypto.randomUUID(), randomBytes(4).toString('hex'), [...bytes],
          Math.round(performance.now()), Date.now(),
        ]
      }`
    const first = await (await bench(program)).run()
    expect(first.waitedMs).toBe(20)
    const values = given(first) as unknown[]
    expect(values.slice(0, 5)).toEqual([
      0,
      '2026-01-02T00:00:00.000Z',
      'Thu Jan 15 2026',
      '2026-03-01T10:00:00.000Z',
      true,
    ])
    expect(values.slice(-2)).toEqual([120, START + 120])
    expect(given(await (await bench(program)).run())).toEqual(values)
  })
})
