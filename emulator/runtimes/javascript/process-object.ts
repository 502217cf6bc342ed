import EventEmitter from 'events'
import { nodeMajor } from './handler'
import type { Timers } from './timers'

/** Thrown by `process.exit`, to leave the code that called it; nothing is meant to catch it. */
export class ExitSignal extends Error {
  constructor(readonly status: number) {
    super(`process.exit(${status})`)
  }
}

/**
 * `process` as a handler on Lambda sees it.
 * @param exit is told the status before the signal is thrown
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function makeProcess(kit: {
  environment: Record<string, string>
  runtime: string
  memoryMb: number
  timers: Timers
  write(text: string): void
  exit(status: number): void
  /** World milliseconds since the environment began. */
  uptimeMs(): number
}): Record<string, unknown> {
  const emitter = new EventEmitter()
  const version = `v${nodeMajor(kit.runtime)}.0.0`
  const stream = {
    isTTY: false,
    writable: true,
    write(text: unknown) {
      kit.write(typeof text === 'string' ? text : new TextDecoder().decode(text as Uint8Array))
      return true
    },
    on() {},
    end() {},
  }
  const nanoseconds = () => BigInt(Math.round(kit.uptimeMs() * 1e6))
  const hrtime = (since?: [number, number]) => {
    const total =
      nanoseconds() - (since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n)
    return [Number(total / 1_000_000_000n), Number(total % 1_000_000_000n)]
  }
  const used = () => ({
    rss: 64 * 2 ** 20,
    heapTotal: 16 * 2 ** 20,
    heapUsed: 12 * 2 ** 20,
    external: 2 ** 20,
    arrayBuffers: 2 ** 16,
  })
  return Object.assign(Object.create(emitter) as Record<string, unknown>, {
    env: variables(kit.environment),
    version,
    versions: { node: version.slice(1) },
    release: { name: 'node' },
    platform: 'linux',
    arch: kit.environment.AWS_LAMBDA_ARCHITECTURE === 'arm64' ? 'arm64' : 'x64',
    argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
    execArgv: [],
    execPath: '/var/lang/bin/node',
    title: 'node',
    pid: 2,
    ppid: 1,
    exitCode: undefined,
    cwd: () => '/var/task',
    chdir() {},
    umask: () => 0o22,
    nextTick: (run: (...args: unknown[]) => void, ...args: unknown[]) =>
      queueMicrotask(() => run(...args)),
    uptime: () => kit.uptimeMs() / 1000,
    hrtime: Object.assign(hrtime, { bigint: nanoseconds }),
    memoryUsage: Object.assign(used, { rss: () => used().rss }),
    cpuUsage: () => ({ user: 0, system: 0 }),
    constrainedMemory: () => kit.memoryMb * 2 ** 20,
    emitWarning: (warning: unknown) => stream.write(`(node:2) Warning: ${warning}\n`),
    exit(status: unknown = 0) {
      const code = Number(status) | 0
      kit.exit(code)
      throw new ExitSignal(code)
    },
    abort() {
      kit.exit(134)
      throw new ExitSignal(134)
    },
    stdout: stream,
    stderr: stream,
    [Symbol.toStringTag]: 'process',
  })
}

/** Environment variables are texts, whatever is assigned. */
function variables(environment: Record<string, string>): Record<string, string> {
  return new Proxy(
    { ...environment },
    {
      set: (target, name, value) => Reflect.set(target, name, String(value)),
    },
  )
}
