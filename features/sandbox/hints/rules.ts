import type { EventKindId, Json } from '@/emulator'
import { sampleEvent } from '../events/rules'
import { CONTEXT_WORDS, EVENT_WORDS } from './words/rules'

/** A name that can follow where somebody types, or that somebody points at. */
export interface Hint {
  name: string
  /** `string`, `object`, … */
  kind: string
  /** A sentence; empty where there is nothing to say. */
  says: string
  /** What it is in the mock event, shortened. */
  example: string
}

/** The places of a chain before the cursor: `event["Records"][0].s3.` → event, Records, 0, s3. */
export interface Chain {
  root: 'event' | 'context'
  parts: string[]
  /** What was typed of the next name. */
  typed: string
  /** How the next name is written: after a dot, in brackets, or in `.get(`. */
  form: 'dot' | 'quote'
}

const LINK = String.raw`\??\.[A-Za-z_$][\w$]*|(?:\?\.)?\[\s*(?:"[^"]*"|'[^']*'|\d+)\s*\]|\.get\(\s*(?:"[^"]*"|'[^']*')(?:\s*,[^()]*)?\)`
const CHAIN = new RegExp(
  String.raw`(?<![\w$.])(event|context)((?:${LINK})*)(?:\??\.([\w$]*)|(?:(?:\?\.)?\[|\.get\()\s*["']([^"']*))$`,
)
const ONE_LINK =
  /\.get\(\s*(?:"([^"]*)"|'([^']*)')|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]|\??\.([A-Za-z_$][\w$]*)\b(?!\()/g

/** The chain that ends at the end of a text; null where none does. */
export function chainBefore(text: string): Chain | null {
  const [, root, links = '', dotted, quoted] = CHAIN.exec(text.slice(-300)) ?? []
  if (root !== 'event' && root !== 'context') return null
  const parts = [...links.matchAll(ONE_LINK)].map(
    ([, ...found]) => found.find((part) => part !== undefined) ?? '',
  )
  return quoted === undefined
    ? { root, parts, typed: dotted ?? '', form: 'dot' }
    : { root, parts, typed: quoted, form: 'quote' }
}

const kindOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value

const MAX_EXAMPLE = 60

function shortJson(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > MAX_EXAMPLE ? `${text.slice(0, MAX_EXAMPLE)}…` : text
}

function valueAt(event: Json, parts: readonly string[]): Json | undefined {
  let at: Json | undefined = event
  for (const part of parts) {
    if (Array.isArray(at)) at = at[Number(part)] ?? at[0]
    else if (typeof at === 'object' && at !== null && Object.hasOwn(at, part)) at = at[part]
    else return undefined
  }
  return at
}

/** Names that can follow a chain: of the event at hand, or of the language's context object. */
export function hintsAfter(
  chain: Pick<Chain, 'root' | 'parts'>,
  event: Json,
  language: 'python' | 'javascript',
): Hint[] {
  if (chain.root === 'context') {
    if (chain.parts.length > 0) return []
    return CONTEXT_WORDS[language].map(([name, kind, says]) => ({ name, kind, says, example: '' }))
  }
  const value = valueAt(event, chain.parts)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const names = chain.parts.filter((part) => !/^\d+$/.test(part))
  return Object.entries(value).map(([name, inner]) => ({
    name,
    kind: kindOf(inner),
    says: EVENT_WORDS[[...names, name].join('.')] ?? '',
    example: shortJson(inner),
  }))
}

/** What a name at the end of a chain is; null where the event has no such name. */
export function hintAt(chain: Chain, event: Json, language: 'python' | 'javascript'): Hint | null {
  const plain = (name: string) => name.replace(/\(\)$/, '')
  return hintsAfter(chain, event, language).find(({ name }) => plain(name) === chain.typed) ?? null
}

/** The event that names are taken from: what will be sent, or the kind's own mock event. */
export function eventForHints(event: Json | undefined, kind: EventKindId): Json {
  const own = typeof event === 'object' && event !== null && Object.keys(event).length > 0
  return own ? event : sampleEvent(kind)
}
