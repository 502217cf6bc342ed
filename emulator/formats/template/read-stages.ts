import type { MethodSetting, Stage, Throttle } from '../../schema/stage'
import { defined, unlessEmpty } from '../defined'
import {
  booleanOf,
  entriesOf,
  get,
  integerOf,
  itemsOf,
  type Node,
  numberOf,
  refuse,
  textMapOf,
  textOf,
  wordOf,
} from '../node'

const maybe = <T>(node: Node | undefined, read: (node: Node) => T): T | undefined =>
  node === undefined ? undefined : read(node)

const STRATEGIES = [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
] as const

/**
 * A token bucket; undefined unless both the rate and the burst are told.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-usageplan-throttlesettings.html
 */
export function readThrottle(node: Node | undefined, prefix = ''): Throttle | undefined {
  const rate = get(node, `${prefix}RateLimit`)
  const burst = get(node, `${prefix}BurstLimit`)
  return rate && burst ? { rate: numberOf(rate), burst: integerOf(burst) } : undefined
}

function readSetting(node: Node): MethodSetting {
  return defined({
    throttle: readThrottle(node, 'Throttling'),
    cachingEnabled: maybe(get(node, 'CachingEnabled'), booleanOf),
    cacheTtlInSeconds: maybe(get(node, 'CacheTtlInSeconds'), (one) => integerOf(one, 0, 3600)),
    requireAuthorizationForCacheControl: maybe(
      get(node, 'RequireAuthorizationForCacheControl'),
      booleanOf,
    ),
    unauthorizedCacheControlHeaderStrategy: maybe(
      get(node, 'UnauthorizedCacheControlHeaderStrategy'),
      (one) => wordOf(one, STRATEGIES),
    ),
  })
}

/** `/*` and `*` stand for all methods; `~1` within a path is a slash. */
function settingKey(node: Node): string {
  const path = textOf(get(node, 'ResourcePath') ?? refuse(node, 'a ResourcePath'))
  const verb = textOf(get(node, 'HttpMethod') ?? refuse(node, 'an HttpMethod'))
  if (path.endsWith('*') && verb === '*') return '*/*'
  return `${path.replaceAll('~1', '/').replace(/^\/+/, '/')}/${verb.toUpperCase()}`
}

/**
 * A stage of a REST API, whether a resource of its own or properties of a SAM Api.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function readRestStage(node: Node | undefined): Stage {
  const at = (...path: string[]) => get(node, ...path)
  const cached = at('CacheClusterEnabled')
  const size = at('CacheClusterSize')
  const canary = at('CanarySetting')
  const percent = get(canary, 'PercentTraffic')
  const settings = itemsOf(at('MethodSettings')).map((one) => [settingKey(one), readSetting(one)])
  return defined({
    variables: textMapOf(at('Variables')),
    canary:
      percent &&
      defined({
        percentTraffic: numberOf(percent, 0, 100),
        stageVariableOverrides: textMapOf(get(canary, 'StageVariableOverrides')),
      }),
    cache:
      cached && booleanOf(cached)
        ? { sizeGb: size ? numberOf(size) : DEFAULT_CACHE_GB }
        : undefined,
    settings: unlessEmpty(Object.fromEntries(settings)),
    accessLogFormat: maybe(at('AccessLogSetting', 'Format'), textOf),
    tracing: maybe(at('TracingEnabled'), booleanOf),
  })
}

const DEFAULT_CACHE_GB = 0.5

/**
 * A stage of an HTTP or WebSocket API, whether a resource of its own or properties of a SAM HttpApi.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
 */
export function readHttpStage(node: Node | undefined): Stage {
  const at = (...path: string[]) => get(node, ...path)
  const all = at('DefaultRouteSettings')
  const settings = entriesOf(at('RouteSettings')).map(([key, one]) => [key, readSetting(one)])
  const everything = all ? [['*/*', readSetting(all)]] : []
  return defined({
    variables: textMapOf(at('StageVariables')),
    settings: unlessEmpty(Object.fromEntries([...everything, ...settings])),
    accessLogFormat: maybe(at('AccessLogSettings', 'Format'), textOf),
  })
}
