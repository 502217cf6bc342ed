import type { Backends, ServiceAnswer } from '../schema/backends'
import type { HttpRequest } from '../schema/http'
import type { RuntimeOptions } from '../schema/runtime'

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const toBase64 = (text: string) => {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/**
 * The `call` of runtimes: AWS clients are answered by the services, a handler's HTTP requests
 * (service `http`, action `Fetch`; bodies in base64) by the world's endpoints. Status 0 says that
 * nobody answers at that URL.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export function serviceAnswers(backends: Backends): RuntimeOptions['call'] {
  return async (call) => {
    if (call.service !== 'http') return backends.call(call)
    const { url, method, headers, body } = call.input as Record<string, string>
    const target = URL.canParse(String(url)) ? new URL(String(url)) : null
    if (!target) return NOBODY
    const request: HttpRequest = {
      method: String(method),
      path: `${target.pathname}${target.search}`,
      headers: headers as unknown as Record<string, string>,
      host: target.host,
      ...bodyOf(String(body ?? '')),
    }
    const answer = await backends.fetch(target.href, request)
    if (!answer) return NOBODY
    const text = answer.isBase64Encoded ? answer.body : toBase64(answer.body)
    return {
      status: answer.status,
      output: { headers: answer.headers, body: text },
      durationMs: answer.durationMs,
    }
  }
}

const NOBODY: ServiceAnswer = { status: 0, output: null, durationMs: 0 }

function bodyOf(base64: string): Pick<HttpRequest, 'body' | 'isBase64Encoded'> {
  if (base64 === '') return {}
  try {
    return { body: new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(base64)) }
  } catch {
    return { body: base64, isBase64Encoded: true }
  }
}
