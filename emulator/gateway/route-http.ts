import type { HttpApi, HttpRoute } from '../schema/api'
import { segmentsOf } from './request-path'
import { fitPath, narrower } from './route-rest'

export interface HttpMatch {
  routeKey: string
  route: HttpRoute
  pathParameters: Record<string, string>
}

const GREEDY = /\{[^{}]+\+\}$/

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The stage by the first segment, else `$default`; null when there is neither. */
export function stageOf(api: HttpApi, path: string): { stage: string; rest: string } | null {
  const first = path.split('/')[1] ?? ''
  if (first !== '$default' && Object.hasOwn(api.stages, first)) {
    return { stage: first, rest: path.slice(first.length + 1) || '/' }
  }
  return Object.hasOwn(api.stages, '$default') ? { stage: '$default', rest: path } : null
}

/**
 * Full matches before greedy ones before `$default`; within a path the verb before ANY.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeHttp(api: HttpApi, verb: string, path: string): HttpMatch | null {
  const segments = segmentsOf(path)
  const fits = Object.entries(api.routes)
    .flatMap(([routeKey, route]) => {
      const [method = '', template = ''] = routeKey.split(' ')
      if (method !== verb && method !== 'ANY') return []
      const found = fitPath(template, segments)
      return found ? [{ routeKey, route, ...found, any: method === 'ANY' ? 1 : 0 }] : []
    })
    .sort(
      (a, b) =>
        Number(GREEDY.test(a.routeKey)) - Number(GREEDY.test(b.routeKey)) ||
        narrower(a.kinds, b.kinds) ||
        a.any - b.any,
    )
  const best = fits[0]
  if (best) {
    const decoded = Object.entries(best.parameters).map(([name, value]) => [name, decode(value)])
    return {
      routeKey: best.routeKey,
      route: best.route,
      pathParameters: Object.fromEntries(decoded),
    }
  }
  const fallback = api.routes.$default
  return fallback ? { routeKey: '$default', route: fallback, pathParameters: {} } : null
}
