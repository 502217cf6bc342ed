import { entriesOf, get, itemsOf, type Node, textOf } from '../node'

/** Where a document says that the API is. */
export interface Served {
  id?: string
  region?: string
  stages: string[]
}

const HOST = /^https:\/\/([a-z0-9]{1,32})\.execute-api\.([\w-]+)\.amazonaws\.com(?:\/(.*))?$/

/**
 * Reads ids, Region and stages from `servers` as API Gateway exports them: the base path is the
 * stage, an empty one is `$default`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 */
export function readServers(root: Node): Served {
  const served: Served = { stages: [] }
  for (const server of itemsOf(get(root, 'servers'))) {
    const url = get(server, 'url')
    const [, id, region, base = ''] = HOST.exec(url ? textOf(url) : '') ?? []
    if (id === undefined || region === undefined) continue
    served.id = id
    served.region = region
    let path = base
    for (const [name, variable] of entriesOf(get(server, 'variables'))) {
      const value = get(variable, 'default')
      path = path.split(`{${name}}`).join(value ? textOf(value) : '')
    }
    served.stages.push(path.replace(/^\/|\/$/g, '') || '$default')
  }
  return served
}

/**
 * Writes `servers`, one for each stage, as API Gateway exports them.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 */
export function writeServers(id: string, region: string, stages: string[]) {
  return stages.map((stage) => ({
    url: `https://${id}.execute-api.${region}.amazonaws.com/{basePath}`,
    variables: { basePath: { default: stage === '$default' ? '' : stage } },
  }))
}
