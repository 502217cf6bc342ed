import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { Randomness } from '../randomness'
import { Buffer } from './buffer'

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 }
type Algorithm = keyof typeof HASHES

interface Running {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}

function algorithm(name: string) {
  const known = HASHES[name.toLowerCase().replace('-', '') as Algorithm]
  if (!known) throw new Error('Digest method not supported')
  return known
}

const bytesOf = (data: unknown, encoding?: string): Uint8Array =>
  typeof data === 'string'
    ? Buffer.from(data, (encoding ?? 'utf8') as BufferEncoding)
    : Buffer.from(data as Uint8Array)

/** What `createHash` and `createHmac` give. */
class Digest {
  private done = false

  constructor(private readonly running: Running) {}

  update(data: unknown, encoding?: string): this {
    this.running.update(bytesOf(data, encoding))
    return this
  }
  digest(encoding?: string): string | Buffer {
    if (this.done) throw new Error('Digest already called')
    this.done = true
    const bytes = Buffer.from(this.running.digest())
    return encoding ? bytes.toString(encoding as BufferEncoding) : bytes
  }
}

function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.byteLength !== b.byteLength)
    throw new RangeError('Input buffers must have the same byte length')
  let difference = 0
  for (let i = 0; i < a.byteLength; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return difference === 0
}

/**
 * The part of `crypto` that handlers use: digests, comparison, and chance from the world's seed.
 * @param webCrypto `crypto.webcrypto`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeCrypto(randomness: Randomness, webCrypto: unknown) {
  return {
    randomUUID: randomness.uuid,
    randomBytes(size: number, callback?: (error: null, bytes: Buffer) => void) {
      const bytes = Buffer.from(randomness.bytes(size))
      if (callback) queueMicrotask(() => callback(null, bytes))
      return callback ? undefined : bytes
    },
    randomInt: (first: number, second?: number) =>
      second === undefined ? randomness.integer(0, first) : randomness.integer(first, second),
    randomFillSync: <T extends ArrayBufferView>(view: T) => randomness.fill(view),
    getRandomValues: <T extends ArrayBufferView>(view: T) => randomness.fill(view),
    createHash: (name: string) => new Digest(algorithm(name).create()),
    createHmac: (name: string, key: unknown) =>
      new Digest(hmac.create(algorithm(name), bytesOf(key))),
    hash: (name: string, data: unknown, encoding = 'hex') =>
      new Digest(algorithm(name).create()).update(data).digest(encoding),
    getHashes: () => Object.keys(HASHES),
    timingSafeEqual,
    webcrypto: webCrypto,
  }
}

/** `globalThis.crypto`: the platform's ciphers, which the event loop waits for, and seeded chance. */
export function makeWebCrypto(
  native: Crypto,
  randomness: Randomness,
  hold: <T>(work: Promise<T>) => Promise<T>,
) {
  const subtle = new Proxy(native.subtle ?? {}, {
    get(target, name) {
      const found = Reflect.get(target, name, target) as unknown
      if (typeof found !== 'function') return found
      return (...args: unknown[]) => hold(Reflect.apply(found, target, args) as Promise<unknown>)
    },
  })
  return {
    subtle,
    randomUUID: randomness.uuid,
    getRandomValues: <T extends ArrayBufferView>(view: T) => randomness.fill(view),
  }
}
