import type { Policy } from '../schema/policy'
import { accountOf, executeArn } from './account'
import { type Call, note, type Outcome, type Refusal, refuse } from './call'
import { conditionContext } from './condition-context'
import { expiredSignature, REST_ERRORS } from './errors-rest'
import { combine, evaluate } from './policy'
import { verifySignature } from './sigv4'

/** What each kind of API says to a caller it does not let in. */
export interface IamErrors {
  unsigned: Refusal
  invalid: Refusal
  expired: Refusal
  denied: Refusal
  silent: Refusal
}

export const REST_IAM_ERRORS: IamErrors = {
  unsigned: REST_ERRORS.missingAuthenticationToken,
  invalid: REST_ERRORS.invalidSignature,
  expired: expiredSignature(
    'Signature expired: the request was signed more than five minutes ago.',
  ),
  denied: REST_ERRORS.explicitDeny,
  silent: REST_ERRORS.implicitDeny,
}

/**
 * A signed request: who signed it, and whether the caller's and the API's policies let it in.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export async function authorizeWithIam(
  call: Call,
  resourcePolicy: Policy | undefined,
  errors: IamErrors,
  question = {
    action: 'execute-api:Invoke',
    resource: executeArn(call.api, call.stageName, call.verb, call.path),
  },
): Promise<Outcome> {
  const verified = await verifySignature(call)
  if (verified === 'unsigned') {
    return refuse(call, 'authorizer', 'iam.unsigned', 'The request is not signed.', errors.unsigned)
  }
  if (verified === 'invalid') {
    const sentence = 'The signature is not the one we calculate.'
    return refuse(call, 'authorizer', 'iam.bad-signature', sentence, errors.invalid)
  }
  if (verified === 'expired') {
    const sentence = 'The signature is more than five minutes off.'
    return refuse(call, 'authorizer', 'iam.expired', sentence, errors.expired)
  }
  const { principal, accessKey } = verified
  const accountId = principal.accountId ?? accountOf(call.api)
  call.identity = {
    ...call.identity,
    accessKey,
    accountId,
    caller: principal.userId,
    user: principal.userId,
    userArn: principal.arn,
  }
  call.headers = call.headers.filter(([name]) => name.toLowerCase() !== 'authorization')
  const context = conditionContext(call)
  const own = evaluate(principal.policies, { ...question, context })
  const granted = resourcePolicy
    ? evaluate([resourcePolicy], {
        ...question,
        context,
        principal: { arn: principal.arn, accountId },
      })
    : 'silent'
  const same = accountId === accountOf(call.api)
  const decision = combine(own, granted, same ? 'same-account' : 'cross-account')
  const rule = !resourcePolicy
    ? 'iam.identity-policy'
    : same
      ? 'policy.same-account'
      : 'policy.cross-account'
  const sentence = `The identity's policies: ${own}; the resource policy: ${granted}; ${same ? 'same account' : 'another account'}: ${decision}.`
  const input = { ...question, principal: principal.arn }
  if (decision !== 'allow') {
    const error = decision === 'deny' ? errors.denied : errors.silent
    return refuse(call, 'authorizer', rule, sentence, error, { input })
  }
  note(call, 'authorizer', 'pass', rule, sentence, { input })
  return null
}
