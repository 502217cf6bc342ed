import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Reply {
  status: number
  cookies: string[]
  text: string
}

/** One browser's worth of requests: a single connection that is kept open, and its session. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #cookies = new Map<string, string>()

  constructor(readonly origin: string) {}

  send(method: 'GET' | 'POST', path: string, type?: string, body?: string): Promise<Reply> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      origin: this.origin,
      ...(cookie ? { cookie } : {}),
      ...(type && body !== undefined
        ? { 'content-type': type, 'content-length': Buffer.byteLength(body) }
        : {}),
    }
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.origin}${path}`,
        { method, headers, agent: this.#agent },
        (got) => {
          const chunks: Buffer[] = []
          got.on('data', (chunk: Buffer) => chunks.push(chunk))
          got.on('error', reject)
          got.on('end', () => {
            const cookies = got.headers['set-cookie'] ?? []
            for (const pair of cookies.map((line) => line.split(';')[0] ?? '')) {
              const at = pair.indexOf('=')
              this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
            }
            const text = Buffer.concat(chunks).toString('utf8')
            resolve({ status: got.statusCode ?? 0, cookies, text })
          })
        },
      )
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A server may close a connection that rested just when the next request is on its way.
        if (sent.reusedSocket && error.code === 'ECONNRESET')
          resolve(this.send(method, path, type, body))
        else reject(error)
      })
      sent.end(body)
    })
  }

  async postJson(path: string, body: unknown): Promise<unknown> {
    const { status, text } = await this.send('POST', path, 'application/json', JSON.stringify(body))
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`)
    return JSON.parse(text)
  }

  /** Enters as a new guest through the app's own sign-in, which leaves the session cookie. */
  async enterAsGuest(): Promise<void> {
    const { csrfToken } = JSON.parse((await this.send('GET', '/api/auth/csrf')).text)
    const form = new URLSearchParams({
      csrfToken,
      guestKey: randomUUID(),
      timeZone: 'Europe/Zurich',
      callbackUrl: this.origin,
      json: 'true',
    })
    const { status, text } = await this.send(
      'POST',
      '/api/auth/callback/guest',
      'application/x-www-form-urlencoded',
      form.toString(),
    )
    if (status >= 400 || ![...this.#cookies.keys()].some((name) => name.includes('session-token')))
      throw new Error(`no guest session: ${status} ${text.slice(0, 300)}`)
  }

  /** The session as the browser would hold it, for pages that Chromium opens. */
  session(): { name: string; value: string; url: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.origin }))
  }

  close(): void {
    this.#agent.destroy()
  }
}
