import { inspect } from 'node-inspect-extracted'
import { isDeepStrictEqual } from './util'

/** Node's `AssertionError`, as far as its fields go. */
class AssertionError extends Error {
  readonly code = 'ERR_ASSERTION'
  readonly generatedMessage: boolean

  constructor(options: {
    message?: string | undefined
    actual?: unknown
    expected?: unknown
    operator?: string
  }) {
    super(
      options.message ??
        `${inspect(options.actual)} ${options.operator ?? '=='} ${inspect(options.expected)}`,
    )
    this.name = 'AssertionError'
    this.generatedMessage = options.message === undefined
    Object.assign(this, {
      actual: options.actual,
      expected: options.expected,
      operator: options.operator,
    })
  }
}

type Message = string | Error | undefined

function check(
  passed: boolean,
  operator: string,
  actual: unknown,
  expected: unknown,
  message: Message,
): void {
  if (passed) return
  if (message instanceof Error) throw message
  throw new AssertionError({ message, actual, expected, operator })
}

type Expected =
  | RegExp
  | (new (
      ...args: never[]
    ) => unknown)
  | ((error: unknown) => boolean)
  | object

function matches(error: unknown, expected: Expected | undefined): boolean {
  if (expected === undefined) return true
  if (expected instanceof RegExp) return expected.test(String(error))
  if (typeof expected !== 'function')
    return Object.entries(expected).every(([name, value]) =>
      isDeepStrictEqual((error as Record<string, unknown>)[name], value),
    )
  if (expected.prototype !== undefined && error instanceof expected) return true
  return !(expected.prototype instanceof Error) && (expected as (e: unknown) => boolean)(error)
}

/**
 * The part of `assert` that handlers and their tests use; loose comparisons are strict ones.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeAssert() {
  const ok = (value: unknown, message?: Message) =>
    check(Boolean(value), '==', value, true, message ?? 'The expression evaluated to a falsy value')
  const strictEqual = (a: unknown, b: unknown, message?: Message) =>
    check(Object.is(a, b), 'strictEqual', a, b, message)
  const notStrictEqual = (a: unknown, b: unknown, message?: Message) =>
    check(!Object.is(a, b), 'notStrictEqual', a, b, message)
  const deepStrictEqual = (a: unknown, b: unknown, message?: Message) =>
    check(isDeepStrictEqual(a, b), 'deepStrictEqual', a, b, message)
  const notDeepStrictEqual = (a: unknown, b: unknown, message?: Message) =>
    check(!isDeepStrictEqual(a, b), 'notDeepStrictEqual', a, b, message)
  const missing = new AssertionError({ message: 'Missing expected exception.' })
  const judge = (error: unknown, expected?: Expected) => {
    if (!matches(error, expected)) throw error
  }
  const methods = {
    ok,
    strictEqual,
    notStrictEqual,
    deepStrictEqual,
    notDeepStrictEqual,
    equal: strictEqual,
    notEqual: notStrictEqual,
    deepEqual: deepStrictEqual,
    notDeepEqual: notDeepStrictEqual,
    match: (text: string, pattern: RegExp, message?: Message) =>
      check(pattern.test(text), 'match', text, pattern, message),
    fail(message: Message = 'Failed') {
      throw message instanceof Error ? message : new AssertionError({ message })
    },
    throws(run: () => unknown, expected?: Expected) {
      try {
        run()
      } catch (error) {
        return judge(error, expected)
      }
      throw missing
    },
    async rejects(work: Promise<unknown> | (() => Promise<unknown>), expected?: Expected) {
      try {
        await (typeof work === 'function' ? work() : work)
      } catch (error) {
        return judge(error, expected)
      }
      throw missing
    },
    AssertionError,
  }
  const assert = Object.assign((value: unknown, message?: Message) => ok(value, message), methods)
  return Object.assign(assert, { strict: assert })
}
