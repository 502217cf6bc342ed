import type { Json } from '../../schema/json'
import { Buffer } from './builtins/buffer'
import type { Realm } from './realm'

/**
 * `fetch` to the world's endpoints; nothing leaves it. A URL that nobody answers fails as an
 * unknown host does in Node.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
 */
export function makeFetch(realm: Pick<Realm, 'ask'>) {
  return async (resource: unknown, init?: RequestInit): Promise<Response> => {
    const request = new Request(resource as string, init)
    const body = Buffer.from(await request.arrayBuffer())
    const answer = await realm.ask({
      service: 'http',
      action: 'Fetch',
      input: {
        url: request.url,
        method: request.method,
        headers: Object.fromEntries(request.headers as unknown as Iterable<[string, string]>),
        body: body.toString('base64'),
      },
    })
    if (answer.status === 0) {
      const { hostname } = new URL(request.url)
      const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
        code: 'ENOTFOUND',
        syscall: 'getaddrinfo',
        hostname,
      })
      throw Object.assign(new TypeError('fetch failed'), { cause })
    }
    const { headers, body: text } = answer.output as { headers: Record<string, Json>; body: string }
    const list = Object.entries(headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map(
        (one) => [name, String(one)] as [string, string],
      ),
    )
    const empty = [101, 204, 205, 304].includes(answer.status)
    return new Response(empty ? null : (Buffer.from(text, 'base64') as unknown as BodyInit), {
      status: answer.status,
      headers: list,
    })
  }
}
