import type { HttpRoute } from '../schema/api'
import type { Authorizer, HttpAuthorizer } from '../schema/authorizer'
import { type Call, note, type Outcome, refuse } from './call'
import { HTTP_ERRORS, withHeaders } from './errors-http'
import { REST_ERRORS } from './errors-rest'
import { httpIdentityValue } from './http-mapping-source'
import {
  bareToken,
  claimTexts,
  hasAudience,
  JWT_REASONS,
  type JwtReason,
  scopesOf,
  verifyToken,
} from './jwt'
import { requestValue } from './mapping-source'

const DEFAULT_HTTP_SOURCE = ['$request.header.Authorization']
const DEFAULT_REST_SOURCE = 'method.request.header.Authorization'
/** Whether the 403 for missing scopes says so in a header is not documented. */
const TELL_INSUFFICIENT_SCOPE = true

const challenge = (scopes: string[], error: string, description?: string): [string, string] => [
  'www-authenticate',
  `Bearer scope="${scopes.join(' ')}" error="${error}"${description ? ` error_description="${description}"` : ''}`,
]

/**
 * A JWT authorizer of an HTTP API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorizeWithJwt(
  call: Call,
  authorizer: Extract<HttpAuthorizer, { type: 'JWT' }>,
  route: HttpRoute,
): Promise<Outcome> {
  const source = (authorizer.identitySource ?? DEFAULT_HTTP_SOURCE)[0] ?? ''
  const value = httpIdentityValue(call, source)
  const scopes = route.authorizationScopes ?? []
  if (!value) {
    const sentence = `${source} is missing.`
    return refuse(call, 'authorizer', 'auth.http-missing', sentence, HTTP_ERRORS.unauthorized)
  }
  const verified = await verifyToken(call, bareToken(value), [authorizer.issuer])
  let reason: JwtReason | null = 'reason' in verified ? verified.reason : null
  if ('claims' in verified && !hasAudience(verified.claims, authorizer.audience)) {
    reason = 'audience'
  }
  if (reason || !('claims' in verified)) {
    const text = JWT_REASONS[reason ?? 'malformed']
    const rule = reason === 'audience' ? 'jwt.reason-audience' : 'jwt.reason-others'
    const error = withHeaders(HTTP_ERRORS.unauthorized, [challenge(scopes, 'invalid_token', text)])
    return refuse(call, 'authorizer', rule, `The token is refused: ${text}.`, error)
  }
  const own = scopesOf(verified.claims)
  if (scopes.length > 0 && !scopes.some((scope) => own.includes(scope))) {
    const error = TELL_INSUFFICIENT_SCOPE
      ? withHeaders(HTTP_ERRORS.forbidden, [challenge(scopes, 'insufficient_scope')])
      : HTTP_ERRORS.forbidden
    const sentence = `The token has none of the scopes ${scopes.join(', ')}.`
    return refuse(call, 'authorizer', 'jwt.scope', sentence, error)
  }
  call.authorizer = {
    jwt: { claims: claimTexts(verified.claims), scopes: scopes.length > 0 ? own : null },
  }
  const sentence = 'Signature, issuer, audience and times of the token are good.'
  note(call, 'authorizer', 'pass', 'jwt.valid', sentence, { output: call.authorizer })
  return null
}

/**
 * A Cognito user pool authorizer of a REST API: an id token, or an access token where scopes are set.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
export async function authorizeWithCognito(
  call: Call,
  authorizer: Extract<Authorizer, { type: 'COGNITO_USER_POOLS' }>,
  scopes: string[],
): Promise<Outcome> {
  const value = requestValue(call, authorizer.identitySource ?? DEFAULT_REST_SOURCE)
  const unauthorized = (sentence: string, rule = 'cognito.unauthorized') =>
    refuse(call, 'authorizer', rule, sentence, REST_ERRORS.unauthorized)
  if (!value) return unauthorized('There is no token.')
  const verified = await verifyToken(call, bareToken(value), authorizer.issuers)
  if ('reason' in verified) {
    if (verified.reason !== 'expired') return unauthorized(`${JWT_REASONS[verified.reason]}.`)
    const error = REST_ERRORS.expiredCognitoToken
    return refuse(call, 'authorizer', 'cognito.expired', 'The token has expired.', error)
  }
  const { claims } = verified
  const wanted = scopes.length > 0 ? 'access' : 'id'
  if (claims.token_use !== wanted) {
    const why = scopes.length > 0 ? 'scopes are configured' : 'no scopes are configured'
    return unauthorized(`An ${wanted} token is wanted because ${why}.`, 'cognito.token-use')
  }
  const own = scopesOf(claims)
  if (scopes.length > 0 && !scopes.some((scope) => own.includes(scope))) {
    return unauthorized(`The token has none of the scopes ${scopes.join(', ')}.`)
  }
  call.authorizer = { claims: claimTexts(claims) }
  const sentence = `The ${wanted} token is good; its claims go to the event.`
  note(call, 'authorizer', 'pass', 'cognito.claims', sentence, { output: call.authorizer })
  return null
}
