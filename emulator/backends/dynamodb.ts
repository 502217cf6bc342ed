import type { SeedData } from '../schema/backends'
import type { Json } from '../schema/json'
import { conditionHolds, updated } from './dynamodb-expression'
import {
  type Input,
  nameOf,
  object,
  type Service,
  ServiceError,
  type ServiceKit,
  text,
} from './stand-in'

type Item = { [name: string]: Json }

interface Table {
  partitionKey: string
  sortKey: string | null
  view: string | null
  items: Map<string, Item>
}

/**
 * A small DynamoDB: items by key, conditions, queries, and the changes that streams carry.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html
 */
export function createDynamoDb(seed: SeedData['tables'], kit: ServiceKit): Service {
  const tables = new Map<string, Table>()
  const keyOf = (table: Table, item: Item) =>
    JSON.stringify([
      item[table.partitionKey] ?? null,
      table.sortKey ? (item[table.sortKey] ?? null) : null,
    ])
  for (const [name, given] of Object.entries(seed ?? {})) {
    const { partitionKey, sortKey = null, stream = null } = given
    const table: Table = { partitionKey, sortKey, view: stream, items: new Map() }
    for (const item of given.items ?? []) table.items.set(keyOf(table, item), item)
    tables.set(name, table)
  }
  const tableOf = (input: Input): Table => {
    const table = tables.get(nameOf(text(input, 'TableName')))
    if (table) return table
    throw new ServiceError('ResourceNotFoundException', 'Requested resource not found')
  }
  const keysIn = (table: Table, item: Item): Item =>
    Object.fromEntries(
      [table.partitionKey, table.sortKey].flatMap((name) =>
        name && item[name] !== undefined ? [[name, item[name]]] : [],
      ),
    ) as Item

  function write(input: Input, table: Table, key: string, next: Item | null): Item | undefined {
    const before = table.items.get(key)
    if (!conditionHolds(input.ConditionExpression, before ?? {}, input)) {
      throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed')
    }
    if (next) table.items.set(key, next)
    else table.items.delete(key)
    const action = !next ? 'REMOVE' : before ? 'MODIFY' : 'INSERT'
    if (next || before) {
      const detail = {
        keys: keysIn(table, next ?? before ?? {}),
        newImage: next,
        oldImage: before ?? null,
        view: table.view,
      }
      kit.changed({
        service: 'dynamodb',
        action,
        resource: nameOf(text(input, 'TableName')),
        detail,
      })
    }
    return before
  }
  const checkKey = (table: Table, item: Item) => {
    for (const name of [table.partitionKey, table.sortKey]) {
      if (name && item[name] === undefined) {
        throw new ServiceError(
          'ValidationException',
          `One or more parameter values were invalid: Missing the key ${name} in the item`,
        )
      }
    }
  }
  const listed = (items: Item[], input: Input): Json => {
    const limit = typeof input.Limit === 'number' ? input.Limit : items.length
    const page = items.slice(0, limit)
    const found = page.filter((item) => conditionHolds(input.FilterExpression, item, input))
    return { Items: found, Count: found.length, ScannedCount: page.length }
  }

  return {
    actions: {
      PutItem(input) {
        const table = tableOf(input)
        const item = object(input.Item)
        checkKey(table, item)
        const before = write(input, table, keyOf(table, item), item)
        return input.ReturnValues === 'ALL_OLD' && before ? { Attributes: before } : {}
      },
      GetItem(input) {
        const table = tableOf(input)
        const key = object(input.Key)
        checkKey(table, key)
        const item = table.items.get(keyOf(table, key))
        return item ? { Item: item } : {}
      },
      DeleteItem(input) {
        const table = tableOf(input)
        const before = write(input, table, keyOf(table, object(input.Key)), null)
        return input.ReturnValues === 'ALL_OLD' && before ? { Attributes: before } : {}
      },
      UpdateItem(input) {
        const table = tableOf(input)
        const key = object(input.Key)
        const next = updated({ ...table.items.get(keyOf(table, key)), ...key }, input)
        write(input, table, keyOf(table, key), next)
        return input.ReturnValues === 'ALL_NEW' ? { Attributes: next } : {}
      },
      Query(input) {
        const table = tableOf(input)
        const items = [...table.items.values()].filter((item) =>
          conditionHolds(input.KeyConditionExpression, item, input),
        )
        const sort = table.sortKey
        const rank = (item: Item) => (sort ? Object.values(object(item[sort]))[0] : null)
        items.sort((a, b) => {
          const [x, y] = [rank(a), rank(b)]
          const numeric = sort !== null && 'N' in object(a[sort])
          return numeric ? Number(x) - Number(y) : String(x) < String(y) ? -1 : 1
        })
        return listed(input.ScanIndexForward === false ? items.reverse() : items, input)
      },
      Scan(input) {
        return listed([...tableOf(input).items.values()], input)
      },
    },
    contents: () =>
      Object.fromEntries([...tables].map(([name, table]) => [name, [...table.items.values()]])),
  }
}
