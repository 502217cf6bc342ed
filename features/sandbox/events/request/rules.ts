import { type HttpRequest, httpRequestSchema } from '@/emulator'
import { type Fault, jsonFault } from '../rules'

/** The line of a text on which a key first stands; 1 where it does not. */
const lineOfKey = (text: string, key: string) => {
  const at = text.indexOf(JSON.stringify(key))
  return at < 0 ? 1 : text.slice(0, at).split('\n').length
}

/** Reads a request written as JSON; what is wrong is told with its line and what belongs there. */
export function readRequestText(
  text: string,
): { ok: true; request: HttpRequest } | { ok: false; fault: Fault } {
  const broken = jsonFault(text)
  if (broken) return { ok: false, fault: broken }
  const parsed = httpRequestSchema.safeParse(JSON.parse(text))
  if (parsed.success) return { ok: true, request: parsed.data }
  const [issue] = parsed.error.issues
  const path = issue?.path.map(String) ?? []
  const stray = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const key = stray ?? path.at(-1)
  const message = stray
    ? `A request has no “${stray}”: it has method, path, headers, body, isBase64Encoded, sourceIp and host.`
    : `${path.join('.') || 'The request'}: ${issue?.message ?? 'is not what belongs here'}.`
  return {
    ok: false,
    fault: { line: key === undefined ? 1 : lineOfKey(text, key), column: 1, message },
  }
}
