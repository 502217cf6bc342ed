import type { Call } from './call'
import type { HeaderList } from './header-list'
import { DROPPED_FROM_CLIENT } from './header-names'

/** REST APIs write these two with capitals, however they were sent. */
const CAPITALISED: Record<string, string> = {
  authorization: 'Authorization',
  'user-agent': 'User-Agent',
}
const ADDED = new Set([
  'host',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
])
/** An edge location, whose address CloudFront adds. */
const EDGE_IP = '130.176.0.10'

function forwardedFor(call: Call, edge: boolean): string {
  const sent = call.headers.find(([name]) => name.toLowerCase() === 'x-forwarded-for')?.[1]
  return [sent, call.sourceIp, edge ? EDGE_IP : undefined].filter(Boolean).join(', ')
}

function cloudFront(call: Call): HeaderList {
  const mobile = /mobile/i.test(call.userAgent ?? '')
  return [
    ['CloudFront-Forwarded-Proto', 'https'],
    ['CloudFront-Is-Desktop-Viewer', String(!mobile)],
    ['CloudFront-Is-Mobile-Viewer', String(mobile)],
    ['CloudFront-Is-SmartTV-Viewer', 'false'],
    ['CloudFront-Is-Tablet-Viewer', 'false'],
    ['CloudFront-Viewer-ASN', '64496'],
    ['CloudFront-Viewer-Country', 'US'],
    ['Via', '1.1 0123456789abcdef.cloudfront.net (CloudFront)'],
    ['X-Amz-Cf-Id', call.extendedRequestId],
  ]
}

/**
 * Headers of payload 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function eventHeaders(call: Call, keep: ReadonlySet<string> = new Set()): HeaderList {
  const edge = call.api.type === 'REST' && (call.api.endpointType ?? 'EDGE') === 'EDGE'
  const own = call.headers.flatMap(([name, value]): HeaderList => {
    const lower = name.toLowerCase()
    if (ADDED.has(lower) || (DROPPED_FROM_CLIENT.has(lower) && !keep.has(lower))) return []
    return [[CAPITALISED[lower] ?? name, value]]
  })
  return [
    ...own,
    ...(edge ? cloudFront(call) : []),
    ['Host', call.host],
    ['X-Amzn-Trace-Id', call.trace.text],
    ['X-Forwarded-For', forwardedFor(call, edge)],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ]
}
