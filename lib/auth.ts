import 'server-only'
import { cookies } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import { decode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { env } from './env'

declare const brand: unique symbol
/** The id of a learner whose session was proven. Only this file makes one. */
export type UserId = string & { readonly [brand]: 'UserId' }

const MONTHS_6 = 60 * 60 * 24 * 183

const secure = () => env().NEXTAUTH_URL.startsWith('https:')
const cookieName = () => `${secure() ? '__Secure-' : ''}next-auth.session-token`

/** How the two ways in are checked; each returns the learner's id, or null to refuse. */
export interface Doors {
  guest(guestKey: string, timeZone: string): Promise<string | null>
  account(email: string, password: string, address: string): Promise<string | null>
}

const field = (type: string) => ({ label: type, type })

/** next-auth's options. What a guest or an account is, the learner's room decides. */
export function authOptions(doors: Doors): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: MONTHS_6 },
    useSecureCookies: secure(),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        id: 'guest',
        credentials: { guestKey: field('text'), timeZone: field('text') },
        authorize: async (given) => {
          const id = await doors.guest(given?.guestKey ?? '', given?.timeZone ?? '')
          return id === null ? null : { id }
        },
      }),
      Credentials({
        id: 'account',
        credentials: { email: field('email'), password: field('password') },
        authorize: async (given, request) => {
          const address = String(request.headers?.['x-forwarded-for'] ?? 'local')
          const id = await doors.account(given?.email ?? '', given?.password ?? '', address)
          return id === null ? null : { id }
        },
      }),
    ],
  }
}

/** Who is asking, by the session cookie; null without a valid one. */
export async function currentUser(): Promise<UserId | null> {
  const token = (await cookies()).get(cookieName())?.value
  if (!token) return null
  try {
    const claims = await decode({ token, secret: env().NEXTAUTH_SECRET })
    return claims?.sub ? (claims.sub as UserId) : null
  } catch {
    return null
  }
}
