import type { EventSource, FunctionSpec } from '../../schema/function'
import { unlessEmpty } from '../defined'
import type { Doc, DocObject } from '../write-document'
import type { Stack } from './stack'

/**
 * A destination with the type that SAM calls it by.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-onfailure.html
 */
export function writeDestination(target: { type: string; arn: string } | undefined) {
  const types: Record<string, string> = {
    sqs: 'SQS',
    sns: 'SNS',
    lambda: 'Lambda',
    eventbridge: 'EventBridge',
    s3: 'S3Bucket',
  }
  return target && { Type: types[target.type], Destination: target.arn }
}

function writeMapping(source: EventSource): DocObject {
  const failure = writeDestination(source.onFailure)
  return {
    Enabled: source.enabled,
    BatchSize: source.batchSize,
    MaximumBatchingWindowInSeconds: source.maximumBatchingWindowInSeconds,
    FunctionResponseTypes: source.reportBatchItemFailures ? ['ReportBatchItemFailures'] : undefined,
    BisectBatchOnFunctionError: source.bisectBatchOnFunctionError,
    MaximumRetryAttempts: source.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: source.maximumRecordAgeInSeconds,
    ParallelizationFactor: source.parallelizationFactor,
    StartingPosition: source.startingPosition,
    DestinationConfig: failure && { OnFailure: failure },
    FilterCriteria: source.filters && {
      Filters: source.filters.map((one) => ({ Pattern: JSON.stringify(one) })),
    },
  }
}

const inputOf = ({ input }: EventSource) =>
  input === undefined ? undefined : JSON.stringify(input)

/** SAM wants the bucket of an S3 event in the same template. */
function bucketOf(stack: Stack, buckets: Map<string, string>, arn: string): string {
  const name = arn.replace(/^arn:aws:s3:::/, '')
  const known = buckets.get(name)
  if (known !== undefined) return known
  const id = stack.idFor(`${name}Bucket`)
  stack.add(id, 'AWS::S3::Bucket', { BucketName: name })
  buckets.set(name, id)
  return id
}

/** The emulator's pattern over a key as S3's rules: `{ key: [{ prefix }] }`. */
function keyRules(source: EventSource): Doc | undefined {
  const filter = source.filters?.[0] as { key?: Record<string, string>[] } | undefined
  const rule = filter?.key?.[0]
  if (rule === undefined) return undefined
  return { S3Key: { Rules: Object.entries(rule).map(([Name, Value]) => ({ Name, Value })) } }
}

function writeSource(
  stack: Stack,
  buckets: Map<string, string>,
  source: EventSource,
): { Type: string; Properties: DocObject } {
  const [filter] = source.filters ?? []
  switch (source.type) {
    case 'sqs':
      return { Type: 'SQS', Properties: { Queue: source.arn, ...writeMapping(source) } }
    case 'kinesis':
      return { Type: 'Kinesis', Properties: { Stream: source.arn, ...writeMapping(source) } }
    case 'dynamodb':
      return { Type: 'DynamoDB', Properties: { Stream: source.arn, ...writeMapping(source) } }
    case 'sns':
      return { Type: 'SNS', Properties: { Topic: source.arn, FilterPolicy: filter } }
    case 's3': {
      const Bucket = { Ref: bucketOf(stack, buckets, source.arn) }
      const Events = source.events ?? ['s3:ObjectCreated:*']
      return { Type: 'S3', Properties: { Bucket, Events, Filter: keyRules(source) } }
    }
    case 'eventbridge': {
      const State =
        source.enabled === undefined ? undefined : source.enabled ? 'ENABLED' : 'DISABLED'
      const Properties = {
        EventBusName: source.arn,
        Pattern: filter,
        State,
        Input: inputOf(source),
      }
      return { Type: 'EventBridgeRule', Properties }
    }
    case 'schedule': {
      const Name = source.arn.split('rule/')[1]
      const Schedule = source.scheduleExpression ?? ''
      const Properties = { Schedule, Name, Enabled: source.enabled, Input: inputOf(source) }
      return { Type: 'Schedule', Properties }
    }
  }
}

/**
 * The Events of a SAM function: all of its event sources.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function writeEventSources(
  stack: Stack,
  buckets: Map<string, string>,
  spec: FunctionSpec,
): DocObject | undefined {
  const entries = (spec.eventSources ?? []).map((source, i): [string, Doc] => [
    `Source${i + 1}`,
    writeSource(stack, buckets, source),
  ])
  return unlessEmpty(Object.fromEntries(entries))
}
