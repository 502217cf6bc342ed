/** What Lambda's Node.js client posts about an error. */
export interface ErrorPayload {
  errorType: string
  errorMessage: string
  trace: string[]
}

/** An error of the runtime's own, named as AWS names it. */
export class RuntimeFault extends Error {
  constructor(kind: string, message: string, stack?: string) {
    super(message)
    this.name = `Runtime.${kind}`
    this.stack = stack ?? `${this.name}: ${message}`
  }
}

export const CALLBACKS_REFUSED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.'

export const NODE_EXIT =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes'

const UNREADABLE =
  'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'

const isError = (value: unknown): value is Error =>
  value instanceof Error ||
  (typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'message' in value &&
    'stack' in value &&
    [value.name, value.message, value.stack].every((part) => part && typeof part === 'string'))

/**
 * The payload of an error, or of anything else that was thrown.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function payloadOf(thrown: unknown): ErrorPayload {
  try {
    if (isError(thrown))
      return {
        errorType: thrown.name,
        errorMessage: thrown.message,
        trace: String(thrown.stack ?? '').split('\n'),
      }
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] }
  } catch {
    return { errorType: 'handled', errorMessage: UNREADABLE, trace: [] }
  }
}

/** An error as the log shows it: a tab and JSON, its own properties included. */
export function logged(thrown: unknown): string {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (!(thrown instanceof Error)) error.stack = `Error: ${error.message}`
  try {
    return `\t${JSON.stringify(error, (_, value) =>
      value instanceof Error
        ? {
            errorType: value.name,
            errorMessage: value.message,
            code: (value as { code?: unknown }).code,
            ...value,
            stack: String(value.stack ?? '').split('\n'),
          }
        : value,
    )}`
  } catch {
    return `\t${JSON.stringify(payloadOf(error))}`
  }
}
