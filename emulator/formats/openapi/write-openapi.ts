import type { HttpApi, RestApi } from '../../schema/api'
import { unlessEmpty } from '../defined'
import type { Warning } from '../format-error'
import { type DocObject, type WriteOptions, writeDocument } from '../write-document'
import { writeServers } from './servers'
import { writeHttp } from './write-http'
import { writeRest } from './write-rest'
import { newWriting, type Writing } from './writing'

/**
 * What a document says about an API, its servers apart.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function writeDescription(api: RestApi | HttpApi, writing: Writing): DocObject {
  return {
    openapi: '3.0.1',
    info: { title: api.name ?? api.id, version: '1.0' },
    ...(api.type === 'REST' ? writeRest(api, writing) : writeHttp(api, writing)),
  }
}

/** Parts of an API that belong to an account or a stage and not to a document. */
const NOT_CARRIED = {
  accountId: 'an account is no part of a document',
  accountThrottle: 'limits of an account are no part of a document',
  apiKeys: 'API keys are no part of a document',
  customDomain: 'a custom domain is no part of a document',
  endpointType: 'the endpoint type is told when a document is imported',
  usagePlans: 'usage plans are no part of a document',
  wafBlocks: 'a web ACL is no part of a document',
}

/**
 * Writes an OpenAPI 3.0 document with API Gateway's extensions. What it has no words for is told
 * in the warnings; all else reads back as it was.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 */
export function writeOpenApi(
  api: RestApi | HttpApi,
  options: WriteOptions = {},
): { text: string; warnings: Warning[] } {
  const warnings: Warning[] = []
  const writing = newWriting(api, warnings)
  for (const [name, says] of Object.entries(NOT_CARRIED)) {
    if (name in api) writing.warn(name, says)
  }
  for (const [name, stage] of Object.entries(api.stages)) {
    if (unlessEmpty(stage)) writing.warn(`stages.${name}`, 'settings of a stage are not written')
  }
  const { openapi, info, ...rest } = writeDescription(api, writing)
  const servers = writeServers(api.id, writing.region, Object.keys(api.stages))
  const document = { openapi, info, servers, ...rest }
  return { text: writeDocument(document, options), warnings }
}
