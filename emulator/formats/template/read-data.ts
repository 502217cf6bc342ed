import type { SeedData } from '../../schema/backends'
import { defined, unlessEmpty } from '../defined'
import { get, integerOf, itemsOf, type Node, textOf, wordOf } from '../node'
import { ofType, type Scope } from './resource'

const VIEWS = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const
/** The key that a SimpleTable has unless it is told one. */
const SIMPLE_KEY = 'id'

function tableOf(node: Node | undefined) {
  const simple = get(node, 'PrimaryKey', 'Name')
  const keys = itemsOf(get(node, 'KeySchema')).map((one) => {
    const name = get(one, 'AttributeName')
    const type = get(one, 'KeyType')
    return { name: name ? textOf(name) : '', type: type ? textOf(type) : '' }
  })
  const hash = keys.find(({ type }) => type === 'HASH')?.name
  const view = get(node, 'StreamSpecification', 'StreamViewType')
  return defined({
    partitionKey: hash ?? (simple ? textOf(simple) : SIMPLE_KEY),
    sortKey: keys.find(({ type }) => type === 'RANGE')?.name,
    stream: view && wordOf(view, VIEWS),
  })
}

function queueOf(node: Node | undefined) {
  const timeout = get(node, 'VisibilityTimeout')
  const count = get(node, 'RedrivePolicy', 'maxReceiveCount')
  const target = get(node, 'RedrivePolicy', 'deadLetterTargetArn')
  return defined({
    visibilityTimeoutSeconds: timeout && integerOf(timeout, 0, 43_200),
    maxReceiveCount: count && integerOf(count, 1, 1000),
    deadLetterQueue: target && textOf(target).split(':').at(-1),
  })
}

/**
 * Tables, queues, topics, buckets, buses and streams of a template, empty as they are when made.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function readData(scope: Scope): SeedData | undefined {
  const names = (...types: string[]) => ofType(scope, ...types).map((one) => scope.nameOf(one))
  const each = <T>(read: (node: Node | undefined) => T, ...types: string[]) =>
    unlessEmpty(
      Object.fromEntries(
        ofType(scope, ...types).map((one) => [scope.nameOf(one), read(scope.propertiesOf(one))]),
      ),
    )
  const list = (found: string[]) => (found.length === 0 ? undefined : found)
  return unlessEmpty(
    defined({
      tables: each(tableOf, 'AWS::Serverless::SimpleTable', 'AWS::DynamoDB::Table'),
      buckets: each(() => ({}), 'AWS::S3::Bucket'),
      queues: each(queueOf, 'AWS::SQS::Queue'),
      topics: list(names('AWS::SNS::Topic')),
      buses: list(names('AWS::Events::EventBus')),
      streams: each((node) => {
        const shards = get(node, 'ShardCount')
        return { shards: shards ? integerOf(shards, 1) : 1 }
      }, 'AWS::Kinesis::Stream'),
      stateMachines: list(
        names('AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'),
      ),
    }),
  )
}
