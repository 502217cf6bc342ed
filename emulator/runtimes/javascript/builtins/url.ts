import { makeQuerystring } from './querystring'

const LEGACY = /^([a-z][a-z\d+.-]*:)?(\/\/)?(?:([^@/?#]*)@)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i

/** The parts that `url.parse` gave before there was `URL`; absent parts are null. */
function parse(text: string, asObject = false) {
  const [, protocol, slashes, auth, authority, path, search, hash] = LEGACY.exec(text) ?? []
  const host = slashes ? (authority ?? '') : ''
  const pathname = slashes ? path : `${authority ?? ''}${path ?? ''}`
  const [, hostname = host, port = null] = /^(.*):(\d+)$/.exec(host) ?? []
  const query = search?.slice(1) ?? null
  return {
    protocol: protocol ?? null,
    slashes: slashes ? true : null,
    auth: auth ?? null,
    host: host || null,
    hostname: hostname || null,
    port,
    hash: hash ?? null,
    search: search ?? null,
    query: asObject ? makeQuerystring().parse(query ?? '') : query,
    pathname: pathname || null,
    path: `${pathname ?? ''}${search ?? ''}` || null,
    href: text,
  }
}

/**
 * Node's `url`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeUrl() {
  return {
    URL,
    URLSearchParams,
    parse,
    format: (value: unknown) =>
      typeof value === 'object' && value !== null && 'href' in value
        ? String(value.href)
        : String(value),
    resolve: (from: string, to: string) => {
      const base = new URL(from, 'resolve://')
      const { href, protocol, pathname, search, hash } = new URL(to, base)
      return protocol === 'resolve:' ? pathname + search + hash : href
    },
    fileURLToPath: (value: string | URL) => decodeURIComponent(new URL(value).pathname),
    pathToFileURL: (value: string) => new URL(`file://${encodeURI(value)}`),
  }
}
