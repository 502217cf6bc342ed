import 'server-only'
import { cookies } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import { decode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { SENTENCE } from './auth-client'
import { storageTrouble } from './db'
import { env } from './env'
import { type Outcome, refuse } from './outcome'

declare const brand: unique symbol
/** The id of a learner whose session was proven. Only this file makes one. */
export type UserId = string & { readonly [brand]: 'UserId' }

const MONTHS_6 = 60 * 60 * 24 * 183

const secure = () => env().NEXTAUTH_URL.startsWith('https:')
const cookieName = () => `${secure() ? '__Secure-' : ''}next-auth.session-token`

/** How the two ways in are checked; each returns the learner's id, or says why not. */
export interface Doors {
  guest(guestKey: string, timeZone: string, address: string): Promise<Outcome<string>>
  account(email: string, password: string, address: string): Promise<Outcome<string>>
}

const field = (type: string) => ({ label: type, type })

interface Asking {
  headers?: Record<string, unknown> | undefined
}

const addressOf = ({ headers }: Asking) => String(headers?.['x-forwarded-for'] ?? 'local')

/** The user next-auth asks for; what it throws reaches the form that asked. */
async function letIn(outcome: Promise<Outcome<string>>): Promise<{ id: string }> {
  const entered = await outcome.catch((error: unknown): Outcome<string> => {
    const trouble = storageTrouble(error)
    if (trouble === null) console.error(error)
    return refuse(trouble ?? 'Something went wrong on the server. Try again in a minute.')
  })
  if (!entered.ok) throw new Error(`${SENTENCE}${entered.error}`)
  return { id: entered.value }
}

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
        authorize: (given, request) =>
          letIn(doors.guest(given?.guestKey ?? '', given?.timeZone ?? '', addressOf(request))),
      }),
      Credentials({
        id: 'account',
        credentials: { email: field('email'), password: field('password') },
        authorize: (given, request) =>
          letIn(doors.account(given?.email ?? '', given?.password ?? '', addressOf(request))),
      }),
    ],
  }
}

// A token says the same until it ends; opening it costs more than the rest of a small request.
const MOST_TOKENS = 2_000
const opened = new Map<string, { sub: string; endsAt: number }>()

/** Who is asking, by the session cookie; null without a valid one. */
export async function currentUser(): Promise<UserId | null> {
  const token = (await cookies()).get(cookieName())?.value
  if (!token) return null
  const known = opened.get(token)
  if (known) return known.endsAt > Date.now() ? (known.sub as UserId) : null
  try {
    const claims = await decode({ token, secret: env().NEXTAUTH_SECRET })
    if (!claims?.sub) return null
    if (opened.size >= MOST_TOKENS) opened.clear()
    opened.set(token, { sub: claims.sub, endsAt: Number(claims.exp) * 1000 })
    return claims.sub as UserId
  } catch {
    return null
  }
}
