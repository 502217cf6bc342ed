import NextAuth from 'next-auth'
import { enterAsGuest, getLearner, signInToAccount } from '@/features/learner/data'
import { authOptions, currentUser, type Doors } from '@/lib/auth'
import { done } from '@/lib/outcome'

type Context = { params: Promise<{ nextauth: string[] }> }

const MOST_BYTES = 8 * 1024

/** Whoever has a session keeps it: a guest's key must never displace an account. */
const guest: Doors['guest'] = async (guestKey, timeZone, address) => {
  const here = await currentUser()
  return here && (await getLearner(here)) ? done(here) : enterAsGuest(guestKey, timeZone, address)
}

const handle = (request: Request, context: Context): Promise<Response> =>
  NextAuth(request as never, context as never, authOptions({ guest, account: signInToAccount }))

export async function POST(request: Request, context: Context): Promise<Response> {
  const size = Number(request.headers.get('content-length') ?? Number.NaN)
  return size <= MOST_BYTES
    ? handle(request, context)
    : Response.json({ error: 'The request is too large.' }, { status: 413 })
}

export { handle as GET }
