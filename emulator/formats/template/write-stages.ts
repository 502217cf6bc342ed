import type { MethodSetting, Stage, Throttle } from '../../schema/stage'
import { unlessEmpty } from '../defined'
import type { Doc, DocObject } from '../write-document'

const ALL = '*/*'

/**
 * A token bucket as templates write it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-usageplan-throttlesettings.html
 */
export function writeThrottle(throttle: Throttle | undefined, prefix = ''): DocObject {
  if (throttle === undefined) return {}
  return { [`${prefix}RateLimit`]: throttle.rate, [`${prefix}BurstLimit`]: throttle.burst }
}

function writeSetting(key: string, setting: MethodSetting): Doc {
  const slash = key.lastIndexOf('/')
  const path =
    key === ALL ? '/*' : `/${key.slice(0, slash).replace(/^\//, '').replaceAll('/', '~1')}`
  return {
    ResourcePath: path,
    HttpMethod: key.slice(slash + 1),
    ...writeThrottle(setting.throttle, 'Throttling'),
    CachingEnabled: setting.cachingEnabled,
    CacheTtlInSeconds: setting.cacheTtlInSeconds,
    RequireAuthorizationForCacheControl: setting.requireAuthorizationForCacheControl,
    UnauthorizedCacheControlHeaderStrategy: setting.unauthorizedCacheControlHeaderStrategy,
  }
}

/**
 * Settings of a REST API's stage.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function writeRestStage(stage: Stage): DocObject {
  const settings = Object.entries(stage.settings ?? {}).map(([key, one]) => writeSetting(key, one))
  return {
    Variables: stage.variables,
    CacheClusterEnabled: stage.cache ? true : undefined,
    CacheClusterSize: stage.cache && String(stage.cache.sizeGb),
    CanarySetting: stage.canary && {
      PercentTraffic: stage.canary.percentTraffic,
      StageVariableOverrides: stage.canary.stageVariableOverrides,
    },
    MethodSettings: settings.length > 0 ? settings : undefined,
    TracingEnabled: stage.tracing,
  }
}

/**
 * Settings of an HTTP or WebSocket API's stage.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
 */
export function writeHttpStage(stage: Stage): DocObject {
  const { [ALL]: every, ...routes } = stage.settings ?? {}
  const own = Object.entries(routes).map(([key, { throttle }]): [string, Doc] => [
    key,
    writeThrottle(throttle, 'Throttling'),
  ])
  return {
    StageVariables: stage.variables,
    DefaultRouteSettings: every && writeThrottle(every.throttle, 'Throttling'),
    RouteSettings: unlessEmpty(Object.fromEntries(own)),
  }
}
