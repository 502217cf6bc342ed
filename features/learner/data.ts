import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { overLimit } from '@/lib/rate-limit'
import {
  type Calendar,
  credentialsSchema,
  guestKeySchema,
  type Settings,
  THEMES,
  timeZoneSchema,
} from './schema'

export interface Learner extends Settings {
  email: string | null
}

const one = <T extends string>(value: string, allowed: readonly T[], otherwise: T): T =>
  allowed.find((name) => name === value) ?? otherwise

/** The learner with settings; null where the session outlived its learner. */
export async function getLearner(userId: UserId): Promise<Learner | null> {
  const row = await db().learner.findUnique({
    where: { id: userId },
    include: { account: { select: { email: true } } },
  })
  if (!row) return null
  const { timeZone, rolloverHour, interviewOn, newPerDay, reviewsPerDay, theme, account } = row
  return {
    timeZone,
    rolloverHour,
    interviewOn,
    newPerDay,
    reviewsPerDay,
    theme: one(theme, THEMES, 'system'),
    email: account?.email ?? null,
  }
}

/** What day numbers need, inside a transaction; null where the learner is gone. */
export async function getCalendar(
  tx: Tx,
  userId: UserId,
): Promise<(Calendar & { interviewOn: string | null }) | null> {
  return tx.learner.findUnique({
    where: { id: userId },
    select: { timeZone: true, rolloverHour: true, interviewOn: true },
  })
}

/**
 * The learner of a key that a browser made: made on first sight, the same ever after, so that two
 * tabs make one. Returns the learner's id; null for a key that is not one.
 */
export async function enterAsGuest(guestKey: string, timeZone: string): Promise<string | null> {
  if (!z.safeParse(guestKeySchema, guestKey).success) return null
  if ((await overLimit('guest', 'all')) !== null) return null
  const zone = z.safeParse(timeZoneSchema, timeZone)
  const { id } = await db().learner.upsert({
    where: { guestKey },
    create: { guestKey, timeZone: zone.success ? zone.data : 'UTC' },
    update: {},
    select: { id: true },
  })
  return id
}

// Verified when there is no such account, so that the answer takes as long.
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$hJSKI1NGYIjGbkTKrJKfBPoFiJ8eSs1hOVxbGQ3WPQ8'

/** Checks an e-mail and password. Returns the learner's id, or null without saying which was wrong. */
export async function signInToAccount(
  email: string,
  password: string,
  address: string,
): Promise<string | null> {
  const parsed = z.safeParse(credentialsSchema, { email, password })
  if (!parsed.success) return null
  const limited =
    (await overLimit('signIn', parsed.data.email)) ??
    (await overLimit('signIn', `${address}|${parsed.data.email}`))
  if (limited !== null) return null
  const account = await db().account.findUnique({ where: { email: parsed.data.email } })
  const right = await verify(account?.passwordHash ?? NOBODY, parsed.data.password).catch(
    () => false,
  )
  return account && right ? account.learnerId : null
}

/** Gives a guest an account. The learner stays the same, so nothing is lost; the guest key ends. */
export async function createAccount(
  userId: UserId,
  credentials: z.infer<typeof credentialsSchema>,
): Promise<Outcome<{ email: string }>> {
  const wait = await overLimit('signUp', userId)
  if (wait !== null) return refuse(`Too many tries. Try again in ${wait} s.`)
  const passwordHash = await hash(credentials.password)
  return db().$transaction(async (tx) => {
    const learner = await tx.learner.findUnique({
      where: { id: userId },
      include: { account: true },
    })
    if (!learner) return refuse('Your session has ended. Reload the page and try again.')
    if (learner.account) return refuse('You already have an account.')
    const taken = await tx.account.findUnique({ where: { email: credentials.email } })
    if (taken) return refuse('An account with this e-mail cannot be made. If it is yours, sign in.')
    await tx.account.create({ data: { learnerId: userId, email: credentials.email, passwordHash } })
    await tx.learner.update({ where: { id: userId }, data: { guestKey: null } })
    return done({ email: credentials.email })
  })
}

export async function saveSettings(userId: UserId, settings: Settings): Promise<Outcome<Settings>> {
  const { count } = await db().learner.updateMany({ where: { id: userId }, data: settings })
  return count === 1
    ? done(settings)
    : refuse('Your session has ended. Reload the page and try again.')
}
