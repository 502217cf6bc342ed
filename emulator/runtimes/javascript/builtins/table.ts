import EventEmitter from 'events'
import path from 'path-browserify'
import type { Realm } from '../realm'
import { makeAssert } from './assert'
import { Buffer } from './buffer'
import { makeCrypto } from './crypto'
import { makeFs } from './fs'
import { makeQuerystring } from './querystring'
import { makeUrl } from './url'
import { makeUtil } from './util'

/** Holds a value for each asynchronous flow on AWS; here one invocation runs at a time. */
class AsyncLocalStorage {
  private store: unknown
  run(store: unknown, action: (...args: unknown[]) => unknown, ...args: unknown[]) {
    const before = this.store
    this.store = store
    const back = () => {
      this.store = before
    }
    try {
      const result = action(...args)
      if (result instanceof Promise) return result.finally(back)
      back()
      return result
    } catch (error) {
      back()
      throw error
    }
  }
  enterWith(store: unknown) {
    this.store = store
  }
  getStore() {
    return this.store
  }
}

/** `events` lacks what came after it was written. */
function makeEvents() {
  const once = (emitter: EventEmitter, name: string) =>
    new Promise((resolve, reject) => {
      const fail = (error: unknown) => {
        emitter.removeListener(name, succeed)
        reject(error)
      }
      const succeed = (...args: unknown[]) => {
        emitter.removeListener('error', fail)
        resolve(args)
      }
      emitter.once(name, succeed)
      if (name !== 'error') emitter.once('error', fail)
    })
  return Object.assign(EventEmitter, { EventEmitter, once, default: EventEmitter })
}

/**
 * The built-in modules a handler can load, by name without `node:`; each made when first asked
 * for. Others do not exist here, and loading them fails as a missing module does.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeBuiltins(
  realm: Realm,
  requireFrom: (file: string) => unknown,
): (name: string) => unknown {
  const { timers } = realm
  const posix = Object.assign({}, path, { posix: path })
  const makers: Record<string, () => unknown> = {
    assert: makeAssert,
    'assert/strict': makeAssert,
    async_hooks: () => ({ AsyncLocalStorage }),
    buffer: () => ({ Buffer, Blob, atob, btoa, constants: { MAX_LENGTH: 2 ** 31 } }),
    crypto: () => makeCrypto(realm.randomness, realm.webCrypto),
    events: makeEvents,
    fs: () => makeFs(realm.files, (run) => void timers.setImmediate(run)),
    'fs/promises': () => (builtin('fs') as { promises: unknown }).promises,
    module: () => ({
      createRequire: (from: string | URL) => requireFrom(String(from).replace('file://', '')),
    }),
    os: () => ({
      EOL: '\n',
      tmpdir: () => '/tmp',
      hostname: () => '169.254.0.1',
      platform: () => 'linux',
      type: () => 'Linux',
      arch: () => realm.process.arch,
      cpus: () => [
        { model: 'virtual', speed: 2500 },
        { model: 'virtual', speed: 2500 },
      ],
      totalmem: () => Number(realm.environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128) * 2 ** 20,
      freemem: () => Number(realm.environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128) * 2 ** 19,
      homedir: () => '/home/sbx_user1051',
    }),
    path: () => posix,
    'path/posix': () => posix,
    perf_hooks: () => ({ performance: realm.performance }),
    process: () => realm.process,
    querystring: makeQuerystring,
    timers: () => timers,
    'timers/promises': () => timers.promises,
    url: makeUrl,
    util: makeUtil,
    console: () => realm.console,
  }
  const made = new Map<string, unknown>()
  const builtin = (name: string): unknown => {
    const make = Object.hasOwn(makers, name) ? makers[name] : undefined
    if (!make) return undefined
    if (!made.has(name)) made.set(name, make())
    return made.get(name)
  }
  return builtin
}
