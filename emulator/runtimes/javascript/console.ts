import { format, inspect } from 'node-inspect-extracted'

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const
export type Level = (typeof LEVELS)[number]

/** What a console prints by: the variables that the function's logging configuration sets. */
export interface LogSettings {
  format: 'Text' | 'JSON'
  level: Level
}

/**
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 */
export function logSettings(environment: Record<string, string | undefined>): LogSettings {
  const json = environment.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON'
  const asked = environment.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() as Level
  return { format: json ? 'JSON' : 'Text', level: LEVELS.includes(asked) ? asked : 'TRACE' }
}

interface ErrorFields {
  errorType: string
  errorMessage: string
  stackTrace: unknown
}

function errorFields(error: Error): ErrorFields {
  return {
    errorType: error.constructor?.name ?? 'UnknownError',
    errorMessage: error.message,
    stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
  }
}

function jsonLine(level: Level, time: string, requestId: string | undefined, parts: unknown[]) {
  const line: Record<string, unknown> = { timestamp: time, level, requestId }
  if (parts.length === 1) {
    line.message = parts[0]
    const replace = (_: string, value: unknown) =>
      value instanceof Error ? { ...errorFields(value), ...value } : value
    try {
      return JSON.stringify(line, replace)
    } catch {
      return JSON.stringify({ ...line, message: format(parts[0]) })
    }
  }
  line.message = format(...parts)
  const error = parts.slice(1).find((part) => part instanceof Error)
  return JSON.stringify(error ? { ...line, ...errorFields(error as Error) } : line)
}

export interface LambdaConsole {
  console: Record<string, (...parts: unknown[]) => void>
  /** Text as a process writes it; each line becomes an event, the last when it is ended. */
  write(text: string): void
  /** Passes on what is left of an unended line. */
  flush(): void
  settings: LogSettings
}

/**
 * `console` as Lambda's Node.js client patches it: one event a call, with time, request id and
 * level. Methods it does not patch print plain lines.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function makeConsole(
  settings: LogSettings,
  emit: (text: string) => void,
  now: () => number,
  requestId: () => string | undefined,
): LambdaConsole {
  let rest = ''
  let indent = ''
  const counts = new Map<string, number>()
  const starts = new Map<string, number>()
  const threshold = LEVELS.indexOf(settings.level)

  const write = (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) emit(`${line}\n`)
  }
  const at =
    (level: Level) =>
    (...parts: unknown[]) => {
      if (LEVELS.indexOf(level) < threshold) return
      const time = new Date(now()).toISOString()
      if (settings.format === 'JSON') emit(jsonLine(level, time, requestId(), parts))
      else {
        const text = format(...parts)
        const shown = indent ? text.replace(/^/gm, indent) : text
        emit(`${time}\t${requestId()}\t${level}\t${shown}\n`)
      }
    }
  const log = at('INFO')
  const warn = at('WARN')
  const count = (label = 'default') => {
    const value = (counts.get(label) ?? 0) + 1
    counts.set(label, value)
    log(`${label}: ${value}`)
  }
  const lap = (label: string, parts: unknown[]) => {
    const start = starts.get(label)
    if (start === undefined) warn(`Warning: No such label '${label}' for console.timeLog()`)
    else log(`${label}: ${now() - start}ms`, ...parts)
  }
  const group = (...parts: unknown[]) => {
    if (parts.length > 0) log(...parts)
    indent += '  '
  }

  return {
    settings,
    write,
    flush() {
      if (rest !== '') emit(rest)
      rest = ''
    },
    console: {
      log,
      info: log,
      warn,
      error: at('ERROR'),
      debug: at('DEBUG'),
      trace: at('TRACE'),
      fatal: at('FATAL'),
      dir: (value, options) => write(`${inspect(value, options as object)}\n`),
      dirxml: log,
      table: (value) => write(`${inspect(value)}\n`),
      assert(condition, ...parts) {
        if (condition) return
        const [first, ...others] = parts
        if (typeof first === 'string') warn(`Assertion failed: ${first}`, ...others)
        else warn('Assertion failed', ...parts)
      },
      count: (label) => count(label === undefined ? undefined : String(label)),
      countReset: (label = 'default') => void counts.delete(String(label)),
      group,
      groupCollapsed: group,
      groupEnd: () => {
        indent = indent.slice(2)
      },
      time: (label = 'default') => void starts.set(String(label), now()),
      timeLog: (label = 'default', ...parts) => lap(String(label), parts),
      timeEnd(label = 'default') {
        lap(String(label), [])
        starts.delete(String(label))
      },
    },
  }
}
