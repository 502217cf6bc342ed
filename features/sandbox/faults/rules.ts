import type { Because, Exchange, Json } from '@/emulator'
import type { CheckRun } from '../labs/schema'
import type { Scenario } from '../schema'
import { type DiffLine, diffTexts } from '../sides/rules'

/** What came of a scenario: of several things sent, the last counts. */
export interface Answer {
  /** HTTP status; of a message `frame` or `nothing`. */
  status: string
  body: string
  headers: Record<string, string>
  exchange: Exchange | null
  /** Why it could not be run. */
  trouble: string | null
}

/** The things of a scenario that are sent, as a check has them. */
export const stepsOf = ({ sends }: Scenario) => sends.map(({ step }) => step)

/** Headers that are another one's every time, or say nothing about the fault. */
const VOLATILE = /^(x-amzn?-?request-?id|x-amz-apigw-id|apigw-requestid|x-amzn-trace-id|date)$/i

/** The answer of a run; the last thing sent gave it. */
export function answerOf(run: CheckRun): Answer {
  const last = run.exchanges[run.asked.at(-1) ?? -1]
  if (run.trouble !== null || !last)
    return {
      status: '-',
      body: '',
      headers: {},
      exchange: null,
      trouble: run.trouble ?? 'No answer.',
    }
  const whole = { exchange: last, trouble: null }
  if (last.kind === 'message') {
    const heard = run.heard['1']?.at(-1)
    return {
      ...whole,
      status: heard === undefined ? 'nothing' : 'frame',
      body: heard ?? '',
      headers: {},
    }
  }
  const { response } = last
  const headers = Object.entries(response?.headers ?? {})
    .filter(([name]) => !VOLATILE.test(name))
    .map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')])
  return {
    ...whole,
    status: String(response?.status ?? '-'),
    body: response?.body ?? '',
    headers: Object.fromEntries(headers),
  }
}

/** Statuses that can be predicted. */
export const STATUSES = [
  ...[200, 201, 202, 204, 400, 401, 403, 404, 413, 415, 429, 500, 502, 503, 504].map(String),
  'frame',
  'nothing',
] as const
/** A status, or what came of a message, as a reader sees it. */
export const statusText = (status: string): string =>
  ({ frame: 'A message comes back', nothing: 'Nothing comes back' })[status] ?? status

/** Messages that the gateway writes into bodies of its own. */
const MESSAGES = [
  'Internal server error',
  'Internal Server Error',
  'Service Unavailable',
  'Endpoint request timed out',
  'Forbidden',
  'Unauthorized',
  'Missing Authentication Token',
  'User is not authorized to access this resource',
  'Not Found',
  'Too Many Requests',
  'Limit Exceeded',
  'Unsupported Media Type',
  'Invalid request body',
  'Missing required request parameters: [shop]',
  'Could not process payload',
] as const

/** What a body can be predicted as: as unbroken, empty, a gateway's message, or other text. */
export const BODY_CHOICES: Record<string, string> = {
  same: 'The same as before it was broken',
  empty: 'Empty',
  ...Object.fromEntries(MESSAGES.map((text) => [text, `Gateway’s message: ${text}`])),
  other: 'Something else',
}

function messageOf(body: string): string | null {
  try {
    const parsed: Json = JSON.parse(body)
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null
    const message = parsed.message ?? parsed.Message
    return typeof message === 'string' ? message : null
  } catch {
    return null
  }
}

/** Which of the choices a body is. */
export function bodyChoiceOf(answer: Answer, working: Answer): string {
  if (answer.body === working.body) return 'same'
  if (answer.body === '') return 'empty'
  const message = messageOf(answer.body)
  return (
    MESSAGES.find(
      (known) =>
        message === known ||
        /^\W/.test(message?.startsWith(known) ? message.slice(known.length) : 'x'),
    ) ?? 'other'
  )
}

/** True when a client can tell the two answers apart. */
export const differs = (one: Answer, other: Answer): boolean =>
  one.status !== other.status ||
  one.body !== other.body ||
  JSON.stringify(one.headers) !== JSON.stringify(other.headers)

const reasonsOf = (exchange: Exchange | null): Because[] =>
  exchange
    ? [
        ...exchange.steps.filter(({ verdict }) => verdict !== 'skip').map(({ because }) => because),
        ...exchange.invocations.flatMap(({ because }) => because),
        ...exchange.warnings.map(({ rule, message }) => ({ rule, sentence: message })),
      ]
    : []

/** Rules that tell how something went on, not why. */
const TELLS = /^(header|event|trace|log|cost|response)\./

/**
 * The reasons that decided a broken answer: where it was stopped, and what was decided otherwise
 * than in the working one. The first is the one to show.
 */
export function decisiveOf(broken: Exchange | null, working: Exchange | null): Because[] {
  const before = new Set(reasonsOf(working).map(({ sentence }) => sentence))
  const stopped = broken?.steps.filter(({ verdict }) => verdict === 'stop') ?? []
  const otherwise = reasonsOf(broken).filter(({ sentence }) => !before.has(sentence))
  const causes = otherwise.filter(({ rule }) => !TELLS.test(rule))
  const all = [...stopped.map(({ because }) => because), ...causes, ...otherwise]
  return [...new Map(all.map((because) => [because.rule + because.sentence, because])).values()]
}

/** A prediction, and whether each half was right. */
export interface Prediction {
  status: string
  body: string
}

/** Holds a prediction against what came. */
export function judge(
  { status, body }: Prediction,
  broken: Answer,
  working: Answer,
): { status: boolean; body: boolean } {
  return { status: status === broken.status, body: body === bodyChoiceOf(broken, working) }
}

/** One part of a scenario in which the working and the broken one differ. */
export interface Change {
  title: string
  lines: DiffLine[]
}

/** Lines that stay the same and are shown around those that do not. */
const AROUND = 2

/** The changed lines with a little around them; what is left out between them is one line. */
function near(lines: DiffLine[]): DiffLine[] {
  const shown = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'both'),
  )
  return lines.flatMap((line, at) =>
    shown[at] ? [line] : shown[at - 1] ? [{ kind: 'both' as const, text: '…' }] : [],
  )
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** What was changed between two scenarios, part by part, as lines. */
export function changesOf(working: Scenario, broken: Scenario): Change[] {
  const parts = ({ api, functions, sends, issuers, credentials }: Scenario) => {
    const texts: Record<string, string> = {
      'What is sent': json(sends.map(({ step }) => step)),
      'The API': json(api.kind === 'data' ? api.api : api.text),
      Keys: json({ issuers, credentials }),
    }
    for (const [name, { code, ...spec }] of Object.entries(functions)) {
      const { files, ...rest } = code.kind === 'source' ? code : { ...code, files: {} }
      texts[`The function ${name}`] = json({ ...spec, code: rest })
      for (const [file, text] of Object.entries(files)) texts[file] = text
    }
    return texts
  }
  const [before, after] = [parts(working), parts(broken)]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((title) => {
    const [one = '', other = ''] = [before[title], after[title]]
    return one === other ? [] : [{ title, lines: near(diffTexts(one, other)) }]
  })
}
