import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose'
import type { Json } from '../schema/json'
import type { Call } from './call'

/** Reasons as they stand in `www-authenticate`. AWS documents the first only. */
export const JWT_REASONS = {
  audience: 'the token does not have a valid audience',
  issuer: 'the token does not have a valid issuer',
  expired: 'the token has expired',
  early: 'the token is not valid yet',
  signature: 'unable to validate the token',
  malformed: 'the token is malformed',
} as const
export type JwtReason = keyof typeof JWT_REASONS

const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const keySets = new WeakMap<object, ReturnType<typeof createLocalJWKSet>>()

export interface Claims {
  [name: string]: Json
}

/** The token without its optional `Bearer` prefix. */
export const bareToken = (value: string) => value.replace(/^bearer\s+/i, '').trim()

/**
 * Verifies signature, issuer and times on the world's clock.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function verifyToken(
  call: Call,
  token: string,
  issuers: string[],
): Promise<{ claims: Claims } | { reason: JwtReason }> {
  const middle = token.split('.')[1]
  let claims: Claims
  try {
    claims = JSON.parse(atob((middle ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as Claims
  } catch {
    return { reason: 'malformed' }
  }
  const issuer = issuers.find((one) => one === claims.iss)
  if (issuer === undefined) return { reason: 'issuer' }
  const keys = call.kit.issuers[issuer]
  if (!keys) return { reason: 'signature' }
  let find = keySets.get(keys)
  if (!find) {
    find = createLocalJWKSet(keys as unknown as JSONWebKeySet)
    keySets.set(keys, find)
  }
  try {
    const verified = await compactVerify(token, find, { algorithms: RSA_ALGORITHMS })
    claims = JSON.parse(new TextDecoder().decode(verified.payload)) as Claims
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      return { reason: 'signature' }
    }
    throw error
  }
  const now = (call.startedAt + call.elapsedMs) / 1000
  if (typeof claims.exp === 'number' && claims.exp <= now) return { reason: 'expired' }
  if (typeof claims.exp !== 'number') return { reason: 'expired' }
  if (typeof claims.nbf === 'number' && claims.nbf > now) return { reason: 'early' }
  if (typeof claims.iat === 'number' && claims.iat > now) return { reason: 'early' }
  return { claims }
}

const texts = (value: Json | undefined): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : []

/**
 * Is one of the audiences meant? `client_id` counts when there is no `aud`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function hasAudience(claims: Claims, audience: string[]): boolean {
  const own = claims.aud === undefined ? texts(claims.client_id) : texts(claims.aud)
  return own.some((one) => audience.includes(one))
}

/** Scopes of a token, from `scope` or `scp`. */
export function scopesOf(claims: Claims): string[] {
  const scope = claims.scope ?? claims.scp
  return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : texts(scope)
}

/** Claims travel as text: a list as `[a b]`, an object as JSON, null not at all. */
export function claimTexts(claims: Claims): Record<string, string> {
  const written: Record<string, string> = {}
  for (const [name, value] of Object.entries(claims)) {
    if (value === null) continue
    if (Array.isArray(value)) {
      const items = value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
      written[name] = `[${items.join(' ')}]`
    } else written[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return written
}
