/** Query parameters decoded, in order, repetitions kept. */
export type QueryList = [name: string, value: string][]

function formDecode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  const spaced = text.replace(/\+/g, ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // A stray percent sign is no reason to refuse; it stays as it was sent.
    return spaced
  }
}

/** A key without an equals sign; AWS does not say. */
const BARE_KEY_VALUE = ''

/**
 * Decodes a query string as a form: plus is a space.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function parseQuery(raw: string): QueryList {
  const list: QueryList = []
  for (const part of raw.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    if (equals < 0) list.push([formDecode(part), BARE_KEY_VALUE])
    else list.push([formDecode(part.slice(0, equals)), formDecode(part.slice(equals + 1))])
  }
  return list
}

/** The list as a query string. */
export function writeQuery(list: QueryList): string {
  return list
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

/** The single-value map: the last of each name; null when there is none. */
export function lastValues(list: [string, string][]): Record<string, string> | null {
  return list.length === 0 ? null : Object.fromEntries(list)
}

/** The multi-value map, in order; null when there is none. */
export function multiValues(list: [string, string][]): Record<string, string[]> | null {
  if (list.length === 0) return null
  const map: Record<string, string[]> = {}
  for (const [name, value] of list) {
    const values = map[name]
    if (values) values.push(value)
    else map[name] = [value]
  }
  return map
}
