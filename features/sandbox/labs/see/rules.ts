import type { Exchange, Json } from '@/emulator'
import type { CheckRun } from '../schema'

/** An exchange as expectations see it. */
export interface Seen {
  kind: Exchange['kind']
  status: number | null
  /** By lower-case name; a header sent twice is a list. */
  headers: Record<string, string | string[]>
  body: string | null
  base64: boolean
  /** The body, or what a direct call returned, as JSON; null when it is none. */
  json: Json
  route: string | null
  /** Step → its verdict. */
  steps: Record<string, string>
  /** What the function or backend was sent. */
  event: Json
  runs: {
    function: string
    version: string
    start: string
    ms: number
    billedMs: number
    result: Json
    failed: boolean
    event: Json
  }[]
  /** What the handler printed, without the platform's own lines. */
  logs: string[]
  /** Those of them that are JSON. */
  lines: Json[]
  frames: (string | null)[]
  /** US dollars. */
  usd: number
  /** The part of it that a function's time and memory cost. */
  computeUsd: number
  ms: number
}

/** START, END, REPORT and the like are Lambda's, in either log format. */
const PLATFORM =
  /^(INIT_START|START|END|REPORT|INIT_REPORT|RESTORE_START|RESTORE_REPORT) |"type":"platform\./

function parsed(text: string | null): Json {
  if (text === null) return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

/** What Node's logger puts before a line: time, request id, level. */
const NODE_HEAD = /^\S+\t\S+\t[A-Z]+\t/

/** An exchange as expectations see it. */
export function seenOf(exchange: Exchange): Seen {
  const { response, invocations, cost } = exchange
  const messages = invocations.flatMap(({ logs }) => logs.map(({ message }) => message.trimEnd()))
  const logs = messages
    .filter((line) => !PLATFORM.test(line))
    .map((line) => line.replace(NODE_HEAD, ''))
  const headers = Object.entries(response?.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ])
  return {
    kind: exchange.kind,
    status: response?.status ?? null,
    headers: Object.fromEntries(headers),
    body: response?.body ?? null,
    base64: response?.isBase64Encoded ?? false,
    json: response ? parsed(response.body) : parsed(invocations[0]?.payload ?? null),
    route: exchange.route,
    steps: Object.fromEntries(exchange.steps.map(({ name, verdict }) => [name, verdict])),
    event: exchange.event,
    runs: invocations.map((run) => ({
      function: run.functionName,
      version: run.executedVersion,
      start: run.start,
      ms: run.durationMs,
      billedMs: run.billedMs,
      result: parsed(run.payload),
      failed: run.functionError !== null,
      event: run.event,
    })),
    logs,
    lines: logs.flatMap((line) => {
      const json = parsed(line)
      return json !== null && typeof json === 'object' ? [json] : []
    }),
    frames: exchange.frames.map(({ data }) => data),
    usd: cost.reduce((sum, { usd }) => sum + usd, 0),
    computeUsd: cost.reduce((sum, { unit, usd }) => sum + (unit === 'GB-second' ? usd : 0), 0),
    ms: exchange.durationMs,
  }
}

/** All of a run as expectations see it: the exchanges asked for, and what stands at the end. */
export function worldSeen({ exchanges, asked, contents, heard, spec }: CheckRun) {
  const all = exchanges.map(seenOf)
  const runs = all.flatMap((one) => one.runs)
  return {
    asked: asked.flatMap((index) => all[index] ?? []),
    world: {
      statuses: asked.map((index) => all[index]?.status ?? null),
      exchanges: all,
      runs,
      coldStarts: runs.filter(({ start }) => start === 'cold').length,
      frames: all.flatMap(({ frames }) => frames),
      heard,
      spec,
      logs: all.flatMap(({ logs }) => logs),
      lines: all.flatMap(({ lines }) => lines),
      usd: all.reduce((sum, one) => sum + one.usd, 0),
      data: contents,
    },
  }
}
