import type { ContentHandling } from '../schema/integration'
import { type Body, fromBase64, textOf, toBase64 } from './bytes'
import { type HeaderList, headerOf, mediaType } from './header-list'

/**
 * Is a media type among the binary ones? Entries match exactly, as `type/*` or as `*` + `/*`;
 * an entry with a star before the slash only never matches.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 */
export function isBinaryType(contentType: string | undefined, binaryTypes: string[]): boolean {
  if (binaryTypes.length === 0) return false
  const type = mediaType(contentType)
  if (type === undefined || !type.includes('/')) return false
  return binaryTypes.some((entry) => {
    const wanted = entry.toLowerCase()
    if (wanted === '*/*' || wanted === type) return true
    return wanted.endsWith('/*') && !wanted.startsWith('*') && type.startsWith(wanted.slice(0, -1))
  })
}

/** Does the client take bytes? Only the first type of Accept counts. */
export function acceptsBinary(headers: HeaderList, binaryTypes: string[]): boolean {
  return isBinaryType(headerOf(headers, 'accept')?.split(',')[0], binaryTypes)
}

/** Null when what should have been base64 is not. */
export function convertRequest(
  body: Body,
  isBinary: boolean,
  handling: ContentHandling | undefined,
): Body | null {
  if (handling === 'CONVERT_TO_BINARY') return isBinary ? body : fromBase64(textOf(body))
  if (handling === 'CONVERT_TO_TEXT' && isBinary) return { text: toBase64(body) }
  return isBinary ? body : { text: textOf(body) }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html */
export function convertResponse(
  body: Body,
  isBinary: boolean,
  wantsBinary: boolean,
  handling: ContentHandling | undefined,
): Body | null {
  if (handling === 'CONVERT_TO_TEXT') return isBinary ? { text: toBase64(body) } : body
  if (handling === 'CONVERT_TO_BINARY') return isBinary ? body : fromBase64(textOf(body))
  if (isBinary) return wantsBinary ? body : { text: toBase64(body) }
  return wantsBinary ? fromBase64(textOf(body)) : body
}
