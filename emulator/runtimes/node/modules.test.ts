import { describe, expect, it } from 'vitest'
import type { ServiceCall } from '../../schema/backends'
import type { Json } from '../../schema/json'
import { benches, faultOf, given } from '../contract'
import { makeProcessRuntime } from './process-runtime'

const MODULE = {
  language: 'javascript',
  runtime: 'nodejs22.x',
  file: 'index.mjs',
  handler: 'index.handler',
} as const

describe('modules of Node.js', () => {
  const bench = benches(makeProcessRuntime, MODULE)
  const loaded = async (files: Record<string, string>, options = {}) => {
    const { run } = await bench('', { files, ...options })
    return run()
  }

  it('node.modules loads CommonJS and ES modules, JSON and packages, and mixes them', async () => {
    const answer = await loaded({
      'index.mjs': `
        import legacy, { named } from './legacy.cjs'
        import * as all from './circle-a.mjs'
        import { slow } from './slow.mjs'
        import config from './config.json'
        import pkg from 'pkg/inner'
        export { again } from './again.mjs'
        const late = await import('./late.mjs')
        export const handler = async () => [
          legacy.named, named, all.a(), slow, config.port, pkg, late.default, late.value, import.meta.url,
        ]`,
      'legacy.cjs': `
        const path = require('node:path')
        module.exports = { named: path.basename(__filename) + ':' + require('./more').n + ':' + (this === exports) }`,
      'more/index.js': 'exports.n = require("../config").port',
      'config.json': '{ "port": 8080 }',
      'circle-a.mjs': 'import { b } from "./circle-b.mjs"\nexport const a = () => b() + "a"',
      'circle-b.mjs':
        'import { a } from "./circle-a.mjs"\nawait null\nexport const b = () => typeof a + "-b"',
      'slow.mjs':
        'export const slow = await new Promise((resolve) => setTimeout(() => resolve("slow"), 5))',
      'late.mjs': 'export let value = 1\nvalue++\nexport default "late"',
      'again.mjs': 'export const again = 1',
      'node_modules/pkg/package.json':
        '{ "type": "module", "exports": { ".": "./x.js", "./inner": { "require": "./no.js", "import": "./in.js" } } }',
      'node_modules/pkg/in.js': 'export default "inner"',
    })
    expect(given(answer)).toEqual([
      'legacy.cjs:8080:true',
      'legacy.cjs:8080:true',
      'function-ba',
      'slow',
      8080,
      'inner',
      'late',
      2,
      'file:///var/task/index.mjs',
    ])
  })
  it('node.modules takes the package’s type and, from Node 22 on, the look of a file', async () => {
    const module = 'export const handler = async () => "module"'
    const common = 'exports.handler = async () => "common " + (() => typeof module)()'
    expect(given(await loaded({ 'index.js': common }))).toBe('common object')
    expect(given(await loaded({ 'index.js': module, 'package.json': '{"type":"module"}' }))).toBe(
      'module',
    )
    expect(given(await loaded({ 'index.js': module }))).toBe('module')
    const old = await loaded({ 'index.js': module }, { runtime: 'nodejs20.x' })
    expect(faultOf(old)).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' })
  })
  it('node.modules finds handlers in folders, in objects and in default exports', async () => {
    const run = async (files: Record<string, string>, handler: string) =>
      given(await loaded(files, { handler }))
    expect(await run({ 'src/app.js': 'exports.run = () => 1' }, 'src/app.run')).toBe(null)
    expect(await run({ 'src/app.js': 'exports.run = async () => 1' }, 'src/app.run')).toBe(1)
    expect(await run({ 'a.js': 'exports.api = { get: async () => 2 }' }, 'a.api.get')).toBe(2)
    expect(await run({ 'a.mjs': 'export default { get: async () => 3 }' }, 'a.get')).toBe(3)
  })
  it('node.typescript strips types, enums and parameter properties included', async () => {
    const answer = await loaded(
      {
        'index.ts': `
          import type { Context } from 'aws-lambda'
          import { area, type Shape } from './shape.js'
          enum Unit { Cm = 'cm', M = 'm' }
          class Named { constructor(private readonly name: string) {} get(): string { return this.name } }
          interface Event { side?: number }
          export const handler = async (event: Event, _context: Context): Promise<unknown> => {
            const shape = { side: event?.side ?? 3 } satisfies Shape
            return [area(shape), Unit.M, new Named('n').get(), (event as any) === null]
          }`,
        'shape.ts': `
          export type Shape = { side: number }
          export const area = ({ side }: Shape): number => side ** 2`,
      },
      { language: 'typescript' },
    )
    expect(given(answer)).toEqual([9, 'm', 'n', true])
    const broken = await loaded(
      { 'index.ts': 'export const handler = async (): => 1' },
      { language: 'typescript' },
    )
    expect(faultOf(broken).errorType).toBe('Runtime.UserCodeSyntaxError')
  })
  it('has the built-in modules that handlers use and no others', async () => {
    const program = `
      import assert from 'node:assert'
      import { Buffer } from 'node:buffer'
      import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
      import { EventEmitter, once } from 'node:events'
      import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
      import os from 'node:os'
      import path from 'node:path'
      import querystring from 'node:querystring'
      import { setTimeout as sleep } from 'node:timers/promises'
      import { parse, fileURLToPath } from 'node:url'
      import { inspect, promisify, types } from 'node:util'
      import { readFileSync } from 'fs'
      export const handler = async () => {
        assert.deepStrictEqual({ a: [1] }, { a: [1] })
        assert.throws(() => assert.equal(1, 2), /strictEqual/)
        const emitter = new EventEmitter()
        setTimeout(() => emitter.emit('done', 7), 5)
        const [value] = await once(emitter, 'done')
        const folder = await mkdtemp('/tmp/work-')
        await writeFile(path.join(folder, 'a.bin'), Buffer.from('é'))
        const slept = await sleep(5, 'slept')
        let refused
        try { await writeFile('/var/task/x', '') } catch (error) { refused = error.code }
        const digest = await crypto.subtle.digest('SHA-256', Buffer.from('a'))
        return [
          createHash('md5').update('a').digest('hex'),
          createHmac('sha256', 'key').update('a').digest('base64'),
          timingSafeEqual(Buffer.from('a'), Buffer.from('a')),
          value, slept, refused, (await readFile(path.join(folder, 'a.bin'), 'utf8')), os.tmpdir(),
          { ...querystring.parse('a=1&a=2&b=%20') }, parse('https://h:1/p?q=1').query,
          fileURLToPath('file:///var/task/a%20b'), inspect({ deep: { er: { than: { two: 1 } } } }),
          types.isDate(new Date()), await promisify((x, done) => done(null, x + 1))(1),
          Buffer.from('aGk', 'base64url').toString(), Buffer.from('<<??>>').toString('base64url'),
          Buffer.from(digest).toString('hex').slice(0, 8),
          readFileSync('/var/task/index.mjs', 'utf8').length > 0,
        ]
      }`
    expect(given(await (await bench(program)).run())).toEqual([
      '0cc175b9c0f1b6a831c399e269772661',
      'eAw9tM495bnlWBb7qY9ZBjHZbAdScbJpdiONX0REIZs=',
      true,
      7,
      'slept',
      'EROFS',
      'é',
      '/tmp',
      { a: ['1', '2'], b: ' ' },
      'q=1',
      '/var/task/a b',
      '{ deep: { er: { than: [Object] } } }',
      true,
      2,
      'hi',
      'PDw_Pz4-',
      'ca978112',
      true,
    ])
    const missing = await bench('import net from "node:net"\nexport const handler = () => net')
    expect(faultOf(await missing.run()).errorMessage).toContain('node:net')
  })

  it('node.sdk answers clients, documents, presigned URLs and pages', async () => {
    const calls: ServiceCall[] = []
    const answer = (call: ServiceCall): Json => {
      if (call.action === 'GetItem')
        return { Item: { id: { S: 'a' }, n: { N: '1.5' }, raw: { B: 'aGk=' } } }
      if (call.action === 'Query')
        return call.input.ExclusiveStartKey
          ? { Items: [{ id: { S: 'c' } }] }
          : { Items: [{ id: { S: 'b' } }], LastEvaluatedKey: { id: { S: 'b' } } }
      if (call.action === 'GetObject') return { Body: 'text', ContentType: 'text/plain' }
      if (call.action === 'Presign') return { Url: 'https://signed.example/' }
      if (call.action === 'Invoke') return { StatusCode: 200, Payload: '{"ok":true}' }
      return {}
    }
    const program = `
      import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
      import { DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
      import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
      import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3, S3Client } from '@aws-sdk/client-s3'
      import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
      import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
      import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
      import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
      import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
      import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
      import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
      import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi'
      const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } })
      const s3 = new S3Client({ region: 'eu-west-1' })
      export const handler = async () => {
        await documents.send(new PutCommand({ TableName: 't', Item: { id: 'a', n: 1.5, gone: undefined, set: new Set(['x']) } }))
        const { Item } = await documents.send(new GetCommand({ TableName: 't', Key: { id: 'a' } }))
        const pages = []
        for await (const page of paginateQuery({ client: documents }, { TableName: 't' })) pages.push(...page.Items)
        await documents.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 't', Item: { id: 'z' } } }] }))
        await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: Buffer.from('text') }))
        const body = await (await new S3({}).getObject({ Bucket: 'b', Key: 'k' })).Body.transformToString()
        const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'b', Key: 'k' }), { expiresIn: 60 })
        await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: 'm' }))
        await new SNSClient({}).send(new PublishCommand({ TopicArn: 't', Message: 'm' }))
        await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ Time: new Date(1000) }] }))
        await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: 's' }))
        await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: 'x' }))
        const { Payload } = await new LambdaClient({}).send(new InvokeCommand({ FunctionName: 'f', Payload: JSON.stringify({}) }))
        await new ApiGatewayManagementApiClient({ endpoint: 'https://x' }).send(new PostToConnectionCommand({ ConnectionId: 'c', Data: 'hi' }))
        let caught
        try { await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'absent' })) } catch (error) {
          caught = [error instanceof NoSuchKey, error.name, error.message, error.$fault, error.$metadata.httpStatusCode]
        }
        return { Item: { ...Item, raw: [...Item.raw] }, pages, body, url, payload: JSON.parse(Buffer.from(Payload).toString()), caught,
          marshalled: marshall({ a: [1, 'x', null, true] }), back: unmarshall({ a: { M: { b: { N: '2' } } } }) }
      }`
    const { run } = await bench(program, {
      async call(call) {
        calls.push(call)
        const missing = call.input.Key === 'absent'
        return missing
          ? { status: 404, output: { __type: 'NoSuchKey', message: 'No.' }, durationMs: 1 }
          : { status: 200, output: answer(call), durationMs: 1 }
      },
    })
    expect(given(await run())).toEqual({
      Item: { id: 'a', n: 1.5, raw: [104, 105] },
      pages: [{ id: 'b' }, { id: 'c' }],
      body: 'text',
      url: 'https://signed.example/',
      payload: { ok: true },
      caught: [true, 'NoSuchKey', 'No.', 'client', 404],
      marshalled: { a: { L: [{ N: '1' }, { S: 'x' }, { NULL: true }, { BOOL: true }] } },
      back: { a: { b: 2 } },
    })
    const asked = calls.map(({ service, action, input }) => [`${service}.${action}`, input])
    expect(asked).toEqual([
      [
        'dynamodb.PutItem',
        { TableName: 't', Item: { id: { S: 'a' }, n: { N: '1.5' }, set: { SS: ['x'] } } },
      ],
      ['dynamodb.GetItem', { TableName: 't', Key: { id: { S: 'a' } } }],
      ['dynamodb.Query', { TableName: 't' }],
      ['dynamodb.Query', { TableName: 't', ExclusiveStartKey: { id: { S: 'b' } } }],
      [
        'dynamodb.TransactWriteItems',
        { TransactItems: [{ Put: { TableName: 't', Item: { id: { S: 'z' } } } }] },
      ],
      ['s3.PutObject', { Bucket: 'b', Key: 'k', Body: 'text' }],
      ['s3.GetObject', { Bucket: 'b', Key: 'k' }],
      ['s3.Presign', { Bucket: 'b', Key: 'k', ExpiresIn: 60, Method: 'GET' }],
      ['sqs.SendMessage', { QueueUrl: 'q', MessageBody: 'm' }],
      ['sns.Publish', { TopicArn: 't', Message: 'm' }],
      ['events.PutEvents', { Entries: [{ Time: 1 }] }],
      ['states.StartExecution', { stateMachineArn: 's' }],
      ['secretsmanager.GetSecretValue', { SecretId: 'x' }],
      ['lambda.Invoke', { FunctionName: 'f', Payload: '{}' }],
      ['execute-api.PostToConnection', { ConnectionId: 'c', Data: 'hi' }],
      ['s3.GetObject', { Bucket: 'b', Key: 'absent' }],
    ])
  })
  it('node.sdk lets calls at the same time overlap on the world’s clock', async () => {
    const { run } = await bench(
      `
      import { SQS } from '@aws-sdk/client-sqs'
      const sqs = new SQS({})
      export const handler = async () => {
        const start = Date.now()
        const first = await Promise.race(['slow', 'fast'].map(async (name) => {
          await sqs.sendMessage({ QueueUrl: 'q', MessageBody: name })
          return name
        }))
        await new Promise((resolve) => setTimeout(resolve, 80))
        return [first, Date.now() - start]
      }`,
      {
        // The machine's order is the other way round.
        call: async ({ input }) => {
          const fast = input.MessageBody === 'fast'
          await new Promise((resolve) => setTimeout(resolve, fast ? 30 : 0))
          return { status: 200, output: {}, durationMs: fast ? 20 : 50 }
        },
      },
    )
    const answer = await run()
    expect(given(answer)).toEqual(['fast', 100])
    // 100 ms passed, of which the caller counts 70 for the two calls.
    expect(answer.waitedMs).toBe(30)
  })
  it('fetches from the endpoints of the world only', async () => {
    const { run } = await bench(
      `export const handler = async (url) => {
        try {
          const response = await fetch(url, { method: 'POST', body: 'hi', headers: { 'x-a': '1' } })
          return [response.status, response.headers.get('content-type'), await response.json()]
        } catch (error) {
          return [error.name, error.message, error.cause.code]
        }
      }`,
      {
        call: async ({ service, action, input }) => {
          expect([service, action, input.method, input.body]).toEqual([
            'http',
            'Fetch',
            'POST',
            'aGk=',
          ])
          if (String(input.url).startsWith('https://known.example'))
            return {
              status: 201,
              output: { headers: { 'Content-Type': 'application/json' }, body: btoa('{"a":1}') },
              durationMs: 20,
            }
          return { status: 0, output: null, durationMs: 0 }
        },
      },
    )
    expect(given(await run('https://known.example/x'))).toEqual([201, 'application/json', { a: 1 }])
    expect(given(await run('https://unknown.example/'))).toEqual([
      'TypeError',
      'fetch failed',
      'ENOTFOUND',
    ])
  })
})
