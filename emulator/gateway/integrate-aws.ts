import type { Integration } from '../schema/integration'
import type { Json } from '../schema/json'
import { backendUrl } from './backend-url'
import { textOf, toBase64 } from './bytes'
import { type Call, note, type Outcome, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { payloadValue } from './function-call'
import { type HeaderList, headerOf } from './header-list'
import { timeoutOf } from './integrate-lambda'
import { parseQuery } from './query'
import type { Prepared } from './request-mapping'
import type { BackendResult } from './response-mapping'

const SERVICE_URI = /^arn:aws:apigateway:[^:]*:([^:]+):(action|path)\/(.*)$/
/** Services whose classic protocol is a query string. */
const QUERY_PROTOCOL = new Set(['sqs', 'sns'])

interface Wanted {
  service: string
  action: string
  input: { [name: string]: Json }
}

const asObject = (value: Json | undefined): { [name: string]: Json } =>
  value && typeof value === 'object' && !Array.isArray(value) ? value : {}

/** A path of S3 or SQS read as the action it stands for. */
function fromPath(
  service: string,
  path: string,
  verb: string,
  call: Call,
  prepared: Prepared,
): Wanted | null {
  const [first = '', ...rest] = path.split('?')[0]?.split('/') ?? []
  if (service === 's3') {
    const actions: Record<string, string> = {
      GET: 'GetObject',
      PUT: 'PutObject',
      DELETE: 'DeleteObject',
    }
    const action = actions[verb]
    if (!action) return null
    const body = verb === 'PUT' && {
      Body: textOf(prepared.body),
      BodyBase64: toBase64(prepared.body),
    }
    const type = headerOf(call.headers, 'content-type')
    const input = {
      Bucket: first,
      Key: rest.join('/'),
      ...body,
      ...(type && { ContentType: type }),
    }
    return { service, action, input }
  }
  if (service !== 'sqs' && service !== 'sns') return null
  const form = Object.fromEntries([...parseQuery(textOf(prepared.body)), ...prepared.query])
  const { Action: action = '', ...input } = form
  const queue = service === 'sqs' && rest.length > 0 ? { QueueUrl: path } : {}
  return { service, action, input: { ...queue, ...input } }
}

function read(call: Call, url: string, verb: string, prepared: Prepared): Wanted | null {
  const parts = SERVICE_URI.exec(url)
  const service = parts?.[1]?.split('.').at(-1) ?? ''
  const rest = parts?.[3] ?? ''
  if (parts?.[2] === 'path') {
    const target = headerOf(prepared.headers, 'x-amz-target')?.split('.').at(-1)
    if (target)
      return { service, action: target, input: asObject(payloadValue(textOf(prepared.body))) }
    return fromPath(service, rest, verb, call, prepared)
  }
  const action = rest.split('?')[0] ?? ''
  const query = Object.fromEntries(prepared.query)
  const body = payloadValue(textOf(prepared.body))
  return { service, action, input: { ...query, ...asObject(body) } }
}

const xmlOf = (action: string, output: Json): string => {
  const fields = Object.entries(asObject(output)).map(
    ([key, value]) => `<${key}>${String(value)}</${key}>`,
  )
  return `<${action}Response><${action}Result>${fields.join('')}</${action}Result></${action}Response>`
}

/** Query-protocol answers are wrapped as AWS wraps them: `{ SendMessageResponse: { … } }`. */
const wrapped = (action: string, output: Json, requestId: string): Json => ({
  [`${action}Response`]: {
    [`${action}Result`]: output,
    ResponseMetadata: { RequestId: requestId },
  },
})

/**
 * An AWS service behind templates, answered in memory.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html
 */
export async function integrateAws(
  call: Call,
  integration: Integration,
  prepared: Prepared,
): Promise<{ outcome: Outcome } | { result: BackendResult }> {
  const fail = (sentence: string) => ({
    outcome: refuse(
      call,
      'integration',
      'rest.unreachable',
      sentence,
      REST_ERRORS.integrationFailure,
    ),
  })
  const url = backendUrl(call, integration, prepared.path, [])
  if (url === null) return fail('The URI has a stage variable that the stage does not have.')
  const wanted = read(call, url, integration.httpMethod ?? call.verb, prepared)
  if (!wanted?.action) return fail(`${url} names no service action we know.`)
  call.event = wanted.input
  const answer = await call.kit.backends.call(wanted)
  const limit = timeoutOf(integration, call.kit.figures.limits)
  if (answer.durationMs > limit) {
    const sentence = `The service took longer than ${limit} ms.`
    const rule = 'rest.integration-timeout'
    return {
      outcome: refuse(call, 'integration', rule, sentence, REST_ERRORS.timeout, { ms: limit }),
    }
  }
  note(
    call,
    'integration',
    'pass',
    'service.call',
    `${wanted.service} ${wanted.action} answered ${answer.status}.`,
    {
      input: wanted.input,
      output: answer.output,
      ms: answer.durationMs,
    },
  )
  const isQuery = QUERY_PROTOCOL.has(wanted.service) && url.includes(':path/')
  const wantsXml = headerOf(prepared.headers, 'accept') === 'application/xml'
  const s3Body = wanted.service === 's3' ? asObject(answer.output) : {}
  const text =
    isQuery && answer.status < 300
      ? wantsXml
        ? xmlOf(wanted.action, answer.output)
        : JSON.stringify(wrapped(wanted.action, answer.output, call.requestId))
      : typeof s3Body.Body === 'string'
        ? s3Body.Body
        : JSON.stringify(answer.output)
  const type =
    wantsXml && isQuery
      ? 'application/xml'
      : typeof s3Body.ContentType === 'string'
        ? s3Body.ContentType
        : isQuery
          ? 'application/json'
          : 'application/x-amz-json-1.0'
  const headers: HeaderList = [['Content-Type', type]]
  return { result: { status: answer.status, headers, body: { text } } }
}
