import { VtlError } from './error'
import type { Budget } from './limits'
import type { Method, Methods } from './method'
import { isEqual } from './operators'
import { textOf } from './text'
import { isNumber, JDouble, JEntry, JList, JMap, type JValue } from './values'

/** Methods of `java.util.List`. Lists a method makes print the Java way, `[a, b]`. */
export const listMethods: Methods<JList> = new Map<string, Method<JList>>([
  ['size', { arity: [0, 0], run: (self) => self.items.length }],
  ['isEmpty', { arity: [0, 0], run: (self) => self.items.length === 0 }],
  ['get', { arity: [1, 1], run: (self, [at = null]) => self.items[indexIn(self, at)] ?? null }],
  [
    'set',
    {
      arity: [2, 2],
      run: (self, [at = null, value = null]) => {
        const index = indexIn(self, at)
        const before = self.items[index] ?? null
        self.items[index] = value
        return before
      },
    },
  ],
  [
    'contains',
    { arity: [1, 1], run: (self, [value = null], budget) => position(self, value, budget) !== -1 },
  ],
  [
    'indexOf',
    { arity: [1, 1], run: (self, [value = null], budget) => position(self, value, budget) },
  ],
  ['add', { arity: [1, 2], run: add }],
  ['addAll', { arity: [1, 1], run: addAll }],
  ['remove', { arity: [1, 1], run: removeFrom }],
])

/** Methods of `java.util.Map`. */
export const mapMethods: Methods<JMap> = new Map<string, Method<JMap>>([
  ['size', { arity: [0, 0], run: (self) => self.entries.size }],
  ['isEmpty', { arity: [0, 0], run: (self) => self.entries.size === 0 }],
  ['get', { arity: [1, 1], run: (self, [key = null], budget) => self.get(textOf(key, budget)) }],
  [
    'getOrDefault',
    {
      arity: [2, 2],
      run: (self, [key = null, or = null], budget) => self.entries.get(textOf(key, budget)) ?? or,
    },
  ],
  [
    'containsKey',
    { arity: [1, 1], run: (self, [key = null], budget) => self.entries.has(textOf(key, budget)) },
  ],
  [
    'containsValue',
    {
      arity: [1, 1],
      run: (self, [value = null], budget) => position(valuesOf(self, budget), value, budget) !== -1,
    },
  ],
  ['keySet', { arity: [0, 0], run: (self, _, budget) => keysOf(self, budget) }],
  ['values', { arity: [0, 0], run: (self, _, budget) => valuesOf(self, budget) }],
  ['entrySet', { arity: [0, 0], run: (self, _, budget) => entriesOf(self, budget) }],
  [
    'put',
    {
      arity: [2, 2],
      run: (self, [key = null, value = null], budget) => self.put(textOf(key, budget), value),
    },
  ],
  ['putAll', { arity: [1, 1], run: putAll }],
  ['remove', { arity: [1, 1], run: removeKey }],
])

/** The elements a `#foreach` walks through: a map gives its values, what is no collection nothing. */
export function elementsOf(value: JValue, budget: Budget): readonly JValue[] {
  if (value instanceof JList) return value.items
  if (value instanceof JMap) return valuesOf(value, budget).items
  return []
}

/**
 * An index in a list; a negative one counts from the end, as Velocity's `[-1]` does.
 * @throws {VtlError} `evaluation` outside the list, where Java throws `IndexOutOfBoundsException`
 */
export function indexIn(list: JList, at: JValue): number {
  const size = list.items.length
  const given = isNumber(at) && !(at instanceof JDouble) ? Number(at) : Number.NaN
  const index = given < 0 ? size + given : given
  if (index >= 0 && index < size) return index
  throw new VtlError(
    'evaluation',
    `this is no index in a list of ${size}`,
    size === 0 ? 'a list that is not empty' : `an integer from 0 to ${size - 1}`,
  )
}

function position(list: JList, value: JValue, budget: Budget): number {
  budget.spend(1 + list.items.length / 16)
  return list.items.findIndex((item) => isEqual(item, value, budget))
}

function keysOf(map: JMap, budget: Budget): JList {
  budget.spend(1 + map.entries.size / 16)
  return new JList([...map.entries.keys()])
}

function valuesOf(map: JMap, budget: Budget): JList {
  budget.spend(1 + map.entries.size / 16)
  return new JList([...map.entries.values()])
}

function entriesOf(map: JMap, budget: Budget): JList {
  budget.spend(1 + map.entries.size / 16)
  return new JList([...map.entries].map(([key, value]) => new JEntry(key, value)))
}

function add(self: JList, values: readonly JValue[], budget: Budget): JValue {
  const [first = null, second] = values
  if (second === undefined) {
    self.add(first)
    return true
  }
  budget.spend(1 + self.items.length / 16)
  const end = self.items.length
  const index = first === end ? end : indexIn(self, first)
  self.add(null)
  self.items.copyWithin(index + 1, index, end)
  self.items[index] = second
  return null
}

function addAll(self: JList, [other = null]: readonly JValue[], budget: Budget): JValue {
  const added = [...elementsOf(other, budget)]
  budget.spend(1 + added.length / 16)
  for (const item of added) self.add(item)
  return added.length > 0
}

/** `remove(1)` takes an index away and gives what was there, `remove("x")` the first equal value. */
function removeFrom(self: JList, [what = null]: readonly JValue[], budget: Budget): JValue {
  budget.spend(1 + self.items.length / 16)
  if (isNumber(what)) return self.items.splice(indexIn(self, what), 1)[0] ?? null
  const index = position(self, what, budget)
  if (index === -1) return false
  self.items.splice(index, 1)
  return true
}

function putAll(self: JMap, [other = null]: readonly JValue[], budget: Budget): JValue {
  if (!(other instanceof JMap)) return null
  budget.spend(1 + other.entries.size / 16)
  for (const [key, value] of [...other.entries]) self.put(key, value)
  return null
}

function removeKey(self: JMap, [key = null]: readonly JValue[], budget: Budget): JValue {
  if (!self.writable) return null
  const name = textOf(key, budget)
  const before = self.get(name)
  self.entries.delete(name)
  return before
}
