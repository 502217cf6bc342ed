import type { EventSource } from '../../schema/function'
import type { Json } from '../../schema/json'
import { defined } from '../defined'
import {
  booleanOf,
  get,
  integerOf,
  itemsOf,
  jsonOf,
  type Node,
  refuse,
  textOf,
  textsOf,
  wordOf,
} from '../node'
import type { Scope } from './resource'

const maybe = <T>(node: Node | undefined, read: (node: Node) => T): T | undefined =>
  node === undefined ? undefined : read(node)

/** JSON in a text, such as a filter's pattern. */
function readJsonText(node: Node): Json {
  try {
    return JSON.parse(textOf(node)) as Json
  } catch {
    return refuse(node, 'JSON in a text')
  }
}

const SERVICES = {
  sqs: 'sqs',
  sns: 'sns',
  lambda: 'lambda',
  events: 'eventbridge',
  s3: 's3',
} as const

/**
 * A destination or dead-letter queue by its ARN.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function readDestination(node: Node) {
  const arn = textOf(node)
  const [, service = ''] = /^arn:aws[\w-]*:(\w+):/.exec(arn) ?? []
  const type = Object.hasOwn(SERVICES, service)
    ? SERVICES[service as keyof typeof SERVICES]
    : refuse(node, 'the ARN of a queue, topic, function, bus or bucket')
  return { type, arn }
}

function enabledIn(node: Node): boolean | undefined {
  const enabled = get(node, 'Enabled')
  if (enabled) return booleanOf(enabled)
  const state = get(node, 'State')
  return state ? wordOf(state, ['ENABLED', 'DISABLED']) === 'ENABLED' : undefined
}

/**
 * What all event source mappings have: batches, retries, filters.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export function readMapping(node: Node): Omit<EventSource, 'type' | 'arn'> {
  const bisect = get(node, 'BisectBatchOnFunctionError')
  const filters = get(node, 'FilterCriteria', 'Filters')
  const failure = get(node, 'DestinationConfig', 'OnFailure', 'Destination')
  const responses = textsOf(get(node, 'FunctionResponseTypes'))
  const position = get(node, 'StartingPosition')
  const number = (name: string, least: number, most: number) =>
    maybe(get(node, name), (one) => integerOf(one, least, most))
  return defined({
    enabled: enabledIn(node),
    batchSize: number('BatchSize', 1, 10_000),
    maximumBatchingWindowInSeconds: number('MaximumBatchingWindowInSeconds', 0, 300),
    reportBatchItemFailures: responses.includes('ReportBatchItemFailures') ? true : undefined,
    bisectBatchOnFunctionError: bisect && booleanOf(bisect),
    maximumRetryAttempts: number('MaximumRetryAttempts', -1, 10_000),
    maximumRecordAgeInSeconds: number('MaximumRecordAgeInSeconds', -1, 604_800),
    parallelizationFactor: number('ParallelizationFactor', 1, 10),
    startingPosition: position && wordOf(position, ['TRIM_HORIZON', 'LATEST'] as const),
    onFailure: failure && readDestination(failure),
    filters:
      filters &&
      itemsOf(filters).map((one) => readJsonText(get(one, 'Pattern') ?? refuse(one, 'a Pattern'))),
  })
}

const need = (node: Node, name: string) => get(node, name) ?? refuse(node, name)

/** S3's prefix and suffix as the emulator has them: a pattern over the object. */
function keyFilters(node: Node): Json[] | undefined {
  const rules = itemsOf(get(node, 'Filter', 'S3Key', 'Rules')).map((rule) => [
    wordOf(need(rule, 'Name'), ['prefix', 'suffix'] as const),
    textOf(need(rule, 'Value')),
  ])
  return rules.length === 0 ? undefined : [{ key: [Object.fromEntries(rules)] }]
}

function busArn(scope: Scope, node: Node | undefined): string {
  const name = node ? textOf(node) : 'default'
  if (name.startsWith('arn:')) return name
  const { region, accountId } = scope.account
  return `arn:aws:events:${region}:${accountId}:event-bus/${name}`
}

function ruleArn(scope: Scope, name: string): string {
  const { region, accountId } = scope.account
  return `arn:aws:events:${region}:${accountId}:rule/${name}`
}

/**
 * An entry of a SAM function's Events that is no API's; null for a type that is not known here.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function readEventSource(
  scope: Scope,
  type: string,
  node: Node,
  name: string,
): EventSource | null {
  const input = maybe(get(node, 'Input'), readJsonText)
  switch (type) {
    case 'SQS':
      return { type: 'sqs', arn: textOf(need(node, 'Queue')), ...readMapping(node) }
    case 'Kinesis':
      return { type: 'kinesis', arn: textOf(need(node, 'Stream')), ...readMapping(node) }
    case 'DynamoDB':
      return { type: 'dynamodb', arn: textOf(need(node, 'Stream')), ...readMapping(node) }
    case 'S3': {
      const events = textsOf(need(node, 'Events'))
      const arn = `arn:aws:s3:::${textOf(need(node, 'Bucket'))}`
      return defined({ type: 's3' as const, arn, events, filters: keyFilters(node) })
    }
    case 'SNS': {
      const filters = maybe(get(node, 'FilterPolicy'), (one) => [jsonOf(one)])
      return defined({ type: 'sns' as const, arn: textOf(need(node, 'Topic')), filters })
    }
    case 'EventBridgeRule':
    case 'CloudWatchEvent': {
      const filters = maybe(get(node, 'Pattern'), (one) => [jsonOf(one)])
      const arn = busArn(scope, get(node, 'EventBusName'))
      const enabled = enabledIn(node)
      return defined({ type: 'eventbridge' as const, arn, enabled, filters, input })
    }
    case 'Schedule':
    case 'ScheduleV2': {
      const expression = need(node, type === 'Schedule' ? 'Schedule' : 'ScheduleExpression')
      const own = get(node, 'Name')
      return defined({
        type: 'schedule' as const,
        arn: ruleArn(scope, own ? textOf(own) : name),
        enabled: enabledIn(node),
        scheduleExpression: textOf(expression),
        input,
      })
    }
    default:
      return null
  }
}
