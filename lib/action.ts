import 'server-only'
import { headers } from 'next/headers'
import { z } from 'zod'
import { currentUser, type UserId } from './auth'
import { storageTrouble } from './db'
import { env } from './env'
import { type Outcome, refuse } from './outcome'
import { type Limit, overLimit } from './rate-limit'

const SIGNED_OUT = 'Your session has ended. Reload the page to go on; nothing you saved is lost.'
const ANOTHER =
  'These answers are another learner’s, so they were not taken. They stay in this browser until that one signs in again.'
const slow = (seconds: number) => `That is a lot at once. Try again in ${seconds} s.`

type Work<T> = (userId: UserId) => Promise<Outcome<T>>

async function guarded<T>(points: number, work: Work<T>): Promise<Outcome<T>> {
  const userId = await currentUser()
  if (!userId) return refuse(SIGNED_OUT)
  const wait = await overLimit('write', userId, points)
  if (wait !== null) return refuse(slow(wait), true)
  try {
    return await work(userId)
  } catch (error) {
    const trouble = storageTrouble(error)
    if (trouble === null) throw error
    return refuse(trouble, true)
  }
}

/** A server action's body: input parsed, learner proven, storage errors told in plain words. */
export async function act<S extends z.core.$ZodType, T>(
  schema: S,
  input: unknown,
  work: (userId: UserId, value: z.core.output<S>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const parsed = z.safeParse(schema, input)
  if (!parsed.success) return refuse(`That cannot be saved: ${z.prettifyError(parsed.error)}`)
  return guarded(1, (userId) => work(userId, parsed.data))
}

/** Whether a request comes from our own pages. Browsers send Origin with every write. */
async function ownOrigin(): Promise<boolean> {
  const list = await headers()
  const origin = list.get('origin')
  if (origin === null) return list.get('sec-fetch-site') === null
  const host = list.get('x-forwarded-host') ?? list.get('host')
  return origin === new URL(env().NEXTAUTH_URL).origin || new URL(origin).host === host
}

const answer = (status: number, body: unknown, extra?: HeadersInit) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...extra } })

async function readBody(request: Request, maxBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * A versioned write route: own origin, bounded body, JSON that fits the schema, a proven learner,
 * a rate. `owner` is who the browser means by what it sends: anybody else's is refused. Every refusal
 * is JSON with `error`: 400, 401, 403, 409, 413, 429 or 503.
 */
export async function writeRoute<S extends z.core.$ZodType, T>(
  request: Request,
  schema: S,
  options: {
    maxBytes: number
    points?: (value: z.core.output<S>) => number
    owner?: (value: z.core.output<S>) => string | undefined
  },
  work: (userId: UserId, value: z.core.output<S>) => Promise<Outcome<T>>,
): Promise<Response> {
  if (!(await ownOrigin()))
    return answer(403, { error: 'This request does not come from the app.' })
  const body = await readBody(request, options.maxBytes)
  if (body === null)
    return answer(413, {
      error: `The request is larger than ${Math.floor(options.maxBytes / 1024)} KB.`,
    })
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return answer(400, { error: 'The request is not JSON.' })
  }
  const parsed = z.safeParse(schema, json)
  if (!parsed.success)
    return answer(400, { error: `The request does not fit: ${z.prettifyError(parsed.error)}` })
  const userId = await currentUser()
  if (!userId) return answer(401, { error: SIGNED_OUT })
  if ((options.owner?.(parsed.data) ?? userId) !== userId) return answer(403, { error: ANOTHER })
  const wait = await overLimit('write', userId, options.points?.(parsed.data) ?? 1)
  if (wait !== null) return answer(429, { error: slow(wait) }, { 'retry-after': String(wait) })
  try {
    const outcome = await work(userId, parsed.data)
    return outcome.ok ? answer(200, outcome.value) : answer(409, { error: outcome.error })
  } catch (error) {
    const trouble = storageTrouble(error)
    if (trouble === null) {
      console.error(error)
      return answer(500, {
        error: 'Something went wrong on the server. Nothing was saved; try again.',
      })
    }
    return answer(503, { error: trouble }, { 'retry-after': '5' })
  }
}

/**
 * Who asks a route that takes a file or hands one out: own origin, a proven learner, a rate. A
 * refusal is the response to give: 401, 403 or 429.
 */
export async function enterRoute(request: Request, limit: Limit): Promise<UserId | Response> {
  // What is only read, a page of another site can start, but never see.
  if (request.method !== 'GET' && !(await ownOrigin()))
    return answer(403, { error: 'This request does not come from the app.' })
  const userId = await currentUser()
  if (!userId) return answer(401, { error: SIGNED_OUT })
  const wait = await overLimit(limit, userId)
  return wait === null
    ? userId
    : answer(429, { error: slow(wait) }, { 'retry-after': String(wait) })
}

/**
 * A response that tells how far a long task is, a line of JSON at a time, and at last its value or
 * why there is none. The status is 200 from the first line on; storage errors are told in words.
 */
export function lineRoute<T>(
  request: Request,
  work: (tell: (line: object) => void, signal: AbortSignal) => Promise<Outcome<T>>,
): Response {
  const gone = new AbortController()
  request.signal.addEventListener('abort', () => gone.abort(), { once: true })
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async start(stream) {
      const tell = (line: object) => {
        if (!gone.signal.aborted) stream.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      try {
        const outcome = await work(tell, gone.signal)
        tell(outcome.ok ? { value: outcome.value } : { error: outcome.error })
      } catch (error) {
        const trouble = storageTrouble(error)
        if (trouble === null) console.error(error)
        const bug = 'Something went wrong on the server. Nothing was saved; try again.'
        tell({ error: trouble ?? bug })
      }
      if (!gone.signal.aborted) stream.close()
    },
    cancel: () => gone.abort(),
  })
  const headers = {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store, no-transform',
  }
  return new Response(body, { headers })
}
