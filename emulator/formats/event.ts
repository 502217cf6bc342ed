import * as z from 'zod/mini'
import { EVENT_KINDS, type EventKindId } from '../events/catalog'
import { problemsOf } from '../gateway/parse-problem'
import type { Json } from '../schema/json'
import { readDocument } from './document'
import { kindOf } from './event-kind'
import { EVENT_SHAPES } from './event-shape'
import { FormatError } from './format-error'
import { deepest, jsonOf } from './node'

export interface ReadEvent {
  /** Null for an event that no service of AWS sends. */
  kind: EventKindId | null
  event: Json
}

/**
 * Reads the JSON of an event, as `sam local generate-event` and the console write it. An event of a
 * known kind must have that kind's shape; `as` insists on a kind.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-local-generate-event.html
 */
export function readEvent(text: string, as?: EventKindId): ReadEvent {
  const root = readDocument(text)
  const event = jsonOf(root)
  const kind = kindOf(event)
  const wanted = as ?? kind
  if (wanted === null) return { kind: null, event }
  const { title } = EVENT_KINDS[wanted]
  const parsed = z.safeParse(EVENT_SHAPES[wanted], event)
  if (!parsed.success) {
    const [problem] = problemsOf(parsed.error)
    const at = problem?.at ?? ''
    const node = deepest(root, at.split('.'))
    throw new FormatError(node.at, `${problem?.expected} as ${at} of “${title}”`)
  }
  if (kind !== wanted) {
    const found = kind === null ? 'an event of one’s own' : `“${EVENT_KINDS[kind].title}”`
    throw new FormatError(root.at, `an event of the kind “${title}”`, found)
  }
  return { kind, event }
}

/**
 * Writes an event as `sam local generate-event` does: JSON, two blanks for a level.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-local-generate-event.html
 */
export function writeEvent(event: Json): string {
  return `${JSON.stringify(event, null, 2)}\n`
}
