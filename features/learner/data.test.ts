import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import { credentialsSchema, settingsSchema, type WeekLoads } from './schema'

await freshDatabase()
const data = await import('./data')
const { db } = await import('@/lib/db')

const PASSWORD = 'cold start warm mind'

afterAll(() => db().$disconnect())

async function guest(key: string = crypto.randomUUID(), address: string = key): Promise<UserId> {
  const entered = await data.enterAsGuest(key, 'Asia/Tokyo', address)
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

async function account(email: string): Promise<{ userId: UserId; key: string }> {
  const key = crypto.randomUUID()
  const userId = await guest(key)
  expect(await data.createAccount(userId, { email, password: PASSWORD })).toEqual({
    ok: true,
    value: { status: 'made' },
  })
  return { userId, key }
}

describe('entering as a guest', () => {
  it('makes one learner of twenty tabs at once', async () => {
    const key = crypto.randomUUID()
    const ids = await Promise.all(Array.from({ length: 20 }, () => guest(key)))
    expect(new Set(ids).size).toBe(1)
    expect(await db().learner.count({ where: { guestKey: key } })).toBe(1)
  })

  it('takes the browser’s time zone, and UTC for nonsense', async () => {
    expect((await data.getLearner(await guest()))?.timeZone).toBe('Asia/Tokyo')
    const odd = await data.enterAsGuest(crypto.randomUUID(), 'Mars/Olympus', 'odd')
    expect(odd.ok && (await data.getLearner(odd.value as UserId))?.timeZone).toBe('UTC')
  })

  it('refuses a key that is none', async () => {
    expect((await data.enterAsGuest("' OR 1=1", 'UTC', 'odd')).ok).toBe(false)
  })

  it('limits newcomers by address, never those it knows', async () => {
    const key = crypto.randomUUID()
    const id = await guest(key, 'crowd')
    for (let i = 0; i < 119; i += 1) await guest(crypto.randomUUID(), 'crowd')
    const refused = await data.enterAsGuest(crypto.randomUUID(), 'UTC', 'crowd')
    expect(refused.ok ? '' : refused.error).toMatch(/Try again in \d+ minutes/)
    expect(await guest(key, 'crowd')).toBe(id)
  })
})

describe('signing up', () => {
  it('keeps the learner with all it has, and ends the guest key', async () => {
    const key = crypto.randomUUID()
    const userId = await guest(key)
    await db().bookmark.create({ data: { learnerId: userId, path: '/topics/a', title: 'A' } })
    await data.createAccount(userId, { email: 'ada@example.com', password: PASSWORD })
    expect(await data.getLearner(userId)).toMatchObject({ email: 'ada@example.com' })
    expect(await data.getBelongings(userId)).toEqual({ cards: 0, bookmarks: 1, notes: 0 })
    expect(await data.signInToAccount('ada@example.com', PASSWORD, 'x')).toEqual({
      ok: true,
      value: userId,
    })
    expect(await guest(key)).not.toBe(userId)
  })

  it('says that an e-mail is taken, however it is spelled, and leaves the guest a guest', async () => {
    await account('grace@example.com')
    const userId = await guest()
    const email = z.parse(credentialsSchema, {
      email: ' GRACE@example.com ',
      password: PASSWORD,
    }).email
    expect(await data.createAccount(userId, { email, password: PASSWORD })).toEqual({
      ok: true,
      value: { status: 'taken' },
    })
    expect((await data.getLearner(userId))?.email).toBeNull()
  })

  it('makes one account of two tries for one e-mail at once', async () => {
    const guests = await Promise.all([guest(), guest()])
    const outcomes = await Promise.all(
      guests.map((userId) =>
        data.createAccount(userId, { email: 'twice@example.com', password: PASSWORD }),
      ),
    )
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.status).sort()).toEqual([
      'made',
      'taken',
    ])
  })

  it('refuses a weak password, a second account, and a learner who is gone', async () => {
    const { userId } = await account('second@example.com')
    const weak = await data.createAccount(await guest(), {
      email: 'weak@example.com',
      password: '1234567890',
    })
    expect(weak.ok ? '' : weak.error).toContain('first to be guessed')
    const again = await data.createAccount(userId, { email: 'b@example.com', password: PASSWORD })
    expect(again.ok ? '' : again.error).toContain('already have an account')
    const gone = await data.createAccount('nobody' as UserId, {
      email: 'c@example.com',
      password: PASSWORD,
    })
    expect(gone.ok ? '' : gone.error).toContain('session has ended')
  })
})

describe('signing in', () => {
  it('answers a wrong password and an unknown e-mail alike, and as slowly', async () => {
    await account('known@example.com')
    const timed = async (email: string) => {
      const began = performance.now()
      const outcome = await data.signInToAccount(email, 'not the password', 'x')
      return { outcome, ms: performance.now() - began }
    }
    await timed('warm-up@example.com')
    const wrong = await timed('known@example.com')
    const unknown = await timed('unknown@example.com')
    expect(wrong.outcome.ok).toBe(false)
    expect(unknown.outcome).toEqual(wrong.outcome)
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 4)
    expect(await data.signInToAccount('no e-mail', 'short', 'x')).toEqual(wrong.outcome)
  })

  it('limits tries per e-mail to ten in ten minutes, whatever the address', async () => {
    await account('target@example.com')
    for (let i = 0; i < 10; i += 1) {
      const tried = await data.signInToAccount(
        'target@example.com',
        'not the password',
        `from ${i}`,
      )
      expect(tried.ok ? '' : tried.error).toContain('do not belong together')
    }
    const right = await data.signInToAccount('Target@example.com', PASSWORD, 'elsewhere')
    expect(right.ok ? '' : right.error).toMatch(/too many tries.*\d+ minutes/)
  })
})

describe('settings', () => {
  const settings = {
    timeZone: 'Europe/Berlin',
    rolloverHour: 4,
    interviewOn: '2026-12-24',
    newPerDay: 20,
    reviewsPerDay: 200,
    weekLoads: ['normal', 'normal', 'normal', 'normal', 'normal', 'reduced', 'none'] as WeekLoads,
    siblingsWait: false,
  }

  it('are saved for one’s own learner alone', async () => {
    const [mine, other] = await Promise.all([guest(), guest()])
    expect(await data.saveSettings(mine, settings)).toEqual({ ok: true, value: settings })
    expect(await data.saveTheme(mine, 'dark')).toEqual({ ok: true, value: { theme: 'dark' } })
    expect(await data.getLearner(mine)).toMatchObject({ ...settings, theme: 'dark', email: null })
    expect(await data.getLearner(other)).toMatchObject({ timeZone: 'Asia/Tokyo', theme: 'system' })
  })

  it('of a learner who is gone are refused', async () => {
    expect((await data.saveSettings('nobody' as UserId, settings)).ok).toBe(false)
    expect((await data.saveTheme('nobody' as UserId, 'dark')).ok).toBe(false)
    expect(await data.getLearner('nobody' as UserId)).toBeNull()
  })

  it.each([
    { timeZone: 'Mars/Olympus' },
    { timeZone: '' },
    { rolloverHour: 24 },
    { rolloverHour: -1 },
    { rolloverHour: 4.5 },
    { interviewOn: '2026-02-30' },
    { interviewOn: '24.12.2026' },
    { newPerDay: 201 },
    { newPerDay: -1 },
    { reviewsPerDay: 2001 },
    { reviewsPerDay: '200' },
    { weekLoads: ['none'] },
    { weekLoads: Array.from({ length: 7 }, () => 'heavy') },
    { siblingsWait: 'yes' },
    { id: 'someone else' },
  ])('do not take %j', (wrong) => {
    expect(z.safeParse(settingsSchema, { ...settings, ...wrong }).success).toBe(false)
  })

  it('keep a pace of catching up until it is given up', async () => {
    const mine = await guest()
    expect((await data.getLearner(mine))?.catchUp).toBeNull()
    const catchUp = { perDay: 40, untilDay: 20_780 }
    await data.saveCatchUp(mine, catchUp)
    expect(await data.getLearner(mine)).toMatchObject({
      catchUp,
      weekLoads: [],
      siblingsWait: true,
    })
    await data.saveCatchUp(mine, null)
    expect((await data.getLearner(mine))?.catchUp).toBeNull()
    expect((await data.saveCatchUp('nobody' as UserId, catchUp)).ok).toBe(false)
  })

  it('take no interview date, and the extremes', () => {
    const least = { rolloverHour: 0, interviewOn: null, newPerDay: 0, reviewsPerDay: 0 }
    const most = { rolloverHour: 23, newPerDay: 200, reviewsPerDay: 2000 }
    for (const extreme of [least, most])
      expect(z.safeParse(settingsSchema, { ...settings, ...extreme }).success).toBe(true)
  })
})
