import { diffLines } from 'diff'
import type { Api, Exchange, HttpRequest, Json, ScenarioStep } from '@/emulator'
import { apiFor, movedTo, stageOf } from '../apis/rules'
import { FIRST_REQUEST, mainFunctionOf } from '../bench/rules'
import type { CheckRun } from '../labs/schema'
import type { ScenarioParts } from '../rules'
import type { Scenario, Send } from '../schema'

/** The fronts that one handler is put behind, in the order in which they are shown. */
export const SIDES = {
  rest: 'REST API',
  'http-v1': 'HTTP API, payload 1.0',
  http: 'HTTP API, payload 2.0',
  url: 'Function URL',
  websocket: 'WebSocket API',
} as const
export type Side = keyof typeof SIDES
export const SIDE_NAMES = Object.keys(SIDES) as Side[]

/** What one front did with the request: the event it made, and the answer the client got. */
export interface SideSeen {
  side: Side
  /** What the function was sent; null where it was not called. */
  event: Json
  /** Status, headers and body; of a WebSocket API the frame that the client received. */
  response: Json
  status: string
  /** A sentence where the front could not be tried. */
  trouble: string | null
}

/** The request that is compared: the one that is open, else the scenario's first, else a GET. */
export function requestOf(scenario: Scenario, open: Send | undefined): HttpRequest {
  if (open && 'frame' in open.step) return { method: 'POST', path: '/', body: open.step.frame }
  const steps = [open, ...scenario.sends].flatMap((send) => (send ? [send.step] : []))
  const found = steps.find((step) => 'request' in step && !isUpgrade(step.request))
  if (!found || !('request' in found)) return FIRST_REQUEST
  const stage = scenario.api.kind === 'data' ? stageOf(scenario.api.api) : null
  return movedTo(found.request, stage, null)
}

const isUpgrade = ({ headers }: HttpRequest) =>
  Object.entries(headers ?? {}).some(
    ([name, value]) => name.toLowerCase() === 'upgrade' && String(value) === 'websocket',
  )

const UPGRADE = { Upgrade: 'websocket', Connection: 'Upgrade' }

/** A scenario's functions behind one front, and what is sent there: a WebSocket gets the body as a message. */
export function sidedPlan(
  scenario: Scenario,
  parts: ScenarioParts,
  request: HttpRequest,
  side: Side,
): { parts: ScenarioParts; steps: ScenarioStep[] } {
  const api: Api = apiFor(side, mainFunctionOf({ ...scenario, functions: parts.functions }))
  const steps: ScenarioStep[] =
    side === 'websocket'
      ? [
          { request: { method: 'GET', path: '/prod', headers: UPGRADE } },
          { frame: request.body || '{}' },
        ]
      : [{ request: movedTo(request, null, stageOf(api)) }]
  return { parts: { ...parts, api }, steps }
}

function frameOf(run: CheckRun, last: Exchange): { status: string; response: Json } {
  if (last.kind === 'connect')
    return {
      status: String(last.response?.status ?? '-'),
      response: (last.response ?? null) as unknown as Json,
    }
  const text = run.heard['1']?.at(-1)
  return text === undefined
    ? { status: 'nothing sent back', response: null }
    : { status: 'a frame', response: { frame: text } }
}

/** What came of a front's run. */
export function seenOf(side: Side, run: CheckRun): SideSeen {
  const last = run.exchanges[Math.max(...run.asked, 0)]
  if (run.trouble !== null || !last)
    return { side, event: null, response: null, status: '-', trouble: run.trouble ?? 'No answer.' }
  const event = last.invocations.length > 0 ? last.event : null
  if (side === 'websocket') return { side, event, trouble: null, ...frameOf(run, last) }
  const status = String(last.response?.status ?? '-')
  return {
    side,
    event,
    response: (last.response ?? null) as unknown as Json,
    status,
    trouble: null,
  }
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const keys = Object.keys(value).sort((a, b) => a.localeCompare(b))
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]))
}

/** One line of two texts laid beside each other. */
export interface DiffLine {
  kind: 'both' | 'left' | 'right'
  text: string
}

/** Two texts line by line. */
export const diffTexts = (left: string, right: string): DiffLine[] =>
  diffLines(left, right).flatMap(({ added, removed, value }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ kind: added ? 'right' : removed ? 'left' : 'both', text })),
  )

/** Two values line by line, their keys in the order of the alphabet. */
export function diffOf(left: Json, right: Json): DiffLine[] {
  const text = (value: Json) => `${JSON.stringify(sorted(value), null, 2)}\n`
  return diffTexts(text(left), text(right))
}

type Fields = { [key: string]: Json }
const fields = (value: Json | undefined): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
const listed = (names: string[]) => names.map((name) => `\`${name}\``).join(', ')

/** Where a front puts the parts of a request that handlers read. */
const PLACES: Record<string, readonly string[]> = {
  'The method': ['httpMethod', 'requestContext.http.method'],
  'The path': ['rawPath', 'path'],
  Cookies: ['cookies', 'headers.Cookie', 'headers.cookie'],
  'The connection': ['requestContext.connectionId'],
}

const at = (event: Json, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((value, key) => fields(value)[key], event)

const placeOf = (event: Json, places: readonly string[]) =>
  places.find((path) => at(event, path) !== undefined && at(event, path) !== null)

const isLower = (event: Json) => {
  const names = Object.keys(fields(at(event, 'headers')))
  return names.length > 0 && names.every((name) => name === name.toLowerCase())
}

/** What two events differ in, in sentences: the left one is named `a`, the right one `b`. */
export function eventWords(left: Json, right: Json, a: string, b: string): string[] {
  if (left === null || right === null) {
    const who = [left === null ? a : '', right === null ? b : ''].filter(Boolean).join(' and ')
    return [`${who} did not call the function with this request.`]
  }
  const [one, two] = [fields(left), fields(right)]
  const words: string[] = []
  const version = (event: Fields) => (typeof event.version === 'string' ? event.version : null)
  if (version(one) !== version(two))
    words.push(
      `${a} sends ${version(one) ? `version ${version(one)}` : 'no version'}, ${b} ${version(two) ? `version ${version(two)}` : 'none'}.`,
    )
  for (const [what, places] of Object.entries(PLACES)) {
    const [here, there] = [placeOf(left, places), placeOf(right, places)]
    if (here === there) continue
    const told = (place: string | undefined) => (place ? `in \`${place}\`` : 'nowhere')
    words.push(`${what} is ${told(here)} behind ${a} and ${told(there)} behind ${b}.`)
  }
  if ('headers' in one && 'headers' in two && isLower(left) !== isLower(right))
    words.push(
      `${isLower(left) ? a : b} makes header names lower-case; ${isLower(left) ? b : a} keeps them as sent.`,
    )
  const only = (from: Fields, other: Fields) => Object.keys(from).filter((key) => !(key in other))
  for (const [name, keys] of [
    [a, only(one, two)],
    [b, only(two, one)],
  ] as const)
    if (keys.length > 0) words.push(`Only ${name} has ${listed(keys)}.`)
  const nulls = (event: Fields) => Object.keys(event).filter((key) => event[key] === null)
  const [leftNulls, rightNulls] = [nulls(one), nulls(two)]
  if (leftNulls.length > 0 !== rightNulls.length > 0)
    words.push(
      `${leftNulls.length > 0 ? a : b} writes null for what is absent (${listed(leftNulls.length > 0 ? leftNulls : rightNulls)}); ${leftNulls.length > 0 ? b : a} leaves it out.`,
    )
  return words.length > 0 ? words : ['Both events have the same form; only values differ.']
}

/** What two answers differ in, in sentences. */
export function responseWords(left: SideSeen, right: SideSeen): string[] {
  const [a, b] = [SIDES[left.side], SIDES[right.side]]
  const words = [
    left.status === right.status
      ? `Both answer ${left.status}.`
      : `${a} answers ${left.status}, ${b} answers ${right.status}.`,
  ]
  const text = (seen: SideSeen) => fields(seen.response).body ?? fields(seen.response).frame ?? null
  words.push(text(left) === text(right) ? 'The bodies are the same.' : 'The bodies differ.')
  const names = (seen: SideSeen) =>
    Object.keys(fields(fields(seen.response).headers)).map((name) => name.toLowerCase())
  const only = (one: SideSeen, other: SideSeen) =>
    names(one).filter((name) => !names(other).includes(name))
  for (const [name, extra] of [
    [a, only(left, right)],
    [b, only(right, left)],
  ] as const)
    if (extra.length > 0) words.push(`Only ${name} sends ${listed(extra)}.`)
  return words
}
