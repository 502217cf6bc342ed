import type { WebSocketApi } from '../schema/api'
import type { Json } from '../schema/json'

const VARIABLE = /\$\{request\.body((?:\.[\w-]+)*)\}|\$request\.body((?:\.[\w-]+)*)/g

function written(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function at(value: Json, path: string): Json | undefined {
  let found: Json | undefined = value
  for (const key of path.split('.').filter(Boolean)) {
    if (!found || typeof found !== 'object' || Array.isArray(found)) return undefined
    found = found[key]
  }
  return found
}

/**
 * The route key that a message selects; null when it is no JSON. A backslash keeps `$default` literal.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
function selectedKey(expression: string, message: string): string | null {
  let body: Json
  try {
    body = JSON.parse(message) as Json
  } catch {
    return null
  }
  return expression
    .replace(VARIABLE, (_, braced?: string, plain?: string) =>
      written(at(body, braced ?? plain ?? '')),
    )
    .replaceAll('\\$', '$')
}

const RESERVED = new Set(['$connect', '$disconnect'])

/** The exact route, else `$default`, else null. */
export function routeWebSocket(
  api: WebSocketApi,
  message: string,
): { key: string; exact: boolean } | null {
  const key = selectedKey(api.routeSelectionExpression, message)
  if (key !== null && !RESERVED.has(key) && Object.hasOwn(api.routes, key)) {
    return { key, exact: key !== '$default' }
  }
  return Object.hasOwn(api.routes, '$default') ? { key: '$default', exact: false } : null
}
