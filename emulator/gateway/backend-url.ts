import type { Integration } from '../schema/integration'
import type { Call } from './call'
import { withStageVariables } from './mapping-source'
import { parseQuery, type QueryList, writeQuery } from './query'

/** Fills `{p}` from integration path parameters only, and stage variables; null if one is missing. */
export function backendUrl(
  call: Call,
  integration: Pick<Integration, 'uri'>,
  path: Record<string, string>,
  query: QueryList,
): string | null {
  const { text, missing } = withStageVariables(call, integration.uri ?? '')
  if (missing.length > 0 || text === '') return null
  const [base = '', own = ''] = text.split('?')
  const filled = base.replace(/\{([^{}+]+)\+?\}/g, (whole, name: string) => path[name] ?? whole)
  const merged = mergeQuery([...parseQuery(own), ...query])
  return merged.length === 0 ? filled : `${filled}?${writeQuery(merged)}`
}

/** Several values of one key are joined by commas. */
function mergeQuery(list: QueryList): QueryList {
  const values = new Map<string, string[]>()
  for (const [name, value] of list) {
    const known = values.get(name) ?? []
    if (!known.includes(value)) known.push(value)
    values.set(name, known)
  }
  return [...values].map(([name, all]) => [name, all.join(',')])
}
