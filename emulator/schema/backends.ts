import * as z from 'zod/mini'
import { type HttpRequest, type HttpResponse, httpResponseSchema } from './http'
import type { Json } from './json'
import { jsonSchema } from './json'
import { policySchema } from './policy'

/** Issuer URL → its public keys, as `/.well-known/jwks.json` would list them. */
export const issuersSchema = z.record(
  z.string(),
  z.strictObject({ keys: z.array(z.record(z.string(), jsonSchema)) }),
)
export type Issuers = z.infer<typeof issuersSchema>

/** A principal that signs requests: its secret and what its identity policies say. */
const principalSchema = z.strictObject({
  secretAccessKey: z.string(),
  sessionToken: z.optional(z.string()),
  arn: z.string(),
  userId: z.string(),
  accountId: z.optional(z.string()),
  policies: z.array(policySchema),
})
export type Principal = z.infer<typeof principalSchema>

export const credentialsSchema = z.record(z.string(), principalSchema)
/** Principals by access key id. */
export type Credentials = z.infer<typeof credentialsSchema>

/** Contents that the in-memory services start with. */
export const seedDataSchema = z.strictObject({
  /** Table → key attributes and items in DynamoDB's typed form. */
  tables: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        partitionKey: z.string(),
        sortKey: z.optional(z.string()),
        stream: z.optional(z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'])),
        items: z.optional(z.array(z.record(z.string(), jsonSchema))),
      }),
    ),
  ),
  /** Bucket → key → text. */
  buckets: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
  queues: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        visibilityTimeoutSeconds: z.optional(z.int()),
        maxReceiveCount: z.optional(z.int()),
        deadLetterQueue: z.optional(z.string()),
      }),
    ),
  ),
  topics: z.optional(z.array(z.string())),
  buses: z.optional(z.array(z.string())),
  streams: z.optional(z.record(z.string(), z.strictObject({ shards: z.int().check(z.gte(1)) }))),
  stateMachines: z.optional(z.array(z.string())),
  secrets: z.optional(z.record(z.string(), z.string())),
  /** URL prefix → canned answer of that host, or `echo` of the request. */
  http: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        response: z.optional(httpResponseSchema),
        echo: z.optional(z.boolean()),
        durationMs: z.optional(z.number()),
      }),
    ),
  ),
})
export type SeedData = z.infer<typeof seedDataSchema>

/** How often each function ran in one chain of events, by its name. */
export type Lineage = Readonly<Record<string, number>>

/** One call of an AWS service, in its JSON protocol's words whatever the protocol was. */
export interface ServiceCall {
  /** `dynamodb`, `s3`, `sqs`, `sns`, `events`, `states`, `kinesis`, `secretsmanager`, `execute-api`. */
  service: string
  /** `PutItem`, `SendMessage`, … */
  action: string
  input: { [name: string]: Json }
  /** The chain that the call belongs to, as SDKs send it along with the trace. */
  lineage?: Lineage
}

export interface ServiceAnswer {
  status: number
  /** The result, or `{ __type, message }` of an error. */
  output: Json
  durationMs: number
}

/**
 * Something changed in a service: what event sources listen to. `detail` holds
 * - sqs `SendMessage`: `messageId`, `delaySeconds?` (the message itself is read with `ReceiveMessage`)
 * - sns `Publish`: `messageId`, `message`, `subject`, `attributes` (`DataType`, `StringValue` by name)
 * - s3 `ObjectCreated:Put`, `ObjectRemoved:Delete`, …: `key`, and unless removed `size`, `eTag`
 * - events `PutEvents`: `id`, `source`, `detailType`, `detail` (JSON text), `resources`
 * - kinesis `PutRecord`: `shardId`, `sequenceNumber`, `partitionKey`, `data` (base64)
 * - dynamodb `INSERT`, `MODIFY`, `REMOVE`: `keys`, `newImage`, `oldImage`, `view`
 */
export interface ServiceChange {
  service: string
  action: string
  /** Name of the table, bucket, queue, topic, bus or stream. */
  resource: string
  at: number
  detail: { [name: string]: Json }
  /** The chain of the call that changed it. */
  lineage?: Lineage
}

/** In-memory stand-ins for all that a gateway or a handler can call. */
export interface Backends {
  call(call: ServiceCall): Promise<ServiceAnswer>
  /** An HTTP endpoint; null when nobody answers at that URL. */
  fetch(url: string, request: HttpRequest): Promise<(HttpResponse & { durationMs: number }) | null>
  listen(listener: (change: ServiceChange) => void): () => void
  /** All contents, for the screen and for assertions. */
  contents(): Json
}
