import type { Budget } from './limits'
import type { JValue } from './values'

/** A whitelisted method: how many arguments it takes (least, most) and what it does. */
export type Method<T> = {
  arity: readonly [least: number, most: number]
  run: (self: T, values: readonly JValue[], budget: Budget) => JValue
}

export type Methods<T> = ReadonlyMap<string, Method<T>>
