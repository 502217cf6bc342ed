import type { GatewayResponseType } from '../schema/gateway-response'
import type { Refusal } from './call'

const refusal = (
  response: GatewayResponseType | null,
  status: number,
  message: string | null,
  errorType: string,
): Refusal => ({ response, status, message, errorType })

const internal = (response: GatewayResponseType, status = 500) =>
  refusal(response, status, 'Internal server error', 'InternalServerErrorException')

/** The proxy's 502 belongs to no type of its own and falls back to DEFAULT_5XX. */
const BAD_GATEWAY = internal('DEFAULT_5XX', 502)

/** The table of gateway responses prints 504; 500 is what was recorded. */
const INTEGRATION_FAILURE_STATUS = 500

/** AWS does not document the text. */
const REQUEST_TOO_LONG = 'Request Too Long'

/**
 * Every error a REST API answers with, before gateway responses change it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const REST_ERRORS = {
  missingAuthenticationToken: refusal(
    'MISSING_AUTHENTICATION_TOKEN',
    403,
    'Missing Authentication Token',
    'MissingAuthenticationTokenException',
  ),
  badGateway: BAD_GATEWAY,
  configuration: internal('API_CONFIGURATION_ERROR'),
  noIntegrationResponse: refusal(
    'API_CONFIGURATION_ERROR',
    500,
    'Internal server error',
    'ApiConfigurationException',
  ),
  timeout: refusal(
    'INTEGRATION_TIMEOUT',
    504,
    'Endpoint request timed out',
    'InternalServerErrorException',
  ),
  integrationFailure: internal('INTEGRATION_FAILURE', INTEGRATION_FAILURE_STATUS),
  badRequestBody: refusal('BAD_REQUEST_BODY', 400, 'Invalid request body', 'BadRequestException'),
  unsupportedMediaType: refusal(
    'UNSUPPORTED_MEDIA_TYPE',
    415,
    'Unsupported Media Type',
    'BadRequestException',
  ),
  tooLarge: refusal(null, 413, REQUEST_TOO_LONG, 'RequestTooLargeException'),
  uriTooLong: refusal(null, 414, 'Request URI too long', 'RequestTooLargeException'),
  headersTooLarge: refusal(null, 431, 'Request Header Fields Too Large', 'BadRequestException'),
  unauthorized: refusal('UNAUTHORIZED', 401, 'Unauthorized', 'UnauthorizedException'),
  authorizerConfiguration: refusal(
    'AUTHORIZER_CONFIGURATION_ERROR',
    500,
    null,
    'AuthorizerConfigurationException',
  ),
  explicitDeny: refusal(
    'ACCESS_DENIED',
    403,
    'User is not authorized to access this resource with an explicit deny',
    'AccessDeniedException',
  ),
  implicitDeny: refusal(
    'ACCESS_DENIED',
    403,
    'User is not authorized to access this resource',
    'AccessDeniedException',
  ),
  expiredCognitoToken: refusal(
    'UNAUTHORIZED',
    401,
    'The incoming token has expired',
    'UnauthorizedException',
  ),
  invalidSignature: refusal(
    'INVALID_SIGNATURE',
    403,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    'InvalidSignatureException',
  ),
  invalidApiKey: refusal('INVALID_API_KEY', 403, 'Forbidden', 'ForbiddenException'),
  wafFiltered: refusal('WAF_FILTERED', 403, 'Forbidden', 'ForbiddenException'),
  throttled: refusal('THROTTLED', 429, 'Too Many Requests', 'TooManyRequestsException'),
  quotaExceeded: refusal('QUOTA_EXCEEDED', 429, 'Limit Exceeded', 'LimitExceededException'),
} satisfies Record<string, Refusal>

/**
 * 400 with a message of its own.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const badRequest = (message: string): Refusal =>
  refusal('BAD_REQUEST_BODY', 400, message, 'BadRequestException')

/**
 * 400 that names the parameters that are missing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export const missingParameters = (names: string[]): Refusal =>
  refusal(
    'BAD_REQUEST_PARAMETERS',
    400,
    `Missing required request parameters: [${names.join(', ')}]`,
    'BadRequestException',
  )

/**
 * 403 with a message that names caller and resource.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const accessDenied = (message: string): Refusal =>
  refusal('ACCESS_DENIED', 403, message, 'AccessDeniedException')

/**
 * 403 for a signature whose time has passed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const expiredSignature = (message: string): Refusal =>
  refusal('EXPIRED_TOKEN', 403, message, 'ExpiredTokenException')
