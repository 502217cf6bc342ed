import NextAuth from 'next-auth'
import { enterAsGuest, signInToAccount } from '@/features/learner/data'
import { authOptions } from '@/lib/auth'

type Context = { params: Promise<{ nextauth: string[] }> }

const handle = (request: Request, context: Context): Promise<Response> =>
  NextAuth(
    request as never,
    context as never,
    authOptions({ guest: enterAsGuest, account: signInToAccount }),
  )

export { handle as GET, handle as POST }
