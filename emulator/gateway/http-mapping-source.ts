import { textOf } from './bytes'
import type { Call } from './call'
import { contextOf, contextText } from './context'
import { allOf } from './header-list'
import { partOf } from './mapping-source'

/**
 * What `$request.header.x`, `$context.y`, `$stageVariables.z` name in an HTTP API; undefined when
 * there is nothing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function httpIdentityValue(call: Call, source: string): string | undefined {
  const name = source.replace(/^\$\{?|\}$/g, '')
  if (name.startsWith('context.')) return contextText(contextOf(call), name.slice(8))
  if (name.startsWith('stageVariables.')) return call.variables[name.slice(15)]
  const parts = /^request\.(header|querystring|path|body)(?:\.(.+))?$/.exec(name)
  switch (parts?.[1]) {
    case 'header':
      return allOf(call.headers, parts[2] ?? '').join(',') || undefined
    case 'querystring':
      return (
        call.query
          .filter(([other]) => other === parts[2])
          .map(([, value]) => value)
          .join(',') || undefined
      )
    case 'path':
      return parts[2] === undefined ? call.path : call.pathParameters[parts[2]]
    case 'body':
      return partOf(textOf(call.body), parts[2] ?? '')
    default:
      return undefined
  }
}

/** Replaces every variable of a text, as in `overwrite:path` = `/pets/$request.path.id`. */
export function fillHttpText(call: Call, text: string): string {
  return text.replace(
    /\$\{(?:request|context|stageVariables)(?:\.[\w-]+)+\}|\$(?:request|context|stageVariables)(?:\.[\w-]+)+/g,
    (source) => {
      return httpIdentityValue(call, source) ?? ''
    },
  )
}
