import type { HttpIntegration } from '../schema/integration'
import type { Answer } from './answer'
import { textOf } from './bytes'
import type { Call } from './call'
import { contextOf, contextText } from './context'
import { type HeaderList, headerOf, withHeader, without } from './header-list'
import { fillHttpText } from './http-mapping-source'
import { partOf } from './mapping-source'
import type { QueryList } from './query'

export interface HttpTarget {
  headers: HeaderList
  query: QueryList
  path: string | null
}

const OPERATION = /^(append|overwrite|remove):(header|querystring|path|statuscode)(?:\.(.+))?$/

/**
 * Appends, overwrites and removes parameters on their way to the integration.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function mapHttpRequest(call: Call, integration: HttpIntegration): HttpTarget {
  let headers = call.headers
  let query = call.query
  let path: string | null = null
  for (const [key, source] of Object.entries(integration.requestParameters ?? {})) {
    const [, operation, place, name = ''] = OPERATION.exec(key) ?? []
    const value = fillHttpText(call, source)
    if (place === 'path') path = value
    if (place === 'header') {
      if (operation === 'append') headers = [...headers, [name, value]]
      else if (operation === 'overwrite') headers = withHeader(headers, name, value)
      else headers = without(headers, new Set([name.toLowerCase()]))
    }
    if (place === 'querystring') {
      const others = query.filter(([other]) => other !== name)
      if (operation === 'append') query = [...query, [name, value]]
      else query = operation === 'overwrite' ? [...others, [name, value]] : others
    }
  }
  return { headers, query, path }
}

function responseText(call: Call, answer: Answer, source: string): string {
  return source.replace(
    /\$(?:response|context|stageVariables)(?:\.[\w-]+)+|\$\{(?:response|context|stageVariables)(?:\.[\w-]+)+\}/g,
    (whole) => {
      const [root, ...keys] = whole.replace(/[${}]/g, '').split('.')
      const name = keys.join('.')
      if (root === 'context') return contextText(contextOf(call), name) ?? ''
      if (root === 'stageVariables') return call.variables[name] ?? ''
      if (name.startsWith('header.')) return headerOf(answer.headers, name.slice(7)) ?? ''
      if (name.startsWith('body')) return partOf(textOf(answer.body), name.slice(5)) ?? ''
      return ''
    },
  )
}

/** Changes an answer by the rules of its status. */
export function mapHttpResponse(call: Call, integration: HttpIntegration, answer: Answer): Answer {
  const rules = integration.responseParameters?.[String(answer.status)]
  let { headers, status } = answer
  for (const [key, source] of Object.entries(rules ?? {})) {
    const [, operation, place, name = ''] = OPERATION.exec(key) ?? []
    const value = responseText(call, answer, source)
    if (place === 'statuscode') status = Number(value) || status
    if (place !== 'header') continue
    if (operation === 'append') headers = [...headers, [name, value]]
    else if (operation === 'overwrite') headers = withHeader(headers, name, value)
    else headers = without(headers, new Set([name.toLowerCase()]))
  }
  return { ...answer, headers, status }
}
