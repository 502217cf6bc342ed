import type { Exchange, InvocationRecord } from '@/emulator'

/** The error a run ended with, as its payload tells it. */
export interface RunError {
  type: string
  message: string
  trace: string[]
}

/** The error object of a run's payload; null when the run did not fail. */
export function errorOf(run: InvocationRecord | undefined): RunError | null {
  if (!run?.functionError) return null
  try {
    const { errorType, errorMessage, trace, stackTrace } = JSON.parse(run.payload) as {
      [name: string]: unknown
    }
    const lines = [trace, stackTrace].find(Array.isArray) ?? []
    return {
      type: typeof errorType === 'string' ? errorType : 'Error',
      message: typeof errorMessage === 'string' ? errorMessage : '',
      trace: lines.map(String),
    }
  } catch {
    return { type: 'Error', message: run.payload, trace: [] }
  }
}

/** Where in the function's own files a run failed. */
export interface ErrorPlace {
  file: string
  line: number
  column: number
  message: string
}

/**
 * The innermost place in the function's own files that an error names: Python tells its calls from
 * the outside in, Node from the inside out. Null where none is named, as in a time-out.
 */
export function placeOfError(run: InvocationRecord | undefined): ErrorPlace | null {
  const error = errorOf(run)
  if (!error) return null
  const text = [error.message, ...error.trace].join('\n')
  const places = [
    ...text.matchAll(/\/var\/task\/([^\s":()]+)"?(?:,? [Ll]ine |:)(\d+)(?::(\d+))?/g),
  ].filter(([, file = '']) => !file.startsWith('node_modules/'))
  const isPython = /" ?,? [Ll]ine /.test(text)
  const [, file, line, column] = (isPython ? places.at(-1) : places[0]) ?? []
  if (!file || !line) return null
  return {
    file,
    line: Number(line),
    column: Number(column ?? 1),
    message: `${error.type}: ${error.message}`,
  }
}

/** What a message says about a failed run, and the line that helps; the first match is told. */
const OF_RUNS: readonly [RegExp, string][] = [
  [
    /HandlerNotFound|is undefined or not exported|Handler '.*' missing on module|Runtime\.MalformedHandlerName|Bad handler/,
    'The handler setting is file.function: the part before the dot is the file’s name without its ending, the part after it is a function that the file exports.',
  ],
  [
    /Runtime\.ImportModuleError.*(boto3|aws-sdk|requests|numpy|pandas)|No module named '(requests|numpy|pandas)/,
    'Lambda has only the runtime’s own libraries and the AWS SDK; anything else is packaged with the function or in a layer.',
  ],
  [
    /Runtime\.ImportModuleError|Cannot find (module|package)|No module named|MODULE_NOT_FOUND/,
    'Look at the name in the import: a file of yours needs ./ and its ending in JavaScript; a package must be in the deployment package or a layer.',
  ],
  [
    /UserCodeSyntaxError|SyntaxError|IndentationError|TabError/,
    'The file could not be read, so INIT failed and no handler ran: the line is in the message or the trace.',
  ],
  [
    /Sandbox\.Timedout|Task timed out/,
    'The function was stopped at its time-out. Raise it, or wait for less: what waits costs as much as what computes.',
  ],
  [
    /Runtime\.ExitError|OutOfMemory|signal: killed/,
    'The process ended before it answered: too little memory, or the code left it.',
  ],
  [
    /Runtime\.MarshalError|not JSON serializable|circular structure|BigInt/,
    'What a handler returns becomes JSON: turn sets, dates, decimals and big integers into plain values first.',
  ],
  [
    /Cannot read propert(y|ies) of (undefined|null)|KeyError|'NoneType' object/,
    'The event does not have what the code reads. Payload formats 1.0 and 2.0 differ: httpMethod became requestContext.http.method, and absent maps are null in 1.0.',
  ],
  [
    /JSONDecodeError|Unexpected (token|end of JSON)|is not valid JSON/,
    'event.body is text: it may be null, empty or base64. Check before parsing, and answer 400 when it is broken.',
  ],
  [
    /ResourceNotFoundException|NoSuchBucket|QueueDoesNotExist/,
    'The world has no such resource. Stock it in the scenario, or mind the name in the environment variable.',
  ],
]

/** What a step's rule says about an answer of the gateway, and the line that helps. */
const OF_STEPS: readonly [RegExp, string][] = [
  [
    /^rest\.unknown-route|^rest\.not-found/,
    'REST APIs say Missing Authentication Token for a path or verb that does not exist: look at the stage in the path first.',
  ],
  [/^http\.not-found/, 'No route of the HTTP API matches this verb and path.'],
  [
    /^proxy\.|^http\.function-error/,
    'A proxy integration must return an object with statusCode, and a body that is text: JSON.stringify or json.dumps it.',
  ],
]

const TOO_LARGE =
  'API Gateway takes 10 MB and Lambda 6 MB: send large files straight to S3 with a pre-signed URL.'

/** One plain sentence for an exchange that went wrong; null when nothing did or none is known. */
export function helpFor(exchange: Exchange): string | null {
  const error = errorOf(exchange.invocations.at(-1))
  if (error) {
    const text = `${error.type}: ${error.message}`
    return OF_RUNS.find(([pattern]) => pattern.test(text))?.[1] ?? null
  }
  if (exchange.response?.status === 413) return TOO_LARGE
  const stopped = exchange.steps.find(({ verdict }) => verdict === 'stop')
  if (!stopped) return null
  const { rule, sentence } = stopped.because
  return OF_STEPS.find(([pattern]) => pattern.test(rule))?.[1] ?? sentence
}
