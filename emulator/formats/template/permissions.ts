import type { Api } from '../../schema/api'
import { functionNamed } from '../lambda-uri'
import { get, textOf } from '../node'
import type { Draft } from './draft'
import { ofType, type Scope } from './resource'

const API_GATEWAY = 'apigateway.amazonaws.com'

/** Functions of the template that API Gateway may invoke. */
function permitted(scope: Scope): Set<string> {
  const names = ofType(scope, 'AWS::Lambda::Permission').flatMap((resource) => {
    const properties = scope.propertiesOf(resource)
    const principal = get(properties, 'Principal')
    const target = get(properties, 'FunctionName')
    if (!principal || !target || textOf(principal) !== API_GATEWAY) return []
    return [functionNamed(textOf(target))?.split(':')[0] ?? '']
  })
  return new Set(names)
}

type Called = { function?: string | undefined; permitted?: boolean | undefined }

/**
 * Everything of an API that invokes a function: integrations and authorizers.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function callsOf(api: Api): Called[] {
  if (api.type === 'FUNCTION_URL') return []
  const integrations =
    api.type === 'REST'
      ? Object.values(api.resources).flatMap((methods) =>
          Object.values(methods).map(({ integration }) => integration),
        )
      : Object.values(api.routes).map(({ integration }) => integration)
  const authorizers: object[] = Object.values(api.authorizers ?? {})
  return [...integrations, ...authorizers.filter((one) => 'function' in one)]
}

/**
 * Without a permission of the template API Gateway may not invoke its functions: SAM adds them to
 * its own APIs, CloudFormation to none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function refuseUnpermitted(scope: Scope, draft: Draft): void {
  const own = new Set(
    ofType(scope, 'AWS::Lambda::Function', 'AWS::Serverless::Function').map((one) =>
      scope.nameOf(one),
    ),
  )
  const allowed = permitted(scope)
  const refused = new Set<string>()
  for (const call of callsOf(draft.api)) {
    const name = call.function?.split(':')[0] ?? ''
    if (!own.has(name) || allowed.has(name)) continue
    call.permitted = false
    refused.add(name)
  }
  for (const name of refused) {
    const says = `API Gateway may not invoke ${name}: there is no AWS::Lambda::Permission for it`
    draft.reading.warn(draft.resource.node, says)
  }
}
