import type { Principal } from '../schema/backends'
import { bytesOf } from './bytes'
import type { Call } from './call'
import { allOf, headerOf } from './header-list'
import { parseQuery } from './query'

const encoder = new TextEncoder()
const MAX_SKEW_MS = 300_000

const hexOf = (buffer: ArrayBuffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
}

const sha256 = async (bytes: Uint8Array) =>
  hexOf(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

const strictly = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const encodedPath = (path: string) => path.split('/').map(strictly).join('/')

export interface SignatureParts {
  accessKey: string
  scope: string
  signedHeaders: string[]
  signature: string
  date: string
}

/** Reads `Authorization: AWS4-HMAC-SHA256 …`; null for an unsigned request. */
function readSignature(call: Call): SignatureParts | null {
  const text = headerOf(call.headers, 'authorization') ?? ''
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(text)?.[1]
  const credential = part('Credential')
  const signature = part('Signature')
  const signed = part('SignedHeaders')
  const date = headerOf(call.headers, 'x-amz-date')
  if (!text.startsWith('AWS4-HMAC-SHA256') || !credential || !signature || !signed || !date)
    return null
  const [accessKey = '', ...scope] = credential.split('/')
  return { accessKey, scope: scope.join('/'), signedHeaders: signed.split(';'), signature, date }
}

/** The instant of `20261122T093000Z`. */
function signedAt(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

/**
 * The signature this request should carry.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signatureFor(
  call: Pick<Call, 'verb' | 'headers' | 'body' | 'host' | 'request'>,
  parts: Pick<SignatureParts, 'scope' | 'signedHeaders' | 'date'>,
  secret: string,
): Promise<string> {
  const [path = '', rawQuery = ''] = call.request.path.split('?')
  const query = parseQuery(rawQuery)
    .map(([name, value]) => `${strictly(name)}=${strictly(value)}`)
    .sort()
    .join('&')
  const headers = parts.signedHeaders.map((name) => {
    const values = name === 'host' ? [call.host] : allOf(call.headers, name)
    return `${name}:${values.map((value) => value.trim().replace(/\s+/g, ' ')).join(',')}\n`
  })
  const payload =
    headerOf(call.headers, 'x-amz-content-sha256') ?? (await sha256(bytesOf(call.body)))
  const canonical = [
    call.verb,
    encodedPath(path),
    query,
    headers.join(''),
    parts.signedHeaders.join(';'),
    payload,
  ].join('\n')
  const digest = await sha256(encoder.encode(canonical))
  const toSign = `AWS4-HMAC-SHA256\n${parts.date}\n${parts.scope}\n${digest}`
  let key: Uint8Array<ArrayBuffer> = encoder.encode(`AWS4${secret}`)
  for (const step of parts.scope.split('/')) key = await hmac(key, step)
  const signature = await hmac(key, toSign)
  return hexOf(signature.buffer)
}

/** Verifies who signed; the kind of failure otherwise. */
export async function verifySignature(
  call: Call,
): Promise<{ principal: Principal; accessKey: string } | 'unsigned' | 'invalid' | 'expired'> {
  const parts = readSignature(call)
  if (!parts) return 'unsigned'
  const principal = call.kit.credentials[parts.accessKey]
  if (!principal) return 'invalid'
  const skew = Math.abs(call.startedAt - signedAt(parts.date))
  if (!(skew <= MAX_SKEW_MS)) return 'expired'
  const token = headerOf(call.headers, 'x-amz-security-token')
  if (principal.sessionToken !== undefined && token !== principal.sessionToken) return 'invalid'
  const expected = await signatureFor(call, parts, principal.secretAccessKey)
  return expected === parts.signature ? { principal, accessKey: parts.accessKey } : 'invalid'
}
