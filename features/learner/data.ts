import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { overLimit } from '@/lib/rate-limit'
import { passwordProblem } from './rules'
import {
  type Belongings,
  type Calendar,
  type CatchUp,
  type Credentials,
  credentialsSchema,
  guestKeySchema,
  type Settings,
  type SignedUp,
  THEMES,
  type Theme,
  timeZoneSchema,
  weekLoadsSchema,
} from './schema'

export interface Learner extends Settings {
  theme: Theme
  email: string | null
  /** A pace of catching up that the learner chose; null where none is kept. */
  catchUp: CatchUp | null
  /** The version of the scheduler's parameters in force. */
  parametersVersion: number
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
  const { catchUpPerDay: perDay, catchUpUntil: untilDay } = row
  return {
    parametersVersion: row.parametersVersion,
    timeZone: row.timeZone,
    rolloverHour: row.rolloverHour,
    interviewOn: row.interviewOn,
    newPerDay: row.newPerDay,
    reviewsPerDay: row.reviewsPerDay,
    weekLoads: z.parse(weekLoadsSchema, JSON.parse(row.weekLoads)),
    siblingsWait: row.siblingsWait,
    catchUp: perDay === null || untilDay === null ? null : { perDay, untilDay },
    theme: one(row.theme, THEMES, 'system'),
    email: row.account?.email ?? null,
  }
}

/** What scheduling needs of a learner. */
export type Scheduled = Calendar & { interviewOn: string | null; parametersVersion: number }

/** What scheduling needs of these learners, inside a transaction; without those who are gone. */
export async function getCalendars(tx: Tx, userIds: UserId[]): Promise<Map<string, Scheduled>> {
  const rows = await tx.learner.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: {
      id: true,
      timeZone: true,
      rolloverHour: true,
      interviewOn: true,
      parametersVersion: true,
    },
  })
  return new Map(rows.map(({ id, ...learner }) => [id, learner]))
}

/** Puts a version of the scheduler's parameters in force; false where the learner is gone. */
export async function setParametersVersion(
  tx: Tx,
  userId: UserId,
  parametersVersion: number,
): Promise<boolean> {
  const { count } = await tx.learner.updateMany({
    where: { id: userId },
    data: { parametersVersion },
  })
  return count === 1
}

const wait = (seconds: number) =>
  seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
const GONE = 'Your session has ended. Reload the page and try again.'

/**
 * The learner of a key that a browser made: made on first sight, the same ever after, so that two
 * tabs make one. Returns the learner's id.
 */
export async function enterAsGuest(
  guestKey: string,
  timeZone: string,
  address: string,
): Promise<Outcome<string>> {
  if (!z.safeParse(guestKeySchema, guestKey).success)
    return refuse('This browser’s key was damaged. Clear this site’s data and try again.')
  const known = await db().learner.findUnique({ where: { guestKey }, select: { id: true } })
  if (known) return done(known.id)
  const seconds = await overLimit('guest', address)
  if (seconds !== null)
    return refuse(`Many newcomers came from your network. Try again in ${wait(seconds)}.`)
  const zone = z.safeParse(timeZoneSchema, timeZone)
  const { id } = await db().learner.upsert({
    where: { guestKey },
    create: { guestKey, timeZone: zone.success ? zone.data : 'UTC' },
    update: {},
    select: { id: true },
  })
  return done(id)
}

// Verified when there is no such account, so that the answer takes as long.
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$hJSKI1NGYIjGbkTKrJKfBPoFiJ8eSs1hOVxbGQ3WPQ8'

/** Checks an e-mail and password. Returns the learner's id; a refusal never says which was wrong. */
export async function signInToAccount(
  email: string,
  password: string,
  address: string,
): Promise<Outcome<string>> {
  const wrong = refuse('This e-mail and password do not belong together. Check both.')
  const parsed = z.safeParse(credentialsSchema, { email, password })
  if (!parsed.success) return wrong
  const seconds =
    (await overLimit('signInFrom', address)) ?? (await overLimit('signIn', parsed.data.email))
  if (seconds !== null) return refuse(`That were too many tries. Try again in ${wait(seconds)}.`)
  const account = await db().account.findUnique({ where: { email: parsed.data.email } })
  const right = await verify(account?.passwordHash ?? NOBODY, parsed.data.password).catch(
    () => false,
  )
  return account && right ? done(account.learnerId) : wrong
}

/** Gives a guest an account. The learner stays the same, so nothing is lost; the guest key ends. */
export async function createAccount(
  userId: UserId,
  { email, password }: Credentials,
): Promise<Outcome<SignedUp>> {
  const weak = passwordProblem(email, password)
  if (weak !== null) return refuse(weak)
  const seconds = await overLimit('signUp', userId)
  if (seconds !== null) return refuse(`That were too many tries. Try again in ${wait(seconds)}.`)
  const passwordHash = await hash(password)
  return db().$transaction(async (tx) => {
    const learner = await tx.learner.findUnique({
      where: { id: userId },
      include: { account: true },
    })
    if (!learner) return refuse(GONE)
    if (learner.account) return refuse('You already have an account. Reload the page to see it.')
    const taken = await tx.account.findUnique({ where: { email } })
    if (taken) return done({ status: 'taken' })
    await tx.account.create({ data: { learnerId: userId, email, passwordHash } })
    await tx.learner.update({ where: { id: userId }, data: { guestKey: null } })
    return done({ status: 'made' })
  })
}

/** What a learner would leave behind by becoming another: how many of each. */
export async function getBelongings(userId: UserId): Promise<Belongings> {
  const row = await db().learner.findUnique({
    where: { id: userId },
    select: { _count: { select: { memories: true, bookmarks: true, notes: true } } },
  })
  const { memories = 0, bookmarks = 0, notes = 0 } = row?._count ?? {}
  return { cards: memories, bookmarks, notes }
}

export async function saveTheme(userId: UserId, theme: Theme): Promise<Outcome<{ theme: Theme }>> {
  const { count } = await db().learner.updateMany({ where: { id: userId }, data: { theme } })
  return count === 1 ? done({ theme }) : refuse(GONE)
}

export async function saveSettings(userId: UserId, settings: Settings): Promise<Outcome<Settings>> {
  const { weekLoads, ...rest } = settings
  const data = { ...rest, weekLoads: JSON.stringify(weekLoads) }
  const { count } = await db().learner.updateMany({ where: { id: userId }, data })
  return count === 1 ? done(settings) : refuse(GONE)
}

/** Takes up a pace of catching up, or gives it up. */
export async function saveCatchUp(
  userId: UserId,
  catchUp: CatchUp | null,
): Promise<Outcome<{ catchUp: CatchUp | null }>> {
  const { count } = await db().learner.updateMany({
    where: { id: userId },
    data: { catchUpPerDay: catchUp?.perDay ?? null, catchUpUntil: catchUp?.untilDay ?? null },
  })
  return count === 1 ? done({ catchUp }) : refuse(GONE)
}
