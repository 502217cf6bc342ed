import type { Json } from '../../../schema/json'
import { Buffer } from '../builtins/buffer'

/** Members that are text on the way although the SDK takes bytes for them. */
const TEXT_MEMBERS = new Set(['Body', 'Payload'])
/** `Data` is bytes everywhere, and text to a WebSocket client. */
const isText = (service: string, member: string) =>
  TEXT_MEMBERS.has(member) || (service === 'execute-api' && member === 'Data')

/** Input as it travels: bytes in base64 (or as text where a service keeps text), dates in seconds. */
export function toWire(service: string, value: unknown, member = ''): Json {
  if (typeof value === 'string') {
    // What is bytes to the service may be given as text, as `Data` of a stream often is.
    const bytes = service === 'kinesis' && member === 'Data'
    return bytes ? Buffer.from(value).toString('base64') : value
  }
  if (value instanceof Uint8Array)
    return Buffer.from(value).toString(isText(service, member) ? 'utf8' : 'base64')
  if (value instanceof Date) return value.getTime() / 1000
  if (Array.isArray(value)) return value.map((one) => toWire(service, one, member))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined && typeof one !== 'function')
        .map(([name, one]) => [name, toWire(service, one, name)]),
    )
  return value === undefined || typeof value === 'bigint' ? String(value) : (value as Json)
}

/** Attribute values of DynamoDB with their bytes as bytes. */
export function bytesInAttributes(value: Json): unknown {
  if (Array.isArray(value)) return value.map(bytesInAttributes)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
  const [[type, inner] = []] = entries
  if (entries.length === 1 && type === 'B' && typeof inner === 'string')
    return { B: Uint8Array.from(Buffer.from(inner, 'base64')) }
  return Object.fromEntries(entries.map(([name, one]) => [name, bytesInAttributes(one)]))
}

const encoded = (bytes: Uint8Array, encoding = 'utf8') =>
  Buffer.from(bytes).toString(encoding as BufferEncoding)

/** Bytes that can tell themselves as text: a function's payload. */
export function payloadBytes(text: string): Uint8Array {
  const bytes = Uint8Array.from(Buffer.from(text))
  return Object.assign(bytes, {
    transformToString: (encoding?: string) => encoded(bytes, encoding),
  })
}

/**
 * An object's body: read once through one of the transforms, `for await`, or `data` and `end`.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/s3/command/GetObjectCommand/
 */
export class BodyStream {
  private taken = false
  constructor(private readonly bytes: Uint8Array) {}

  private take(): Uint8Array {
    if (this.taken) throw new Error('The stream has already been transformed.')
    this.taken = true
    return this.bytes
  }
  async transformToString(encoding?: string): Promise<string> {
    return encoded(this.take(), encoding)
  }
  async transformToByteArray(): Promise<Uint8Array> {
    return this.take()
  }
  transformToWebStream(): ReadableStream {
    return new Blob([this.take() as BlobPart]).stream()
  }
  async *[Symbol.asyncIterator]() {
    yield Buffer.from(this.take())
  }
  on(event: string, listener: (chunk?: unknown) => void): this {
    if (event === 'data') queueMicrotask(() => listener(Buffer.from(this.take())))
    if (event === 'end') queueMicrotask(() => queueMicrotask(() => listener()))
    return this
  }
  setEncoding(): this {
    return this
  }
}
