import 'server-only'
import { hkdfSync } from 'node:crypto'
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { env } from './env'

/** Longer than anything that is signed here. */
const LONGEST = 4_000

const keys = new Map<string, { key: Uint8Array; kid: string }>()

/** A key for one purpose, made of the server's secret: knowing one tells nothing of another. */
function keyOf(purpose: string): { key: Uint8Array; kid: string } {
  const secret = env().NEXTAUTH_SECRET
  const known = keys.get(secret + purpose)
  if (known) return known
  const bytes = (info: string, length: number) =>
    new Uint8Array(hkdfSync('sha256', secret, 'coldstart', `${purpose} ${info}`, length))
  const kid = Buffer.from(bytes('name', 6)).toString('base64url')
  const made = { key: bytes('key', 32), kid }
  keys.set(secret + purpose, made)
  return made
}

/** Signs claims as a JSON Web Token (HS256) whose header names this server's key. */
export async function signToken(purpose: string, claims: Record<string, unknown>): Promise<string> {
  const { key, kid } = keyOf(purpose)
  return new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: 'HS256', typ: purpose, kid })
    .sign(key)
}

/** What a token says; or why it says nothing: unreadable, signed elsewhere, or not as it was signed. */
export type Read =
  | { is: 'signed'; claims: Record<string, unknown> }
  | { is: 'unreadable' | 'foreign' | 'changed' }

/** Reads a token that `signToken` made for the same purpose. Any text may be handed in. */
export async function readToken(purpose: string, token: string): Promise<Read> {
  if (token.length > LONGEST) return { is: 'unreadable' }
  const { key, kid } = keyOf(purpose)
  try {
    const header = decodeProtectedHeader(token)
    if (header.typ !== purpose || header.alg !== 'HS256') return { is: 'unreadable' }
    if (header.kid !== kid) return { is: 'foreign' }
    // The last character of a signature holds bits that nothing reads: it has to be the very one.
    const signature = token.split('.')[2] ?? ''
    if (Buffer.from(signature, 'base64url').toString('base64url') !== signature)
      return { is: 'changed' }
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], typ: purpose })
    return { is: 'signed', claims: payload }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { is: 'changed' }
    if (error instanceof errors.JOSEError || error instanceof TypeError) return { is: 'unreadable' }
    throw error
  }
}
