import * as z from 'zod/mini'
import { apiSchema } from './api'
import { credentialsSchema, issuersSchema, seedDataSchema } from './backends'
import { functionsSchema } from './function'
import { httpRequestSchema } from './http'
import { jsonSchema } from './json'

const concurrent = z.optional(z.boolean())

/** One thing that is done to the world. */
export const scenarioStepSchema = z.union([
  z.strictObject({ request: httpRequestSchema, concurrent }),
  z.strictObject({ frame: z.string(), connection: z.optional(z.string()), concurrent }),
  z.strictObject({ disconnect: z.string() }),
  z.strictObject({
    invoke: z.string(),
    event: jsonSchema,
    type: z.optional(z.enum(['RequestResponse', 'Event', 'DryRun'])),
    concurrent,
  }),
  /** A call of a service, such as a message sent to a queue that a function reads. */
  z.strictObject({
    service: z.string(),
    action: z.string(),
    input: z.record(z.string(), jsonSchema),
  }),
  z.strictObject({ advanceMs: z.number().check(z.gte(0)) }),
  z.strictObject({ deploy: z.string() }),
])
export type ScenarioStep = z.infer<typeof scenarioStepSchema>

/** What `npm run emulate` reads: a world and what is done to it. */
export const scenarioSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: z.optional(z.string()),
  api: apiSchema,
  functions: functionsSchema,
  seed: z.optional(z.union([z.string(), z.number()])),
  /** ISO instant at which the world begins. */
  clock: z.optional(z.string()),
  issuers: z.optional(issuersSchema),
  credentials: z.optional(credentialsSchema),
  data: z.optional(seedDataSchema),
  requests: z.optional(z.array(httpRequestSchema)),
  /** Requests, frames, invocations and pauses in their order; instead of `requests`. */
  events: z.optional(z.array(scenarioStepSchema)),
})
export type Scenario = z.infer<typeof scenarioSchema>
