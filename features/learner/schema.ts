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

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
export const LOADS = ['normal', 'reduced', 'none'] as const
export type Load = (typeof LOADS)[number]

/** How much a learner wants to do on each weekday, from Monday on; empty where all are alike. */
export const weekLoadsSchema = z
  .array(z.enum(LOADS))
  .check(z.refine((loads) => [0, 7].includes(loads.length), 'a week has seven days'))
export type WeekLoads = z.infer<typeof weekLoadsSchema>

/** The load of a weekday, 0 for Monday. */
export const loadOfWeekday = (loads: WeekLoads, weekday: number): Load => loads[weekday] ?? 'normal'

/** A learner's own settings, as the settings page sends them; the theme goes by itself. */
export const settingsSchema = z.strictObject({
  timeZone: timeZoneSchema,
  rolloverHour: z.int().check(z.minimum(0), z.maximum(23)),
  interviewOn: z.nullable(z.iso.date('the interview date is a day, YYYY-MM-DD')),
  newPerDay: z.int().check(z.minimum(0), z.maximum(200)),
  reviewsPerDay: z.int().check(z.minimum(0), z.maximum(2000)),
  weekLoads: weekLoadsSchema,
  /** A card whose sibling was answered today waits until tomorrow. */
  siblingsWait: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>

/** A pace of catching up after a gap: reviews a day, until a study day. */
const catchUpSchema = z.strictObject({
  perDay: z.int().check(z.minimum(1), z.maximum(2000)),
  untilDay: z.int().check(z.minimum(0), z.maximum(100_000)),
})
export type CatchUp = z.infer<typeof catchUpSchema>

/** A pace to be taken up; null gives up the one that is kept. */
export const catchUpChoiceSchema = z.nullable(catchUpSchema)

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
