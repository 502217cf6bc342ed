import {
  EVENT_KINDS,
  type EventKindId,
  FormatError,
  type Json,
  readEvent,
  sampleOrigin,
} from '@/emulator'

/** Something wrong with a text, where it stands; lines and columns count from 1. */
export interface Fault {
  line: number
  column: number
  message: string
}

/** Kinds of events in the groups in which they are offered. */
export const EVENT_GROUPS: readonly { title: string; kinds: readonly EventKindId[] }[] = [
  {
    title: 'Requests',
    kinds: ['rest-proxy', 'http-proxy', 'http-proxy-v1', 'function-url', 'alb'],
  },
  { title: 'WebSocket', kinds: ['websocket-connect', 'websocket-message', 'websocket-disconnect'] },
  {
    title: 'Authorizers',
    kinds: [
      'token-authorizer',
      'request-authorizer',
      'http-authorizer',
      'http-authorizer-v1',
      'websocket-authorizer',
    ],
  },
  {
    title: 'Other services',
    kinds: ['s3-put', 's3-delete', 'sns', 'sqs', 'kinesis', 'dynamodb', 'eventbridge', 'schedule'],
  },
]

/** What a reader sees of a kind. */
export const titleOfKind = (kind: EventKindId): string => EVENT_KINDS[kind].title

/** A mock event of a kind as AWS sends it; the same at the same instant (epoch milliseconds). */
export function sampleEvent(kind: EventKindId, at?: number): Json {
  return EVENT_KINDS[kind].sample(sampleOrigin(at === undefined ? {} : { at }))
}

/** Parts of an event that one changes first, by kind; paths as `leavesOf` writes them. */
const FIRST_LEAVES: Partial<Record<EventKindId, readonly string[]>> = {
  'rest-proxy': ['httpMethod', 'path', 'body'],
  'http-proxy': ['requestContext.http.method', 'rawPath', 'rawQueryString', 'body'],
  'http-proxy-v1': ['httpMethod', 'path', 'body'],
  'function-url': ['requestContext.http.method', 'rawPath', 'rawQueryString', 'body'],
  alb: ['httpMethod', 'path', 'body'],
  'websocket-connect': ['requestContext.connectionId', 'requestContext.routeKey'],
  'websocket-message': ['requestContext.connectionId', 'requestContext.routeKey', 'body'],
  'websocket-disconnect': ['requestContext.connectionId'],
  'token-authorizer': ['authorizationToken', 'methodArn'],
  'request-authorizer': ['httpMethod', 'path', 'methodArn'],
  'http-authorizer': ['routeArn', 'rawPath', 'requestContext.http.method'],
  'http-authorizer-v1': ['routeArn', 'path', 'httpMethod'],
  'websocket-authorizer': ['methodArn', 'requestContext.connectionId'],
  's3-put': ['Records[0].s3.bucket.name', 'Records[0].s3.object.key', 'Records[0].s3.object.size'],
  's3-delete': ['Records[0].s3.bucket.name', 'Records[0].s3.object.key'],
  sns: ['Records[0].Sns.Subject', 'Records[0].Sns.Message'],
  sqs: ['Records[0].messageId', 'Records[0].body'],
  kinesis: ['Records[0].kinesis.partitionKey', 'Records[0].kinesis.data'],
  dynamodb: ['Records[0].eventName'],
  eventbridge: ['source', 'detail-type'],
  schedule: ['time'],
}

/** One value of an event that is no list and no object, and its place. */
export interface Leaf {
  path: string
  value: null | boolean | number | string
}

const isPlain = (value: Json): value is Leaf['value'] => value === null || typeof value !== 'object'

const NAME = /^[A-Za-z_$][\w$]*$/

const step = (path: string, name: string) =>
  NAME.test(name) ? (path === '' ? name : `${path}.${name}`) : `${path}[${JSON.stringify(name)}]`

/** All plain values of an event in their order, each with its path, such as `Records[0].body`. */
export function leavesOf(event: Json, path = ''): Leaf[] {
  if (isPlain(event)) return path === '' ? [] : [{ path, value: event }]
  if (Array.isArray(event))
    return event.flatMap((item, index) => leavesOf(item, `${path}[${index}]`))
  return Object.entries(event).flatMap(([name, value]) => leavesOf(value, step(path, name)))
}

/** The names and numbers of a path, outermost first. */
function partsOfPath(path: string): (string | number)[] {
  const parts: (string | number)[] = []
  for (const [, name, index, quoted] of path.matchAll(
    /([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g,
  )) {
    if (name !== undefined) parts.push(name)
    else if (index !== undefined) parts.push(Number(index))
    else parts.push(JSON.parse(quoted ?? '""') as string)
  }
  return parts
}

/** The event with the value at a path changed; unchanged where there is no such place. */
export function withLeaf(event: Json, path: string, value: Leaf['value']): Json {
  const change = (at: Json, parts: (string | number)[]): Json => {
    const [part, ...rest] = parts
    if (part === undefined) return value
    if (Array.isArray(at))
      return at.map((item, index) => (index === part ? change(item, rest) : item))
    if (isPlain(at) || !Object.hasOwn(at, part)) return at
    return Object.fromEntries(
      Object.entries(at).map(([name, item]) => [name, name === part ? change(item, rest) : item]),
    )
  }
  return change(event, partsOfPath(path))
}

/** The leaves of an event, those that one changes first apart from the rest. */
export function formOf(kind: EventKindId | null, event: Json): { first: Leaf[]; rest: Leaf[] } {
  const leaves = leavesOf(event)
  const wanted = (kind && FIRST_LEAVES[kind]) ?? leaves.slice(0, 6).map(({ path }) => path)
  return {
    first: wanted.flatMap((path) => leaves.find((leaf) => leaf.path === path) ?? []),
    rest: leaves.filter(({ path }) => !wanted.includes(path)),
  }
}

/**
 * What was typed for a leaf, as a value of the kind the leaf had: a number stays a number and a
 * boolean a boolean as long as the text is one; nothing typed where there was null is null.
 */
export function typedValue(before: Leaf['value'], text: string): Leaf['value'] {
  if (typeof before === 'number' && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text)
  if (typeof before === 'boolean' && /^(true|false)$/.test(text)) return text === 'true'
  return before === null && text === '' ? null : text
}

/**
 * Reads an event somebody wrote: JSON as the console's test editor takes it. An event that looks
 * like one of a known kind must have its shape. The fault has the place and what was expected there.
 */
export function readEventText(
  text: string,
): { ok: true; event: Json; kind: EventKindId | null } | { ok: false; fault: Fault } {
  const broken = jsonFault(text)
  if (broken) return { ok: false, fault: broken }
  try {
    return { ok: true, ...readEvent(text) }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { line, column } = error.place
    return { ok: false, fault: { line, column, message: error.message } }
  }
}

/** What keeps a text from being JSON, with its place; null when it is JSON. */
export function jsonFault(text: string): Fault | null {
  if (text.trim() === '') return { line: 1, column: 1, message: 'There is no JSON here yet.' }
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return { ...placeOfJsonError(text, (error as Error).message), message: jsonMessage(error) }
  }
}

const jsonMessage = (error: unknown) =>
  `This is not JSON: ${(error as Error).message.replace(/\s*\(?(in JSON )?at position .*$/s, '')}`

/** Engines tell the place by position, by line and column, or not at all: then it is looked for. */
function placeOfJsonError(text: string, message: string): { line: number; column: number } {
  const told = /line (\d+) column (\d+)/.exec(message)
  if (told) return { line: Number(told[1]), column: Number(told[2]) }
  const position = /position (\d+)/.exec(message)?.[1]
  const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position))
  const lines = before.split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
