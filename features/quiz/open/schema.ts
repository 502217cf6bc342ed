import * as z from 'zod/mini'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))

/** A key point of an open answer: heard when one of its phrasings is said. */
export const keyPointSchema = z.strictObject({
  point: text(300),
  weight: z.int().check(z.gte(1), z.lte(3)),
  /** Phrasings that say it, in plain words; a number keeps its unit. */
  accept: z.array(text(160)).check(z.minLength(2)),
  /** Ways to say it: one word of every group, in any order; words of a group are divided by `|`. */
  says: z.optional(z.array(z.array(text(200)).check(z.minLength(1)))),
  why: text(400),
})
/** What costs points when it is said as a fact of today. */
export const mustNotSaySchema = z.strictObject({
  said: z.array(text(160)).check(z.minLength(1)),
  why: text(400),
})

export type KeyPoint = z.infer<typeof keyPointSchema>
export type MustNotSay = z.infer<typeof mustNotSaySchema>
