import type { Policy, Statement } from '../schema/policy'
import { type ConditionContext, conditionsHold } from './policy-condition'
import { matchesWildcard } from './wildcard'

export type Decision = 'allow' | 'deny' | 'silent'

export interface Question {
  action: string
  resource: string
  /** As it is, or how to make it: most statements have no condition. */
  context: ConditionContext | (() => ConditionContext)
  /** Who asks; undefined where statements name no principal, null for nobody known. */
  principal?: { arn: string; accountId: string } | null
}

const INVOKE_PREFIX = 'execute-api:/'

const listed = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

/** `execute-api:/stage/*` is short for the whole ARN of this API. */
function fullArn(pattern: string, resource: string): string {
  if (!pattern.startsWith(INVOKE_PREFIX)) return pattern
  return `${resource.slice(0, resource.indexOf('/') + 1)}${pattern.slice(INVOKE_PREFIX.length)}`
}

function principalFits(value: Statement['Principal'], asker: Question['principal']): boolean {
  if (value === undefined) return false
  const names = typeof value === 'string' ? [value] : Object.values(value).flatMap(listed)
  return names.some(
    (name) =>
      name === '*' ||
      (asker !== null &&
        asker !== undefined &&
        (name === asker.arn ||
          name === asker.accountId ||
          name === `arn:aws:iam::${asker.accountId}:root`)),
  )
}

function applies(statement: Statement, question: Question): boolean {
  const action = question.action.toLowerCase()
  const names = (patterns: string[]) =>
    patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), action))
  const covers = (patterns: string[]) =>
    patterns.some((p) => matchesWildcard(fullArn(p, question.resource), question.resource))
  if (statement.Action !== undefined && !names(listed(statement.Action))) return false
  if (statement.NotAction !== undefined && names(listed(statement.NotAction))) return false
  if (statement.Resource !== undefined && !covers(listed(statement.Resource))) return false
  if (statement.NotResource !== undefined && covers(listed(statement.NotResource))) return false
  if (question.principal !== undefined) {
    if (statement.NotPrincipal !== undefined) {
      if (principalFits(statement.NotPrincipal, question.principal)) return false
    } else if (!principalFits(statement.Principal, question.principal)) return false
  }
  if (statement.Condition === undefined) return true
  const { context } = question
  return conditionsHold(statement.Condition, typeof context === 'function' ? context() : context)
}

/**
 * What policies say about one action on one resource; a deny wins over every allow.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policies: Policy[], question: Question): Decision {
  let decision: Decision = 'silent'
  for (const policy of policies) {
    const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement]
    for (const statement of statements) {
      if (!applies(statement, question)) continue
      if (statement.Effect === 'Deny') return 'deny'
      decision = 'allow'
    }
  }
  return decision
}

/** How an identity's and a resource policy's answers combine, by the way the caller was known. */
export type Meeting = 'same-account' | 'cross-account' | 'both-must-allow'

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
export function combine(identity: Decision, resource: Decision, meeting: Meeting): Decision {
  if (identity === 'deny' || resource === 'deny') return 'deny'
  const allows = Number(identity === 'allow') + Number(resource === 'allow')
  return allows >= (meeting === 'same-account' ? 1 : 2) ? 'allow' : 'silent'
}
