import { fromItem, type MarshallOptions, toAttribute, toItem } from './attributes'
import {
  type Client,
  type Command,
  type Input,
  makeCommandClass,
  makePaginator,
  withMethods,
} from './client'

/** Document command → DynamoDB action. */
const ACTIONS: Record<string, string> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Query: 'Query',
  Scan: 'Scan',
  BatchGet: 'BatchGetItem',
  BatchWrite: 'BatchWriteItem',
  TransactWrite: 'TransactWriteItems',
  TransactGet: 'TransactGetItems',
}

const ITEMS = [
  'Item',
  'Key',
  'ExpressionAttributeValues',
  'ExclusiveStartKey',
  'Attributes',
  'LastEvaluatedKey',
]
const LISTS = ['Items', 'Keys']

/** Turns the items within an input or output, wherever they are, and leaves all else alone. */
function turned(value: unknown, turn: (item: never) => unknown, inResponses = false): unknown {
  if (Array.isArray(value))
    return value.map((one) =>
      // Responses of a batch hold items, those of a transaction hold `{ Item }`.
      inResponses && !(one && typeof one === 'object' && 'Item' in one)
        ? turn(one as never)
        : turned(one, turn),
    )
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      if (one === undefined || name === '$metadata') return [name, one]
      if (ITEMS.includes(name)) return [name, turn(one as never)]
      if (LISTS.includes(name)) return [name, (one as never[]).map(turn)]
      return [name, turned(one, turn, inResponses || name === 'Responses')]
    }),
  )
}

interface TranslateConfig {
  marshallOptions?: MarshallOptions
}

/**
 * `@aws-sdk/lib-dynamodb`: commands whose items are plain JavaScript values.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/
 */
export function makeDocumentPackage(): Record<string, unknown> {
  const commands = Object.fromEntries(
    Object.keys(ACTIONS).map((name) => [name, makeCommandClass(name)]),
  )

  class DynamoDBDocumentClient implements Client {
    readonly config: Input
    constructor(
      private readonly client: Client,
      private readonly translate: TranslateConfig = {},
    ) {
      this.config = client.config
    }
    static from(client: Client, translate?: TranslateConfig) {
      return new this(client, translate)
    }
    async send({ action, input }: Command): Promise<Input> {
      const options = this.translate.marshallOptions ?? {}
      const typed = turned(input, (item: Record<string, unknown>) => toItem(item, options)) as Input
      const answer = await this.client.send({ action: ACTIONS[action] ?? action, input: typed })
      return turned(answer, fromItem) as Input
    }
    destroy() {}
  }

  return {
    DynamoDBDocumentClient,
    DynamoDBDocument: withMethods(DynamoDBDocumentClient, commands),
    ...Object.fromEntries(
      Object.entries(commands).map(([name, command]) => [`${name}Command`, command]),
    ),
    paginateQuery: makePaginator(commands.Query as never, [
      'LastEvaluatedKey',
      'ExclusiveStartKey',
    ]),
    paginateScan: makePaginator(commands.Scan as never, ['LastEvaluatedKey', 'ExclusiveStartKey']),
  }
}

/** `@aws-sdk/util-dynamodb`. */
export function makeAttributesPackage(): Record<string, unknown> {
  return {
    marshall: (item: Record<string, unknown>, options?: MarshallOptions) => toItem(item, options),
    unmarshall: fromItem,
    convertToAttr: toAttribute,
  }
}
