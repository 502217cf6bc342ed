import type { Api } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import type { HttpRequest } from '../schema/http'
import type { HandleOptions } from '../schema/world'
import { DEFAULT_SOURCE_IP, hostOf } from './account'
import { readBody } from './bytes'
import type { Call, Kit } from './call'
import { headerOf, listOf } from './header-list'
import { parseQuery } from './query'
import { splitTarget } from './request-path'
import { traceHeader } from './trace-header'

/** Length of `$context.extendedRequestId`. */
const EXTENDED_ID_LENGTH = 16

/** A call that has just arrived: ids drawn, target and query split, nothing decided yet. */
export function startCall(
  kit: Kit,
  api: Api,
  request: HttpRequest,
  kind: Exchange['kind'],
  detail: HandleOptions['detail'] = 'full',
): Call {
  const headers = listOf(request.headers)
  const { path, rawQuery } = splitTarget(request.path)
  const startedAt = kit.timeline.now()
  return {
    kit,
    api,
    kind,
    request,
    startedAt,
    elapsedMs: 0,
    isExplained: detail === 'full',
    isTest: false,
    stageName: '',
    variables: {},
    isCanary: null,
    verb: request.method.toUpperCase(),
    path,
    shownPath: path,
    rawQuery,
    query: parseQuery(rawQuery),
    headers,
    body: readBody(request.body, request.isBase64Encoded),
    host: request.host ?? hostOf(api),
    sourceIp: request.sourceIp ?? DEFAULT_SOURCE_IP,
    userAgent: headerOf(headers, 'user-agent') ?? null,
    requestId: kit.chance.uuid(),
    extendedRequestId: kit.chance.token(EXTENDED_ID_LENGTH),
    trace: traceHeader(headerOf(headers, 'x-amzn-trace-id'), startedAt, kit.chance),
    route: null,
    pathParameters: {},
    identity: {},
    authorizer: undefined,
    usageKey: null,
    refusal: null,
    shown: null,
    event: null,
    steps: [],
    log: [],
    warnings: [],
    invocations: [],
    segments: [],
    cost: [],
    frames: [],
  }
}
