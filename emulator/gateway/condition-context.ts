import type { Call } from './call'
import { headerOf } from './header-list'
import type { ConditionContext } from './policy-condition'

/**
 * What conditions may ask about a request.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function conditionContext(call: Call): ConditionContext {
  const referer = headerOf(call.headers, 'referer')
  const arn = call.identity.userArn
  return {
    'aws:sourceip': [call.sourceIp],
    'aws:currenttime': [new Date(call.startedAt).toISOString()],
    'aws:epochtime': [String(Math.floor(call.startedAt / 1000))],
    'aws:securetransport': ['true'],
    ...(call.userAgent !== null && { 'aws:useragent': [call.userAgent] }),
    ...(referer !== undefined && { 'aws:referer': [referer] }),
    ...(arn && { 'aws:principalarn': [arn] }),
    ...(call.identity.accountId && { 'aws:principalaccount': [call.identity.accountId] }),
  }
}
