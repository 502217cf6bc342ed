import * as z from 'zod/mini'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const timeZoneSchema = z
  .string()
  .check(z.minLength(1), z.maxLength(60), z.refine(isTimeZone, 'this is not a time zone'))

export const themeSchema = z.strictObject({ theme: z.enum(THEMES) })

/** A learner's own settings, as the settings page sends them; the theme goes by itself. */
export const settingsSchema = z.strictObject({
  timeZone: timeZoneSchema,
  rolloverHour: z.int().check(z.minimum(0), z.maximum(23)),
  interviewOn: z.nullable(z.iso.date('the interview date is a day, YYYY-MM-DD')),
  newPerDay: z.int().check(z.minimum(0), z.maximum(200)),
  reviewsPerDay: z.int().check(z.minimum(0), z.maximum(2000)),
})
export type Settings = z.infer<typeof settingsSchema>

export const guestKeySchema = z.uuid()

export const PASSWORD_LENGTH = 10

export const credentialsSchema = z.strictObject({
  email: z
    .string()
    .check(
      z.trim(),
      z.toLowerCase(),
      z.email('write an e-mail address, like ada@example.com'),
      z.maxLength(254),
    ),
  password: z
    .string()
    .check(
      z.minLength(PASSWORD_LENGTH, `a password has at least ${PASSWORD_LENGTH} characters`),
      z.maxLength(200),
    ),
})
export type Credentials = z.infer<typeof credentialsSchema>

/** What became of a sign-up: the e-mail may belong to an account already. */
export interface SignedUp {
  status: 'made' | 'taken'
}

/** What a learner has gathered, by number. */
export interface Belongings {
  cards: number
  bookmarks: number
  notes: number
}

/** What every day number depends on. */
export interface Calendar {
  timeZone: string
  /** Hour of the local day at which a study day begins, 0–23. */
  rolloverHour: number
}
