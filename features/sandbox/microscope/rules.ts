import {
  type Exchange,
  type Figures,
  type InvocationRecord,
  lambdaMonth,
  priceOf,
  type TraceSegment,
} from '@/emulator'

/** What happened in many exchanges, for one line and one small table. */
export interface Summary {
  count: number
  statuses: { status: string; count: number }[]
  cold: number
  warm: number
  throttled: number
  /** Environments that ran something. */
  environments: number
  /** Milliseconds from request to answer. */
  fastestMs: number
  medianMs: number
  p95Ms: number
  slowestMs: number
}

const isCold = (run: InvocationRecord) => run.start === 'cold' || run.start === 'restored'

/** How the answer of an exchange is called: its HTTP status, `error` for a function's, `-` for none. */
export function statusOf({ kind, response, invocations }: Exchange): string {
  if (kind === 'invoke' && invocations.at(-1)?.functionError) return 'error'
  return response ? String(response.status) : '-'
}

/** True where Lambda or the gateway said: too many. A proxy integration tells it as 502 or 503. */
const isThrottled = ({ response, steps, executionLog }: Exchange): boolean =>
  response?.status === 429 ||
  steps.some(({ verdict, because }) => verdict === 'stop' && /throttl|quota/.test(because.rule)) ||
  executionLog.some((line) => line.includes('failed with status: 429'))

/** The value below which a share (0–1) of ascending numbers lies: the nearest rank. */
const rank = (sorted: number[], share: number) =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0

/** Adds up exchanges; durations in milliseconds. An empty list gives zeros. */
export function summaryOf(exchanges: readonly Exchange[]): Summary {
  const runs = exchanges.flatMap(({ invocations }) => invocations)
  const times = exchanges.map(({ durationMs }) => durationMs).sort((a, b) => a - b)
  const counts = new Map<string, number>()
  for (const one of exchanges) counts.set(statusOf(one), (counts.get(statusOf(one)) ?? 0) + 1)
  return {
    count: exchanges.length,
    statuses: [...counts]
      .map(([status, count]) => ({ status, count }))
      .sort((a, b) => b.count - a.count || a.status.localeCompare(b.status)),
    cold: runs.filter(isCold).length,
    warm: runs.filter(({ start }) => start === 'warm' || start === 'provisioned').length,
    throttled: exchanges.filter(isThrottled).length,
    environments: new Set(runs.flatMap(({ environmentId }) => environmentId ?? [])).size,
    fastestMs: times[0] ?? 0,
    medianMs: rank(times, 0.5),
    p95Ms: rank(times, 0.95),
    slowestMs: times.at(-1) ?? 0,
  }
}

/** One bar of the waterfall: where it begins and how long it is, in milliseconds from the request. */
export interface Bar {
  name: string
  depth: number
  fromMs: number
  durationMs: number
  fault: boolean
  throttle: boolean
}

/** A trace as rows, parents before their children, and the milliseconds that all of it spans. */
export function waterfallOf(trace: TraceSegment): { bars: Bar[]; spanMs: number } {
  const rows = (segment: TraceSegment, depth: number): Bar[] => [
    {
      name: segment.name,
      depth,
      fromMs: segment.startMs - trace.startMs,
      durationMs: segment.durationMs,
      fault: segment.fault,
      throttle: segment.throttle,
    },
    ...segment.children.flatMap((child) => rows(child, depth + 1)),
  ]
  const bars = rows(trace, 0)
  return { bars, spanMs: Math.max(1, ...bars.map((bar) => bar.fromMs + bar.durationMs)) }
}

/** What runs like this one are billed for, by the month. */
export interface MonthlyRun {
  /** Mean billed milliseconds of a run. */
  billedMs: number
  memoryMb: number
  /** Bytes of request and response bodies together; HTTP APIs meter them. */
  bytes: number
}

export const FRONTS = ['REST API', 'HTTP API', 'Function URL'] as const
export const ARCHITECTURES = ['x86_64', 'arm64'] as const

export interface MonthlyCost {
  front: (typeof FRONTS)[number]
  architecture: (typeof ARCHITECTURES)[number]
  gatewayUsd: number
  lambdaUsd: number
  totalUsd: number
}

/** A month of one run, in front of which each kind of API stands, on each architecture; US dollars. */
export function monthlyCosts(
  run: MonthlyRun,
  requests: number,
  freeTier: boolean,
  figures: Figures,
): MonthlyCost[] {
  const { prices } = figures
  const units = Math.max(1, Math.ceil(run.bytes / prices.httpUnitBytes))
  const gateway = {
    'REST API': priceOf(prices.restRequest, requests),
    'HTTP API': priceOf(prices.httpRequest, requests * units),
    'Function URL': 0,
  }
  return ARCHITECTURES.flatMap((architecture) => {
    const { billedMs, memoryMb } = run
    const lines = lambdaMonth({ requests, billedMs, memoryMb, architecture, freeTier }, figures)
    const lambdaUsd = lines.reduce((sum, { usd }) => sum + usd, 0)
    return FRONTS.map((front) => ({
      front,
      architecture,
      gatewayUsd: gateway[front],
      lambdaUsd,
      totalUsd: gateway[front] + lambdaUsd,
    }))
  })
}

/** What the runs of an exchange would be billed for; null when none ran. */
export function monthlyRunOf(exchange: Exchange): MonthlyRun | null {
  const run = exchange.invocations.at(-1)
  if (!run || run.billedMs === 0) return null
  const length = (text: string | undefined) => new TextEncoder().encode(text ?? '').length
  return {
    // A cold start is rare in a month of runs; its INIT is told in the log, not multiplied.
    billedMs: Math.max(1, Math.ceil(run.billedMs - (run.start === 'cold' ? run.initMs : 0))),
    memoryMb: run.memoryMb,
    bytes: length(exchange.request?.body) + length(exchange.response?.body),
  }
}

const SLIDER_PER_DECADE = 9
const SLIDER_FIRST = 3
/** Positions of the slider: from 1,000 to 1,000,000,000 requests a month. */
export const SLIDER_MAX = 6 * SLIDER_PER_DECADE

/** Requests a month at a position of the slider: 1,000, 2,000 … 9,000, 10,000, 20,000 … */
export function requestsAt(position: number): number {
  const decade = Math.floor(position / SLIDER_PER_DECADE)
  return ((position % SLIDER_PER_DECADE) + 1) * 10 ** (SLIDER_FIRST + decade)
}

/** Dollars as a reader wants them: cents, or as many digits as tell something. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0'
  if (usd < 0.01) return `$${usd.toFixed(1 - Math.floor(Math.log10(usd)))}`
  return `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** Milliseconds in words that are short at every size: 0.4 ms, 178 ms, 2.35 s, 15 min. */
export function duration(ms: number): string {
  if (ms === 0) return '0 ms'
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(2))} s`
  if (ms < 3_600_000) return `${Number((ms / 60_000).toFixed(1))} min`
  return `${Number((ms / 3_600_000).toFixed(1))} h`
}
