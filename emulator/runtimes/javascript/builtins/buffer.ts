import { Buffer as Base } from 'buffer'

const toBase64 = (text: string) => text.replaceAll('-', '+').replaceAll('_', '/')
const toUrl = (text: string) => text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
const isUrl = (encoding: unknown) => String(encoding).toLowerCase() === 'base64url'

/** The package knows no `base64url`, the encoding of every JSON Web Token. */
function extended(): typeof Base {
  const { from, byteLength, isEncoding } = Base
  const { toString: print, write } = Base.prototype
  type Any = (...args: unknown[]) => never
  Object.assign(Base, {
    from: (value: unknown, encoding?: unknown, length?: unknown) =>
      typeof value === 'string' && isUrl(encoding)
        ? (from as Any)(toBase64(value), 'base64')
        : (from as Any)(value, encoding, length),
    byteLength: (value: unknown, encoding?: unknown) =>
      typeof value === 'string' && isUrl(encoding)
        ? (from as unknown as (text: string, encoding: string) => Base)(toBase64(value), 'base64')
            .length
        : (byteLength as Any)(value, encoding),
    isEncoding: (encoding: string) => isUrl(encoding) || isEncoding(encoding),
  })
  Object.assign(Base.prototype, {
    toString(this: Base, encoding?: unknown, start?: number, end?: number) {
      return isUrl(encoding)
        ? toUrl(print.call(this, 'base64', start, end))
        : print.call(this, encoding as BufferEncoding, start, end)
    },
    write(this: Base, text: string, ...rest: unknown[]) {
      const at = rest.findIndex(isUrl)
      if (at === -1) return (write as Any).call(this, text, ...rest)
      rest[at] = 'base64'
      return (write as Any).call(this, toBase64(text), ...rest)
    },
  })
  return Base
}

/**
 * Node's `Buffer`, the same in a process and in a browser.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export const Buffer = extended()
export type Buffer = Base
