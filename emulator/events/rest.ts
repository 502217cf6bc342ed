import {
  type ApiRequest,
  apiHost,
  bodyOf,
  multiValues,
  sampleTraceId,
  singleValues,
  type WholeRequest,
  wholeRequest,
} from './api-request'
import { type EventObject, type Origin, requestTime } from './origin'

const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
}

/**
 * `requestContext` of payload 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function restContext(origin: Origin, request: WholeRequest): EventObject {
  return {
    accountId: origin.accountId,
    apiId: request.apiId,
    ...(request.authorizer === undefined ? {} : { authorizer: request.authorizer }),
    deploymentId: 'abc123',
    domainName: apiHost(origin, request.apiId),
    domainPrefix: request.apiId,
    extendedRequestId: origin.chance.token(16),
    httpMethod: request.method,
    identity: {
      ...NO_IDENTITY,
      sourceIp: request.sourceIp,
      userAgent: request.headers['User-Agent'] ?? null,
    },
    path: `/${request.stage}${request.path}`,
    protocol: 'HTTP/1.1',
    requestId: origin.chance.uuid(),
    requestTime: requestTime(origin.at),
    requestTimeEpoch: origin.at,
    resourceId: '123456',
    resourcePath: request.resource,
    stage: request.stage,
  }
}

/**
 * The client's headers and those that API Gateway adds.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function restHeaders(origin: Origin, request: WholeRequest): Record<string, string> {
  return {
    ...request.headers,
    Host: apiHost(origin, request.apiId),
    'X-Amzn-Trace-Id': sampleTraceId(origin),
    'X-Forwarded-For': request.sourceIp,
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  }
}

/**
 * What a REST API's Lambda proxy integration sends, payload 1.0, as
 * `sam local generate-event apigateway aws-proxy`. What is absent is null.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function restEvent(origin: Origin, given: ApiRequest = {}): EventObject {
  const request = wholeRequest({ body: '{"message": "hello world"}', ...given }, 'prod')
  const headers = restHeaders(origin, request)
  return {
    resource: request.resource,
    path: request.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: multiValues(headers),
    queryStringParameters: singleValues(request.query),
    multiValueQueryStringParameters: multiValues(request.query),
    pathParameters: singleValues(request.pathParameters ?? {}),
    stageVariables: singleValues(request.stageVariables),
    requestContext: restContext(origin, request),
    body: bodyOf(request),
    isBase64Encoded: request.binary,
  }
}

/**
 * What an HTTP API sends in payload format 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEventV1(origin: Origin, given: ApiRequest = {}): EventObject {
  return { version: '1.0', ...restEvent(origin, { stage: '$default', ...given }) }
}

/**
 * What a load balancer sends to a function in its target group, as
 * `sam local generate-event alb request`.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function albEvent(origin: Origin, given: ApiRequest = {}): EventObject {
  const request = wholeRequest(given, '')
  const group = `targetgroup/my-target-group/${origin.chance.hex(16)}`
  const lower = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    requestContext: {
      elb: {
        targetGroupArn: `arn:aws:elasticloadbalancing:${origin.region}:${origin.accountId}:${group}`,
      },
    },
    httpMethod: request.method,
    path: request.path,
    queryStringParameters: singleValues(request.query) ?? {},
    headers: {
      ...Object.fromEntries(lower),
      'x-amzn-trace-id': sampleTraceId(origin),
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    body: bodyOf(request) ?? '',
    isBase64Encoded: request.binary,
  }
}
