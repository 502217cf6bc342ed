import { VtlError } from './error'
import { type Budget, MAX_NESTING, nestsTooDeeply } from './limits'
import { textOf } from './text'
import { integer, isNumber, JDouble, JList, JMap, type JNumber, type JValue } from './values'

/** Unverified: Velocity 1 takes only null and false for untrue; version 2 also "", 0 and []. */
const EMPTY_IS_UNTRUE: boolean = false
/** Unverified: Velocity compares values of different classes by what they print, so 1 == "1". */
const COMPARE_PRINTED: boolean = true

/** Integers beyond this are no number a template means; reckoning with them takes time squared. */
const BIGGEST = 10n ** 1_000n

/**
 * Whether `#if` takes a value for true: null and false are not.
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#conditionals
 */
export function isTrue(value: JValue, budget: Budget): boolean {
  if (value === null || value === false) return false
  if (!EMPTY_IS_UNTRUE) return true
  return (
    textOf(value, budget) !== '' &&
    value !== 0 &&
    !(value instanceof JList && value.items.length === 0)
  )
}

/**
 * `==`: a missing value equals null and the empty string; numbers by value; maps and lists by content.
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#relational-and-logical-operators
 */
export function isEqual(left: JValue, right: JValue, budget: Budget, depth = 0): boolean {
  if (typeof left === 'string') budget.spendText(left.length)
  if (left === right) return true
  if (left === null || right === null) return (left ?? right) === ''
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0
  budget.spend(1)
  if (depth > MAX_NESTING) throw nestsTooDeeply('a value')
  if (left instanceof JList && right instanceof JList) {
    const others = right.items
    return (
      left.items.length === others.length &&
      left.items.every((item, at) => isEqual(item, others[at] ?? null, budget, depth + 1))
    )
  }
  if (left instanceof JMap && right instanceof JMap) {
    if (left.entries.size !== right.entries.size) return false
    for (const [key, value] of left.entries) {
      if (!right.entries.has(key)) return false
      if (!isEqual(value, right.get(key), budget, depth + 1)) return false
    }
    return true
  }
  if (typeof left === typeof right && typeof left !== 'object') return false
  if (!COMPARE_PRINTED) return false
  const [leftText, rightText] = [textOf(left, budget), textOf(right, budget)]
  budget.spendText(leftText.length + rightText.length)
  return leftText === rightText
}

function compareNumbers(left: JNumber, right: JNumber): number {
  const a = left instanceof JDouble ? left.value : left
  const b = right instanceof JDouble ? right.value : right
  if (a < b) return -1
  if (a > b) return 1
  // Not `===`: a bigint and a number of the same value are equal.
  return a <= b ? 0 : Number.NaN
}

/** Below zero, zero or above as `left` is smaller, equal or bigger; NaN where there is no order. */
export function order(left: JValue, right: JValue): number {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right)
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right ? -1 : left > right ? 1 : 0
  }
  return Number.NaN
}

export type Arithmetic = '+' | '-' | '*' | '/' | '%'

/**
 * Java arithmetic: integers stay integers (and grow big instead of overflowing), `/` truncates,
 * division by zero and operands that are no numbers give null; `+` joins where one side is a string.
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#math
 */
export function reckon(sign: Arithmetic, left: JValue, right: JValue, budget: Budget): JValue {
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = quickly(sign, left, right)
    if (Number.isSafeInteger(quick)) return quick + 0
  }
  if (sign === '+' && (typeof left === 'string' || typeof right === 'string')) {
    const joined = textOf(left, budget) + textOf(right, budget)
    budget.spendText(joined.length)
    return joined
  }
  if (!isNumber(left) || !isNumber(right)) return null
  if (left instanceof JDouble || right instanceof JDouble) return inDoubles(sign, left, right)
  return inIntegers(sign, BigInt(left), BigInt(right), budget)
}

function quickly(sign: Arithmetic, left: number, right: number): number {
  switch (sign) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return (left - (left % right)) / right
    case '%':
      return left % right
  }
}

function inDoubles(sign: Arithmetic, left: JNumber, right: JNumber): JValue {
  const a = left instanceof JDouble ? left.value : Number(left)
  const b = right instanceof JDouble ? right.value : Number(right)
  if (b === 0 && (sign === '/' || sign === '%')) return null
  return new JDouble(sign === '/' ? a / b : quickly(sign, a, b))
}

function inIntegers(sign: Arithmetic, left: bigint, right: bigint, budget: Budget): JValue {
  if (right === 0n && (sign === '/' || sign === '%')) return null
  budget.spend(10)
  const result =
    sign === '+'
      ? left + right
      : sign === '-'
        ? left - right
        : sign === '*'
          ? left * right
          : sign === '/'
            ? left / right
            : left % right
  if (result > BIGGEST || result < -BIGGEST) {
    throw new VtlError('limit', 'an integer has more than 1000 digits')
  }
  return integer(result)
}
