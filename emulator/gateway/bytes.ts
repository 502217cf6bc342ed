/** A body: text while nothing asks for more, bytes when it is no text. */
export type Body = { text: string } | { bytes: Uint8Array }

export const EMPTY_BODY: Body = { text: '' }

/** A UTF-16 unit takes three bytes of UTF-8 at most. */
const MAX_BYTES_PER_UNIT = 3
const encoder = new TextEncoder()
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Has it no byte at all? */
export function isEmpty(body: Body): boolean {
  return 'text' in body ? body.text === '' : body.bytes.length === 0
}

/** The text; bytes that are no UTF-8 become U+FFFD, as API Gateway does. */
export function textOf(body: Body): string {
  return 'text' in body ? body.text : lenient.decode(body.bytes)
}

/** The bytes; text as UTF-8. */
export function bytesOf(body: Body): Uint8Array {
  return 'text' in body ? encoder.encode(body.text) : body.bytes
}

/** Size in bytes, text as UTF-8. */
export function sizeOf(body: Body): number {
  if ('bytes' in body) return body.bytes.length
  return byteLength(body.text)
}

/** How many bytes a text takes as UTF-8, counted without encoding it. */
export function byteLength(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** Is a text over a limit of bytes? Most are so short that nothing need be counted. */
export function exceeds(text: string, limit: number): boolean {
  return text.length * MAX_BYTES_PER_UNIT > limit && byteLength(text) > limit
}

/** Is a body over a limit of bytes? */
export function isOver(body: Body, limit: number): boolean {
  return 'text' in body ? exceeds(body.text, limit) : body.bytes.length > limit
}

/** The body as base64, padded. */
export function toBase64(body: Body): string {
  const bytes = bytesOf(body)
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  }
  return btoa(binary)
}

/** The bytes that base64 text stands for; null when it is not base64. */
export function fromBase64(text: string): Body | null {
  const compact = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1) {
    return null
  }
  const binary = atob(compact.replace(/=+$/, ''))
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return { bytes }
}

/** How a body is written down in an Exchange: text where it is text. */
export function writtenBody(body: Body): { body: string; isBase64Encoded: boolean } {
  if ('text' in body) return { body: body.text, isBase64Encoded: false }
  try {
    return { body: strict.decode(body.bytes), isBase64Encoded: false }
  } catch {
    return { body: toBase64(body), isBase64Encoded: true }
  }
}

/** The body of a request as it was given; what claims to be base64 and is none stays text. */
export function readBody(body: string | undefined, isBase64Encoded: boolean | undefined): Body {
  if (body === undefined) return EMPTY_BODY
  return isBase64Encoded ? (fromBase64(body) ?? { text: body }) : { text: body }
}
