import type { Json } from '../schema/json'
import { type Input, object, ServiceError } from './stand-in'

type Item = { [name: string]: Json }

const path = (name: string, names: Input) =>
  name.startsWith('#') ? String(names[name] ?? name) : name

const plain = (value: Json | undefined): string | number => {
  const [type, inner] = Object.entries(object(value))[0] ?? []
  return type === 'N' ? Number(inner) : JSON.stringify(inner ?? null)
}

/** One comparison of a condition; `and` joins several. `or`, `not` and brackets are beyond it. */
function holds(condition: string, item: Item, input: Input): boolean {
  const names = object(input.ExpressionAttributeNames)
  const values = object(input.ExpressionAttributeValues)
  const called =
    /^(attribute_exists|attribute_not_exists|begins_with|contains)\s*\(\s*([^,)\s]+)\s*(?:,\s*([^)\s]+)\s*)?\)$/.exec(
      condition,
    )
  if (called) {
    const value = item[path(called[2] ?? '', names)]
    if (called[1] === 'attribute_exists') return value !== undefined
    if (called[1] === 'attribute_not_exists') return value === undefined
    const own = String(object(value).S ?? '')
    const wanted = String(object(values[called[3] ?? '']).S ?? '')
    return called[1] === 'begins_with' ? own.startsWith(wanted) : own.includes(wanted)
  }
  const compared = /^(\S+)\s*(=|<>|<=|>=|<|>)\s*(\S+)$/.exec(condition)
  if (!compared) throw new ServiceError('ValidationException', `Invalid expression: ${condition}`)
  const value = item[path(compared[1] ?? '', names)]
  if (value === undefined) return compared[2] === '<>'
  const a = plain(value)
  const b = plain(values[compared[3] ?? ''])
  switch (compared[2]) {
    case '=':
      return a === b
    case '<>':
      return a !== b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    default:
      return a >= b
  }
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export function conditionHolds(expression: Json | undefined, item: Item, input: Input): boolean {
  if (typeof expression !== 'string') return true
  const between = expression.replace(
    /(\S+)\s+BETWEEN\s+(\S+)\s+AND\s+(\S+)/gi,
    '$1 >= $2 and $1 <= $3',
  )
  return between.split(/\s+and\s+/i).every((part) => holds(part.trim(), item, input))
}

/** `SET a = :a, b = b + :one REMOVE c`. */
export function updated(item: Item, input: Input): Item {
  const names = object(input.ExpressionAttributeNames)
  const values = object(input.ExpressionAttributeValues)
  const next = { ...item }
  const value = (word: string): Json => {
    const known = word.startsWith(':') ? values[word] : item[path(word, names)]
    return known ?? { N: '0' }
  }
  const expression = String(input.UpdateExpression ?? '')
  for (const [, clause = '', rest = ''] of expression.matchAll(
    /\b(SET|REMOVE|ADD)\b([\s\S]*?)(?=\b(?:SET|REMOVE|ADD)\b|$)/g,
  )) {
    for (const part of rest.split(/,(?![^(]*\))/)) {
      const words = part.trim()
      if (words === '') continue
      if (clause === 'REMOVE') delete next[path(words, names)]
      else if (clause === 'ADD') {
        const [name = '', by = ''] = words.split(/\s+/)
        const sum = Number(plain(value(name))) + Number(plain(value(by)))
        next[path(name, names)] = { N: String(sum) }
      } else {
        const [name = '', source = ''] = words.split(/\s*=\s*/)
        const guarded = /^if_not_exists\(\s*(\S+?)\s*,\s*(\S+?)\s*\)(.*)$/.exec(source)
        const [left = '', sign, right = ''] = (
          guarded
            ? `${item[path(guarded[1] ?? '', names)] === undefined ? guarded[2] : guarded[1]}${guarded[3]}`
            : source
        ).split(/\s*([+-])\s*/)
        next[path(name, names)] = sign
          ? {
              N: String(
                Number(plain(value(left))) + (sign === '+' ? 1 : -1) * Number(plain(value(right))),
              ),
            }
          : value(left)
      }
    }
  }
  return next
}
