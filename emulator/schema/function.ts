import * as z from 'zod/mini'
import { jsonSchema, textMapSchema } from './json'

const ms = z.number().check(z.gte(0))

/** A function that computes nothing: what it returns or throws, and how long that takes. */
const cannedSchema = z.strictObject({
  kind: z.literal('canned'),
  /** The value returned; a string is JSON-quoted like any other value. */
  value: z.optional(jsonSchema),
  /** The payload as it is, even if it is no JSON; wins over `value`. */
  rawPayload: z.optional(z.string()),
  /** What is thrown instead. */
  error: z.optional(z.strictObject({ errorType: z.string(), errorMessage: z.string() })),
  /** `exit` ends the process, `hang` never answers. */
  fate: z.optional(z.enum(['exit', 'hang'])),
  exitStatus: z.optional(z.int()),
  durationMs: z.optional(ms),
  /** Milliseconds of one whole vCPU; they take longer the less memory there is. */
  cpuMs: z.optional(ms),
  initMs: z.optional(ms),
  maxMemoryUsedMb: z.optional(ms),
  logs: z.optional(z.array(z.string())),
})
export type CannedCode = z.infer<typeof cannedSchema>

export const sourceSchema = z.strictObject({
  kind: z.literal('source'),
  language: z.enum(['javascript', 'typescript', 'python']),
  /** File name → text; `index.mjs`, `lambda_function.py`, … */
  files: textMapSchema,
  /** The declared cost of running it; real time is never measured. */
  durationMs: z.optional(ms),
  /** Milliseconds of one whole vCPU; they take longer the less memory there is. */
  cpuMs: z.optional(ms),
  initMs: z.optional(ms),
  maxMemoryUsedMb: z.optional(ms),
})
export type SourceCode = z.infer<typeof sourceSchema>

const destination = z.strictObject({
  type: z.enum(['sqs', 'sns', 'lambda', 'eventbridge', 's3']),
  arn: z.string(),
})

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
const asyncConfigSchema = z.strictObject({
  maximumRetryAttempts: z.optional(z.int().check(z.gte(0), z.lte(2))),
  maximumEventAgeInSeconds: z.optional(z.int().check(z.gte(60), z.lte(21_600))),
  onSuccess: z.optional(destination),
  onFailure: z.optional(destination),
})
export type AsyncConfig = z.infer<typeof asyncConfigSchema>

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html */
const eventSourceSchema = z.strictObject({
  type: z.enum(['sqs', 'kinesis', 'dynamodb', 's3', 'sns', 'eventbridge', 'schedule']),
  /** ARN of the queue, stream, bucket, topic or bus; of the rule for a schedule. */
  arn: z.string(),
  enabled: z.optional(z.boolean()),
  batchSize: z.optional(z.int().check(z.gte(1), z.lte(10_000))),
  maximumBatchingWindowInSeconds: z.optional(z.int().check(z.gte(0), z.lte(300))),
  reportBatchItemFailures: z.optional(z.boolean()),
  bisectBatchOnFunctionError: z.optional(z.boolean()),
  maximumRetryAttempts: z.optional(z.int().check(z.gte(-1), z.lte(10_000))),
  maximumRecordAgeInSeconds: z.optional(z.int().check(z.gte(-1), z.lte(604_800))),
  parallelizationFactor: z.optional(z.int().check(z.gte(1), z.lte(10))),
  startingPosition: z.optional(z.enum(['TRIM_HORIZON', 'LATEST'])),
  onFailure: z.optional(destination),
  /** Filter patterns; at most five, any of them may match. */
  filters: z.optional(z.array(jsonSchema)),
  /** S3: `s3:ObjectCreated:*`. EventBridge: the pattern is in `filters`. */
  events: z.optional(z.array(z.string())),
  /** `rate(5 minutes)` or `cron(0 12 * * ? *)`. */
  scheduleExpression: z.optional(z.string()),
  /** EventBridge constant input: the target receives this and nothing else. */
  input: z.optional(jsonSchema),
})
export type EventSource = z.infer<typeof eventSourceSchema>

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html */
const aliasSchema = z.strictObject({
  version: z.string(),
  /** Another version and the share (0–1) of invocations it receives. */
  weights: z.optional(z.record(z.string(), z.number().check(z.gte(0), z.lte(1)))),
})

/**
 * A Lambda function as it is configured.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export const functionSchema = z.strictObject({
  code: z.discriminatedUnion('kind', [cannedSchema, sourceSchema]),
  /** `nodejs22.x`, `python3.14`, … */
  runtime: z.optional(z.string()),
  handler: z.optional(z.string()),
  memoryMb: z.optional(z.int().check(z.gte(128), z.lte(10_240))),
  timeoutSeconds: z.optional(z.int().check(z.gte(1), z.lte(900))),
  ephemeralStorageMb: z.optional(z.int().check(z.gte(512), z.lte(10_240))),
  architecture: z.optional(z.enum(['x86_64', 'arm64'])),
  environment: z.optional(textMapSchema),
  /** Layer name → files it adds under `/opt`. */
  layers: z.optional(z.record(z.string(), textMapSchema)),
  packageBytes: z.optional(z.int().check(z.gte(0))),
  /** Published version (`1`, `2`, …) → what differed then; `$LATEST` is the function itself. */
  versions: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        code: z.optional(z.discriminatedUnion('kind', [cannedSchema, sourceSchema])),
        environment: z.optional(textMapSchema),
        memoryMb: z.optional(z.int()),
        timeoutSeconds: z.optional(z.int()),
      }),
    ),
  ),
  aliases: z.optional(z.record(z.string(), aliasSchema)),
  reservedConcurrency: z.optional(z.int().check(z.gte(0))),
  /** Version or alias → environments kept ready. */
  provisionedConcurrency: z.optional(z.record(z.string(), z.int().check(z.gte(1)))),
  snapStart: z.optional(z.boolean()),
  async: z.optional(asyncConfigSchema),
  /** ARN of a queue or topic for events given up. */
  deadLetterArn: z.optional(z.string()),
  eventSources: z.optional(z.array(eventSourceSchema)),
  tracing: z.optional(z.enum(['Active', 'PassThrough'])),
  /** `Allow` lets it run in a loop of its own events without end; Lambda stops it otherwise. */
  recursiveLoop: z.optional(z.enum(['Allow', 'Terminate'])),
  logFormat: z.optional(z.enum(['Text', 'JSON'])),
})
export type FunctionSpec = z.infer<typeof functionSchema>

export const functionsSchema = z.record(z.string(), functionSchema)
/** Functions by name. */
export type Functions = z.infer<typeof functionsSchema>
