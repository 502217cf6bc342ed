import { describe, expect, it } from 'vitest'
import type { ServiceCall } from '../../schema/backends'
import type { Json } from '../../schema/json'
import { benches, type Dialect, describeRuntime, faultOf, given, START } from '../contract'
import { makeProcessRuntime } from './process-runtime'

const PYTHON: Dialect = {
  language: 'python',
  runtime: 'python3.14',
  file: 'lambda_function.py',
  handler: 'lambda_function.lambda_handler',
  programs: {
    echo: 'def lambda_handler(event, context):\n    return event',
    nothing: 'def lambda_handler(event, context):\n    pass',
    counter: `
loads = calls = 0
loads += 1
def lambda_handler(event, context):
    global calls
    calls += 1
    return [loads, calls]`,
    notes: `
import os, sys
def lambda_handler(event, context):
    if event.get("leave"):
        sys.exit(3)
    if event.get("note"):
        with open("/tmp/note.txt", "w") as file:
            file.write(event["note"])
    return open("/tmp/note.txt").read() if os.path.exists("/tmp/note.txt") else None`,
    variable: `
import os
def lambda_handler(event, context):
    return os.environ["GREETING"] + os.environ.get("HOME", "")`,
    sleeper: `
import time
def lambda_handler(event, context):
    print("before")
    start = time.time()
    time.sleep(event / 1000)
    return [round((time.time() - start) * 1000), context.get_remaining_time_in_millis()]`,
    chance: `
import random, time, uuid
def lambda_handler(event, context):
    return [time.time() * 1000, random.random(), str(uuid.uuid4())]`,
    spinner: `
def lambda_handler(event, context):
    print("spinning")
    while True:
        pass`,
    thrower: `
def lambda_handler(event, context):
    if event:
        raise ValueError(event)`,
    brokenLoad: 'raise RuntimeError("broken")\ndef lambda_handler(event, context):\n    return 1',
    missingModule: 'import absent\ndef lambda_handler(event, context):\n    return 1',
    syntaxError: 'def lambda_handler(event, context)\n    return 1',
    client: `
import boto3
from botocore.exceptions import ClientError
client = boto3.client("dynamodb")
def lambda_handler(event, context):
    try:
        client.put_item(TableName="things", Item={"id": {"S": "a"}})
        return "done"
    except ClientError as error:
        return error.response["Error"]["Code"]`,
    layer: `
from greetings import greeting
def lambda_handler(event, context):
    return greeting()`,
  },
  layers: { 'python/greetings.py': 'def greeting():\n    return "from a layer"' },
}

describeRuntime('Python in a process', makeProcessRuntime, PYTHON)

describe('Python', () => {
  const bench = benches(makeProcessRuntime, PYTHON)
  const returning = (expression: string, imports = '') =>
    bench(`${imports}\ndef lambda_handler(event, context):\n    return ${expression}`)

  it('fault.python-exception has message, type, request id and stack', async () => {
    const { run } = await bench(`
def check(value):
    raise KeyError(value)
def lambda_handler(event, context):
    check("name")`)
    expect(faultOf(await run())).toEqual({
      errorMessage: "'name'",
      errorType: 'KeyError',
      requestId: '00000000-0000-4000-8000-000000000000',
      stackTrace: [
        '  File "/var/task/lambda_function.py", line 5, in lambda_handler\n    check("name")\n',
        '  File "/var/task/lambda_function.py", line 3, in check\n    raise KeyError(value)\n',
      ],
    })
  })
  it('fault.python-import has no request id, and frames of the import system', async () => {
    const { run } = await bench('x = 1 / 0', { runtime: 'python3.13' })
    const fault = faultOf(await run())
    expect(fault).toMatchObject({
      errorMessage: 'division by zero',
      errorType: 'ZeroDivisionError',
      requestId: '',
    })
    const stack = fault.stackTrace as string[]
    expect(stack[0]).toMatch(
      /^ {2}File "\/var\/lang\/lib\/python3\.13\/importlib\/__init__\.py", line \d+, in import_module\n/,
    )
    expect(stack[1]).toContain('<frozen importlib._bootstrap>')
    expect(stack.at(-1)).toBe(
      '  File "/var/task/lambda_function.py", line 1, in <module>\n    x = 1 / 0\n',
    )
  })
  it('fault.python-module words a missing module', async () => {
    const { run } = await bench('import requests\n')
    expect(faultOf(await run())).toEqual({
      errorMessage: "Unable to import module 'lambda_function': No module named 'requests'",
      errorType: 'Runtime.ImportModuleError',
      requestId: '',
      stackTrace: [],
    })
  })
  it('fault.python-handler words a missing handler', async () => {
    const { run } = await bench('x = 1')
    expect(faultOf(await run())).toMatchObject({
      errorMessage: "Handler 'lambda_handler' missing on module 'lambda_function'",
      errorType: 'Runtime.HandlerNotFound',
    })
  })
  it('fault.python-syntax words a syntax error with its place', async () => {
    const { run } = await bench('def f(:\n  pass')
    const fault = faultOf(await run())
    expect(fault.errorType).toBe('Runtime.UserCodeSyntaxError')
    expect(fault.errorMessage).toMatch(
      /^Syntax error in module 'lambda_function': .+ \(lambda_function\.py, line 1\)$/,
    )
    expect((fault.stackTrace as string[])[0]).toMatch(
      /^ {2}File "\/var\/task\/lambda_function\.py" Line 1\n {4}def f\(:/,
    )
  })
  it('fault.python-handler-string words a handler without a dot', async () => {
    const { run } = await bench('', { handler: 'handler' })
    expect(faultOf(await run())).toMatchObject({
      errorMessage: "Bad handler 'handler': not enough values to unpack (expected 2, got 1)",
      errorType: 'Runtime.MalformedHandlerName',
    })
  })
  it('fault.python-marshal words an answer that is no JSON', async () => {
    const { run } = await returning('{"when": datetime.date(2026, 1, 1)}', 'import datetime')
    const answer = await run()
    expect(answer.result).toMatchObject({ phase: 'invoke' })
    expect(faultOf(answer)).toMatchObject({
      errorMessage: 'Unable to marshal response: Object of type date is not JSON serializable',
      errorType: 'Runtime.MarshalError',
      stackTrace: [],
    })
  })
  it('writes decimals as the numbers they read as', async () => {
    const { run } = await returning(
      '{"a": Decimal("1.50"), "b": [Decimal("3")]}',
      'from decimal import Decimal',
    )
    expect((await run()).result).toEqual({ kind: 'value', payload: '{"a": 1.50, "b": [3]}' })
  })
  it('escapes what is not ASCII up to Python 3.11', async () => {
    const program = 'def lambda_handler(event, context):\n    return "é"'
    const old = await bench(program, { runtime: 'python3.11' })
    expect((await old.run()).result).toEqual({ kind: 'value', payload: '"\\u00e9"' })
    const young = await bench(program, { runtime: 'python3.12' })
    expect((await young.run()).result).toEqual({ kind: 'value', payload: '"é"' })
  })
  it('report.python-print makes each line an event', async () => {
    const { run } = await bench(`
import sys
def lambda_handler(event, context):
    print("two\\nlines")
    print("carriage\\rreturn")
    sys.stderr.write("error\\n")
    print("no end", end="")`)
    expect((await run()).logs).toEqual([
      'two\n',
      'lines\n',
      'carriage\rreturn\n',
      'error\n',
      'no end',
    ])
  })
  it('report.python-logging prints level, time, request id and message from WARNING on', async () => {
    const { run } = await bench(`
import logging
logger = logging.getLogger()
def lambda_handler(event, context):
    logger.info("unseen")
    logger.warning("seen\\ntwice")
    logger.setLevel("DEBUG")
    logging.getLogger("other").debug("deep %s", 1)`)
    const head = '2026-01-15T08:30:00.100Z\t00000000-0000-4000-8000-000000000000\t'
    expect((await run()).logs).toEqual([
      `[WARNING]\t${head}seen\ntwice\n`,
      `[DEBUG]\t${head}deep 1\n`,
    ])
  })
  it('report.python-error is one event whose frames begin with no-break spaces', async () => {
    const { run } = await bench('def lambda_handler(event, context):\n    raise ValueError("no")')
    expect((await run()).logs).toEqual([
      '[ERROR] ValueError: no\nTraceback (most recent call last):\n' +
        '\u00a0\u00a0File "/var/task/lambda_function.py", line 2, in lambda_handler\n' +
        '\u00a0\u00a0\u00a0\u00a0raise ValueError("no")',
    ])
  })
  it('report.json prints records of logging as objects', async () => {
    const environment = { AWS_REGION: 'us-east-1', AWS_LAMBDA_LOG_FORMAT: 'JSON' }
    const { run } = await bench(
      'import logging\ndef lambda_handler(event, context):\n    logging.warning("x", extra={"user": 7})',
      { environment },
    )
    expect((await run()).logs.map((text) => JSON.parse(text))).toEqual([
      {
        timestamp: '2026-01-15T08:30:00.100Z',
        level: 'WARNING',
        message: 'x',
        logger: 'root',
        requestId: '00000000-0000-4000-8000-000000000000',
        user: 7,
      },
    ])
  })
  it('python.context has snake_case fields, and its memory is a text', async () => {
    const { run } = await bench(`
def lambda_handler(event, context):
    names = ("aws_request_id", "function_name", "function_version", "invoked_function_arn",
        "memory_limit_in_mb", "log_group_name", "log_stream_name", "client_context")
    return [getattr(context, name) for name in names] + [
        context.identity.cognito_identity_id, context.get_remaining_time_in_millis()]`)
    expect(given(await run())).toEqual([
      '00000000-0000-4000-8000-000000000000',
      'contract',
      '$LATEST',
      'arn:aws:lambda:us-east-1:123456789012:function:contract',
      '128',
      '/aws/lambda/contract',
      '2026/01/15/[$LATEST]0123456789abcdef0123456789abcdef',
      null,
      null,
      3000,
    ])
  })
  it('python.world-time shows the world’s clock and chance wherever code looks', async () => {
    const program = `
import asyncio, datetime, os, random, secrets, time, uuid
async def waited():
    await asyncio.gather(asyncio.sleep(0.2), asyncio.sleep(0.3))
    return "waited"
def lambda_handler(event, context):
    start = time.monotonic()
    text = asyncio.run(waited())
    busy = time.time() + 0.02
    while time.time() < busy:
        pass
    return [
        text, round(time.monotonic() - start, 2), int(time.time() * 1000), time.tzname[0],
        datetime.datetime.now().isoformat(timespec="milliseconds"),
        datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"),
        time.strftime("%H:%M:%S"), random.randint(1, 10**9), str(uuid.uuid4()),
        secrets.token_hex(4), os.urandom(4).hex(), sorted({"b", "a"}), list({"x", "y", "z"}),
    ]`
    const answer = await (await bench(program)).run()
    expect(answer.waitedMs).toBe(320)
    const values = given(answer) as Json[]
    expect(values.slice(0, 7)).toEqual([
      'waited',
      0.32,
      START + 420,
      'UTC',
      '2026-01-15T08:30:00.420',
      '2026-01-15T08:30:00.420+00:00',
      '08:30:00',
    ])
    expect(given(await (await bench(program)).run())).toEqual(values)
  })
  it('python.boto3 asks the services in their own words', async () => {
    const calls: ServiceCall[] = []
    const outputs: Record<string, Json> = {
      GetItem: { Item: { id: { S: 'a' }, price: { N: '1.5' }, tags: { SS: ['x'] } } },
      GetObject: { Body: 'line 1\nline 2', ContentType: 'text/plain' },
      Presign: { Url: 'https://signed.example/' },
      Invoke: { StatusCode: 200, Payload: '{"ok":true}' },
    }
    const program = `
import json
from decimal import Decimal
import boto3
from boto3.dynamodb.conditions import Attr, Key
table = boto3.resource("dynamodb").Table("pets")
s3 = boto3.client("s3")
def lambda_handler(event, context):
    table.put_item(Item={"id": "a", "price": Decimal("1.5"), "raw": b"hi", "tags": {"x"}, "n": None})
    item = table.get_item(Key={"id": "a"})["Item"]
    table.query(KeyConditionExpression=Key("id").eq("a") & Key("at").begins_with("2026"),
        FilterExpression=Attr("price").gt(1) | ~Attr("gone").exists())
    with table.batch_writer() as batch:
        batch.put_item(Item={"id": "b"})
    s3.put_object(Bucket="files", Key="k", Body=b"text")
    lines = [line.decode() for line in s3.get_object(Bucket="files", Key="k")["Body"].iter_lines()]
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "files", "Key": "k"}, ExpiresIn=60)
    boto3.client("sqs").send_message(QueueUrl="q", MessageBody="m")
    boto3.client("events").put_events(Entries=[{"Source": "s", "DetailType": "d", "Detail": "{}"}])
    boto3.client("apigatewaymanagementapi", endpoint_url="https://x").post_to_connection(
        ConnectionId="c", Data=b"hello")
    payload = boto3.client("lambda").invoke(FunctionName="f", Payload=b"{}")["Payload"].read()
    assert item == {"id": "a", "price": Decimal("1.5"), "tags": {"x"}}, item
    return [lines, url, json.loads(payload)]`
    const { run } = await bench(program, {
      async call(call) {
        calls.push(call)
        return { status: 200, output: outputs[call.action] ?? {}, durationMs: 1 }
      },
    })
    expect(given(await run())).toEqual([
      ['line 1', 'line 2'],
      'https://signed.example/',
      { ok: true },
    ])
    const inputs = calls.map(({ service, action, input }) => [`${service}.${action}`, input])
    expect(inputs).toEqual([
      [
        'dynamodb.PutItem',
        {
          TableName: 'pets',
          Item: {
            id: { S: 'a' },
            price: { N: '1.5' },
            raw: { B: 'aGk=' },
            tags: { SS: ['x'] },
            n: { NULL: true },
          },
        },
      ],
      ['dynamodb.GetItem', { TableName: 'pets', Key: { id: { S: 'a' } } }],
      [
        'dynamodb.Query',
        {
          TableName: 'pets',
          KeyConditionExpression: '#n0 = :v0 AND begins_with(#n1, :v1)',
          FilterExpression: '#n2 > :v2 OR (NOT attribute_exists(#n3))',
          ExpressionAttributeNames: { '#n0': 'id', '#n1': 'at', '#n2': 'price', '#n3': 'gone' },
          ExpressionAttributeValues: { ':v0': { S: 'a' }, ':v1': { S: '2026' }, ':v2': { N: '1' } },
        },
      ],
      [
        'dynamodb.BatchWriteItem',
        { RequestItems: { pets: [{ PutRequest: { Item: { id: { S: 'b' } } } }] } },
      ],
      ['s3.PutObject', { Bucket: 'files', Key: 'k', Body: 'text' }],
      ['s3.GetObject', { Bucket: 'files', Key: 'k' }],
      ['s3.Presign', { Bucket: 'files', Key: 'k', ExpiresIn: 60, Method: 'GET' }],
      ['sqs.SendMessage', { QueueUrl: 'q', MessageBody: 'm' }],
      ['events.PutEvents', { Entries: [{ Source: 's', DetailType: 'd', Detail: '{}' }] }],
      ['execute-api.PostToConnection', { ConnectionId: 'c', Data: 'hello' }],
      ['lambda.Invoke', { FunctionName: 'f', Payload: '{}' }],
    ])
  })
})
