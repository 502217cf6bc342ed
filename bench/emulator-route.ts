import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInvoker, createWorld, type Functions, type RestApi, type World } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { makeProcessRuntime } from '@/emulator/runtimes/node/process-runtime'
import { serviceAnswers } from '@/emulator/runtimes/service-answers'

/** serverless-offline serves this very route: its templates, its model, its handlers. */
const PEER = join(import.meta.dirname, 'reference/serverless-offline')
const read = (name: string) => readFileSync(join(PEER, name), 'utf8')
const templates = createRequire(import.meta.url)(join(PEER, 'templates.js'))

const api: RestApi = {
  type: 'REST',
  id: 'abc123',
  endpointType: 'REGIONAL',
  stages: { prod: {} },
  authorizers: { auth: { type: 'TOKEN', function: 'auth', resultTtlInSeconds: 3600 } },
  validators: { all: { validateRequestBody: true, validateRequestParameters: true } },
  models: { Order: { schema: JSON.parse(read('order.json')) } },
  resources: {
    '/orders/{id}': {
      POST: {
        authorizationType: 'CUSTOM',
        authorizer: 'auth',
        validator: 'all',
        requestModels: { 'application/json': 'Order' },
        integration: {
          type: 'AWS',
          function: 'order',
          passthroughBehavior: 'NEVER',
          requestTemplates: { 'application/json': templates.request },
          responses: [
            { statusCode: 200, responseTemplates: { 'application/json': templates.response } },
          ],
        },
      },
    },
  },
}

const items = ['A-1', 'B-2', 'C-3'].map((sku, index) => ({ sku, quantity: index + 1 }))
/** What every request carries. */
export const BODY = JSON.stringify({ note: 'leave it at the door', items })
export const HEADERS = { Authorization: 'token', 'Content-Type': 'application/json' }
export const PATH = '/prod/orders/7'
/** What every answer says. */
export const ANSWER = { order: 'o-1', total: 6, lines: items }

const allowed = {
  principalId: 'user',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
}
const canned: Functions = {
  auth: { code: { kind: 'canned', value: allowed } },
  order: { code: { kind: 'canned', value: { id: 'o-1', total: 6, lines: items } } },
}
const code = {
  kind: 'source' as const,
  language: 'javascript' as const,
  files: { 'handler.js': read('handler.js') },
}
const source: Functions = {
  auth: { code, handler: 'handler.auth' },
  order: { code, handler: 'handler.order' },
}

const options = { api, figures: FIGURES, seed: 1, startAt: '2026-11-22T09:30:00Z' }

/** The route with functions that only answer. */
export const cannedWorld = (): World => createWorld({ ...options, functions: canned })

/** The route with functions that run in processes of their own. */
export const isolatedWorld = (): World =>
  createWorld({
    ...options,
    functions: source,
    makeInvoker: (kit) =>
      createInvoker(
        { ...kit, backends: { ...kit.backends, call: serviceAnswers(kit.backends) } },
        { makeRuntime: makeProcessRuntime },
      ),
  })
