import * as z from 'zod/mini'
import type { Figures } from '../schema/figures'
import type { Json } from '../schema/json'
import { type Policy, policySchema } from '../schema/policy'
import { exceeds } from './bytes'
import { payloadValue } from './function-call'

/** AWS's pages require it; others report that REQUEST authorizers do without. */
const PRINCIPAL_ID_REQUIRED = true

export interface Authorization {
  principalId: string
  policy: Policy
  context: Record<string, string>
  usageKey: string | null
}

const listed = (value: string | string[] | undefined) => [value ?? []].flat()

function resources(policy: Policy): string[] {
  return [policy.Statement]
    .flat()
    .flatMap((one) => [...listed(one.Resource), ...listed(one.NotResource)])
}

/** The context's values as texts; an object or list makes the whole result invalid. */
function flat(context: Json | undefined): Record<string, string> | null {
  if (context === undefined || context === null) return {}
  if (typeof context !== 'object' || Array.isArray(context)) return null
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(context)) {
    if (value !== null && typeof value === 'object') return null
    if (value !== null) texts[name] = String(value)
  }
  return texts
}

/**
 * Reads what a Lambda authorizer returned; a text says what is wrong with it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function readAuthorization(
  payload: string,
  limits: Figures['limits'],
): Authorization | { rule: string; wrong: string } {
  if (exceeds(payload, limits.authorizerResultBytes)) {
    return { rule: 'auth.result-size', wrong: `it is over ${limits.authorizerResultBytes} bytes` }
  }
  const value = payloadValue(payload)
  if (!value || typeof value !== 'object' || Array.isArray(value)) {
    return { rule: 'auth.failure', wrong: 'it is no JSON object' }
  }
  const { principalId } = value
  if (PRINCIPAL_ID_REQUIRED && typeof principalId !== 'string') {
    return { rule: 'auth.principal-id', wrong: 'principalId is missing' }
  }
  const policy = z.safeParse(policySchema, value.policyDocument)
  if (!policy.success) return { rule: 'auth.failure', wrong: 'policyDocument is no policy' }
  if (resources(policy.data).some((one) => one.length > limits.policyResourceChars)) {
    const wrong = `a Resource is over ${limits.policyResourceChars} characters`
    return { rule: 'policy.resource-length', wrong }
  }
  const context = flat(value.context)
  if (!context) return { rule: 'auth.context-flat', wrong: 'context holds an object or a list' }
  return {
    principalId: String(principalId ?? ''),
    policy: policy.data,
    context,
    usageKey: typeof value.usageIdentifierKey === 'string' ? value.usageIdentifierKey : null,
  }
}
