import type { Backends, Lineage, SeedData, ServiceChange } from '../schema/backends'
import type { Json } from '../schema/json'
import type { Chance, Clock } from '../schema/world'
import { createDynamoDb } from './dynamodb'
import { createSqs } from './queues'
import {
  createEvents,
  createKinesis,
  createS3,
  createSecrets,
  createSns,
  createStates,
} from './simple-services'
import { type Service, ServiceError, type ServiceKit } from './stand-in'

/** What a call of a service is declared to take. */
const SERVICE_MS = 5
const HTTP_MS = 20

/**
 * In-memory stand-ins for the services that integrations and handlers call.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html
 */
export function createBackends(
  seed: SeedData,
  made: { clock: Clock; chance: Chance; region: string; accountId: string },
): Backends {
  const listeners = new Set<(change: ServiceChange) => void>()
  /** Of the call that is being answered: a service tells of its changes before it returns. */
  let lineage: Lineage | undefined
  const kit: ServiceKit = {
    ...made,
    changed(change) {
      const told = { ...change, at: made.clock.now(), ...(lineage ? { lineage } : {}) }
      for (const listener of listeners) listener(told)
    },
  }
  const services: Record<string, Service> = {
    dynamodb: createDynamoDb(seed.tables, kit),
    s3: createS3(seed.buckets, kit),
    sqs: createSqs(seed.queues, kit),
    sns: createSns(seed.topics, kit),
    events: createEvents(seed.buses, kit),
    states: createStates(seed.stateMachines, kit),
    kinesis: createKinesis(seed.streams, kit),
    secretsmanager: createSecrets(seed.secrets),
  }
  return {
    async call({ service, action, input, ...made }) {
      const run = Object.hasOwn(services, service) ? services[service]?.actions[action] : undefined
      const fail = (status: number, type: string, message: string) => ({
        status,
        output: { __type: type, message } as Json,
        durationMs: SERVICE_MS,
      })
      if (!run) return fail(400, 'UnknownOperationException', `${service} has no ${action} here`)
      try {
        lineage = made.lineage
        return { status: 200, output: run(input), durationMs: SERVICE_MS }
      } catch (error) {
        if (error instanceof ServiceError) return fail(error.status, error.type, error.message)
        throw error
      } finally {
        lineage = undefined
      }
    },
    async fetch(url, request) {
      const prefix = Object.keys(seed.http ?? {})
        .filter((one) => url.startsWith(one))
        .sort((a, b) => b.length - a.length)[0]
      const answer = prefix === undefined ? undefined : seed.http?.[prefix]
      if (!answer) return null
      const durationMs = answer.durationMs ?? HTTP_MS
      if (!answer.echo) {
        const empty = { status: 200, headers: {}, body: '', isBase64Encoded: false }
        return { ...(answer.response ?? empty), durationMs }
      }
      const body = JSON.stringify({
        method: request.method,
        url,
        headers: request.headers ?? {},
        data: request.body ?? '',
      })
      const headers = { 'Content-Type': 'application/json' }
      return { status: 200, headers, body, isBase64Encoded: false, durationMs }
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    contents: () =>
      Object.fromEntries(
        Object.entries(services).map(([name, service]) => [name, service.contents()]),
      ),
  }
}
