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

/** A learner's own settings, as the settings page sends them. */
export const settingsSchema = z.strictObject({
  timeZone: timeZoneSchema,
  rolloverHour: z.int().check(z.minimum(0), z.maximum(23)),
  interviewOn: z.nullable(z.iso.date('the interview date is a day, YYYY-MM-DD')),
  newPerDay: z.int().check(z.minimum(0), z.maximum(200)),
  reviewsPerDay: z.int().check(z.minimum(0), z.maximum(2000)),
  theme: z.enum(THEMES),
})
export type Settings = z.infer<typeof settingsSchema>

export const guestKeySchema = z.uuid()

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
    .check(z.minLength(10, 'a password has at least 10 characters'), z.maxLength(200)),
})

/** What every day number depends on. */
export interface Calendar {
  timeZone: string
  /** Hour of the local day at which a study day begins, 0–23. */
  rolloverHour: number
}
