import type { RestApi, RestMethod } from '../schema/api'
import { accountOf, executeArn } from './account'
import { type Call, note, type Outcome, refuse } from './call'
import { conditionContext } from './condition-context'
import { accessDenied } from './errors-rest'
import { type Decision, evaluate } from './policy'

function decide(call: Call, api: RestApi): Decision {
  return evaluate(api.resourcePolicy ? [api.resourcePolicy] : [], {
    action: 'execute-api:Invoke',
    resource: executeArn(api, call.stageName, call.verb, call.path),
    context: () => conditionContext(call),
    principal: null,
  })
}

function denied(call: Call, api: RestApi, rule: string, explicit: boolean): Outcome {
  const masked = `********${accountOf(api).slice(-4)}`
  const arn = executeArn(api, call.stageName, call.verb, call.path).replace(accountOf(api), masked)
  const tail = explicit ? ' with an explicit deny' : ''
  const message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${arn}${tail}`
  const sentence = `The resource policy ${explicit ? 'denies' : 'does not allow'} this caller.`
  return refuse(call, 'resource policy', rule, sentence, accessDenied(message), {
    input: { resource: arn, sourceIp: call.sourceIp },
  })
}

/**
 * What the resource policy says before an authorizer is asked; IAM asks it together with the
 * caller's own policies.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function checkResourcePolicy(call: Call, api: RestApi, method: RestMethod): Outcome {
  if (!api.resourcePolicy) {
    const sentence = 'The API has no resource policy.'
    note(call, 'resource policy', 'skip', 'policy.no-authorizer', sentence)
    return null
  }
  const kind = method.authorizationType ?? 'NONE'
  if (kind === 'AWS_IAM') return null
  const decision = decide(call, api)
  const rule =
    kind === 'CUSTOM'
      ? 'policy.lambda-first-deny'
      : kind === 'COGNITO_USER_POOLS'
        ? 'policy.cognito-both'
        : 'policy.no-authorizer'
  if (decision === 'deny') return denied(call, api, 'policy.anonymous-denied', true)
  if (decision === 'silent' && kind !== 'CUSTOM') return denied(call, api, rule, false)
  const sentence =
    decision === 'allow'
      ? 'The resource policy allows this caller.'
      : 'The resource policy does not deny; the authorizer decides.'
  note(call, 'resource policy', 'pass', rule, sentence, { input: { sourceIp: call.sourceIp } })
  return null
}
