/** Lower-case names of headers with a fate of their own. */
const names = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/[\s,]+/))

/**
 * Never forwarded, never visible to mappings and templates.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export const DROPPED_FROM_CLIENT = names(
  `Connection, Content-Length, Content-MD5, Expect, Max-Forwards, Proxy-Authenticate, Server, TE,
   Transfer-Encoding, Trailer, Upgrade, WWW-Authenticate`,
)

/** Mapping one of these makes the integration fail before it is called. */
export const FORBIDDEN_TO_MAP = names('Content-Length, Transfer-Encoding')
export const FORBIDDEN_TO_MAP_FOR_AWS = names(
  `Authorization, Connection, Expect, Proxy-Authenticate, TE, X-Amzn-Trace-Id,
   X-Amzn-Apigateway-Api-Id`,
)

/** Mapped response headers that come out as `x-amzn-Remapped-<Name>`. */
export const REMAPPED_RESPONSE = names(
  `Authorization, Connection, Content-Length, Content-MD5, Date, Expect, Host, Max-Forwards,
   Proxy-Authenticate, Server, Trailer, Upgrade, User-Agent, WWW-Authenticate`,
)
export const DROPPED_RESPONSE = names('Transfer-Encoding, Via')

/** What a proxy function sets and the gateway renames. */
export const REMAPPED_PROXY = names('Connection, Content-Length, Date, Server')
export const DROPPED_PROXY = names('Transfer-Encoding')

/** What an HTTP_PROXY backend sets and the gateway renames. */
export const REMAPPED_BACKEND = names('Connection, Content-Length, Date, Server, x-amzn-RequestId')
