import {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from 'node-inspect-extracted'

type Callback = (error: unknown, value?: unknown) => void
const CUSTOM = Symbol.for('nodejs.util.promisify.custom')

function promisify(original: unknown) {
  if (typeof original !== 'function')
    throw new TypeError('The "original" argument must be of type function.')
  const own = (original as unknown as Record<symbol, unknown>)[CUSTOM]
  if (typeof own === 'function') return own
  return function (this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => {
      const done: Callback = (error, value) => (error ? reject(error) : resolve(value))
      original.call(this, ...args, done)
    })
  }
}

function callbackify(original: (...args: unknown[]) => Promise<unknown>) {
  return (...args: unknown[]) => {
    const callback = args.pop() as Callback
    original(...args).then(
      (value) => queueMicrotask(() => callback(null, value)),
      (error) => queueMicrotask(() => callback(error ?? new Error('Promise was rejected'))),
    )
  }
}

/** Same prototype, same own keys, same values all the way down. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  if (a instanceof RegExp) return String(a) === String(b)
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name))
    return false
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([key, value]) => isDeepStrictEqual(value, b.get(key)))
  if (a instanceof Set && b instanceof Set)
    return a.size === b.size && [...a].every((value) => b.has(value))
  const keys = Reflect.ownKeys(a)
  if (keys.length !== Reflect.ownKeys(b).length) return false
  return keys.every(
    (key) => Object.hasOwn(b, key) && isDeepStrictEqual(Reflect.get(a, key), Reflect.get(b, key)),
  )
}

const is = (name: string) => (value: unknown) =>
  Object.prototype.toString.call(value) === `[object ${name}]`

/**
 * Node's `util`; `inspect` and `format` are Node's own, made to run anywhere.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeUtil() {
  return {
    inspect,
    format,
    formatWithOptions,
    stripVTControlCharacters,
    promisify: Object.assign(promisify, { custom: CUSTOM }),
    callbackify,
    isDeepStrictEqual,
    deprecate: <T>(run: T): T => run,
    inherits(child: { prototype: object; super_?: unknown }, parent: { prototype: object }) {
      child.super_ = parent
      Object.setPrototypeOf(child.prototype, parent.prototype)
    },
    debuglog: () => () => {},
    isArray: Array.isArray,
    TextEncoder,
    TextDecoder,
    types: {
      isDate: is('Date'),
      isRegExp: is('RegExp'),
      isPromise: is('Promise'),
      isMap: is('Map'),
      isSet: is('Set'),
      isNativeError: (value: unknown) => value instanceof Error,
      isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !is('DataView')(value),
      isUint8Array: (value: unknown) => value instanceof Uint8Array,
      isAnyArrayBuffer: is('ArrayBuffer'),
      isAsyncFunction: is('AsyncFunction'),
      isGeneratorFunction: is('GeneratorFunction'),
      isProxy: () => false,
    },
  }
}
