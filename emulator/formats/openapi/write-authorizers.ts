import type { Authorizer, HttpAuthorizer } from '../../schema/authorizer'
import { poolOfIssuer } from '../cognito'
import type { Doc, DocObject } from '../write-document'
import type { Writing } from './writing'

const AUTHTYPE = 'x-amazon-apigateway-authtype'
const AUTHORIZER = 'x-amazon-apigateway-authorizer'

/** The header that an identity source reads, if it is one header and nothing else. */
const headerIn = (source: string | undefined) =>
  /^(?:method\.request|\$request)\.header\.([^,\s]+)$/.exec(source ?? '')?.[1]

const scheme = (header: string | undefined, more: DocObject): DocObject => ({
  type: 'apiKey',
  name: header ?? 'Unused',
  in: 'header',
  ...more,
})

/**
 * The security scheme of a REST API's authorizer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function writeAuthorizer(authorizer: Authorizer, at: string, writing: Writing): DocObject {
  const { type, identitySource } = authorizer
  if (type === 'COGNITO_USER_POOLS') {
    const arns = authorizer.issuers.flatMap((issuer, i) => {
      const arn = poolOfIssuer(issuer, writing.accountId)
      if (arn === null) writing.warn(`${at}.issuers.${i}`, `${issuer} is no user pool`)
      return arn ?? []
    })
    return scheme(headerIn(identitySource), {
      [AUTHTYPE]: type.toLowerCase(),
      [AUTHORIZER]: { type: type.toLowerCase(), providerARNs: arns, identitySource },
    })
  }
  if (authorizer.permitted === false && !writing.tellsPermissions) {
    writing.warn(`${at}.permitted`, 'a document does not say who may invoke a function')
  }
  return scheme(headerIn(identitySource), {
    [AUTHTYPE]: 'custom',
    [AUTHORIZER]: {
      type: type.toLowerCase(),
      authorizerUri: writing.uriOf(authorizer.function),
      identitySource,
      identityValidationExpression:
        type === 'TOKEN' ? authorizer.identityValidationExpression : undefined,
      authorizerResultTtlInSeconds: authorizer.resultTtlInSeconds,
    },
  })
}

/** Told explicitly, because API Gateway insists on it. */
const PAYLOAD_VERSION = '2.0'

/**
 * The security scheme of an HTTP API's authorizer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function writeHttpAuthorizer(
  authorizer: HttpAuthorizer,
  at: string,
  writing: Writing,
): DocObject {
  const sources: Doc | undefined = authorizer.identitySource?.join(', ')
  if (authorizer.type === 'JWT') {
    const { issuer, audience } = authorizer
    const more = { type: 'jwt', identitySource: sources, jwtConfiguration: { issuer, audience } }
    return { type: 'oauth2', [AUTHORIZER]: more }
  }
  if (authorizer.permitted === false && !writing.tellsPermissions) {
    writing.warn(`${at}.permitted`, 'a document does not say who may invoke a function')
  }
  return scheme(headerIn(authorizer.identitySource?.[0]), {
    [AUTHORIZER]: {
      type: 'request',
      identitySource: sources,
      authorizerUri: writing.uriOf(authorizer.function),
      authorizerPayloadFormatVersion: authorizer.payloadFormatVersion ?? PAYLOAD_VERSION,
      authorizerResultTtlInSeconds: authorizer.resultTtlInSeconds,
      enableSimpleResponses: authorizer.enableSimpleResponses,
    },
  })
}

/** Names for the schemes that stand for no authorizer of the API. */
export interface PlainSchemes {
  apiKey: string
  iam: string
}

/**
 * Names of the API key's and the signature's scheme that no authorizer has.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 */
export function plainSchemes(authorizers: Record<string, unknown> | undefined): PlainSchemes {
  const free = (name: string): string =>
    Object.hasOwn(authorizers ?? {}, name) ? free(`${name}_`) : name
  return { apiKey: free('api_key'), iam: free('sigv4') }
}

export const API_KEY_SCHEME: DocObject = { type: 'apiKey', name: 'x-api-key', in: 'header' }
export const IAM_SCHEME: DocObject = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  [AUTHTYPE]: 'awsSigv4',
}
