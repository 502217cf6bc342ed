import { listMethods, mapMethods } from './collection-methods'
import { VtlError } from './error'
import type { Budget } from './limits'
import type { Method, Methods } from './method'
import { isEqual, order } from './operators'
import { stringMethods } from './string-methods'
import { textOf } from './text'
import { HostObject, integer, isNumber, JDouble, JEntry, JList, JMap, type JValue } from './values'

/**
 * Calls `self.name(values)`. Only whitelisted methods exist; an unknown name, a wrong number of
 * arguments and a call on null give null, which prints nothing.
 * @throws {VtlError} `evaluation` where the Java method would throw, `limit` past a limit
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function callMethod(
  self: JValue,
  name: string,
  values: readonly JValue[],
  budget: Budget,
): JValue {
  budget.spend(1)
  if (self === null) return null
  if (self instanceof HostObject) return self.call(name, values)
  if (typeof self === 'string') return called(stringMethods, self, name, values, budget)
  if (self instanceof JMap) return called(mapMethods, self, name, values, budget)
  if (self instanceof JList) return called(listMethods, self, name, values, budget)
  if (self instanceof JEntry) return called(entryMethods, self, name, values, budget)
  if (isNumber(self)) return called(numberMethods, self, name, values, budget)
  return called(anyMethods, self, name, values, budget)
}

function called<T extends JValue>(
  methods: Methods<T>,
  self: T,
  name: string,
  values: readonly JValue[],
  budget: Budget,
): JValue {
  const method = methods.get(name)
  if (method === undefined) {
    return methods === anyMethods ? null : called(anyMethods, self, name, values, budget)
  }
  if (values.length < method.arity[0] || values.length > method.arity[1]) return null
  return method.run(self, values, budget)
}

/** What every Java object has. */
const anyMethods: Methods<JValue> = new Map<string, Method<JValue>>([
  ['toString', { arity: [0, 0], run: (self, _, budget) => textOf(self, budget) }],
  [
    'equals',
    {
      arity: [1, 1],
      run: (self, [other = null], budget) => sameClass(self, other) && isEqual(self, other, budget),
    },
  ],
])

/** `equals` knows no conversions: `"1".equals(1)` is false although `"1" == 1`. */
function sameClass(left: JValue, right: JValue): boolean {
  if (right === null) return false
  if (left instanceof JDouble || right instanceof JDouble) {
    return left instanceof JDouble && right instanceof JDouble
  }
  return isNumber(left) === isNumber(right) && typeof left === typeof right
}

const numberMethods: Methods<JValue> = new Map<string, Method<JValue>>([
  ['intValue', { arity: [0, 0], run: (self) => whole(self) }],
  ['longValue', { arity: [0, 0], run: (self) => whole(self) }],
  ['doubleValue', { arity: [0, 0], run: (self) => new JDouble(asDouble(self)) }],
  ['compareTo', { arity: [1, 1], run: (self, [other = null]) => order(self, other) || 0 }],
  // `#set($Integer = 0)$Integer.parseInt("12")` is how templates reach Java's static methods.
  [
    'parseInt',
    { arity: [1, 1], run: (_, [text = null], budget) => parsedInteger(textOf(text, budget)) },
  ],
  [
    'parseDouble',
    { arity: [1, 1], run: (_, [text = null], budget) => parsedDouble(textOf(text, budget)) },
  ],
])

const entryMethods: Methods<JEntry> = new Map<string, Method<JEntry>>([
  ['getKey', { arity: [0, 0], run: (self) => self.key }],
  ['getValue', { arity: [0, 0], run: (self) => self.value }],
])

function asDouble(value: JValue): number {
  return value instanceof JDouble ? value.value : Number(value)
}

function whole(value: JValue): JValue {
  if (!(value instanceof JDouble)) return value
  return Number.isFinite(value.value) ? integer(BigInt(Math.trunc(value.value))) : 0
}

function parsedInteger(text: string): JValue {
  if (/^[+-]?\d{1,19}$/.test(text)) return integer(BigInt(text.replace('+', '')))
  throw new VtlError('evaluation', `"${text.slice(0, 40)}" is no integer`, 'digits')
}

function parsedDouble(text: string): JValue {
  if (/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) return new JDouble(Number(text))
  throw new VtlError('evaluation', `"${text.slice(0, 40)}" is no number`, 'a decimal number')
}
