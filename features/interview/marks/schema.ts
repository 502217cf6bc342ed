import * as z from 'zod/mini'

const at = {
  id: z.uuid(),
  place: z.int().check(z.gte(0), z.lte(200)),
}

export const LONGEST_REASON = 1000

const mark = z.strictObject({
  /** The number of the finding in the verdict. */
  finding: z.int().check(z.gte(0), z.lte(60)),
  /** Whether it was said, as the learner reads the answer. */
  holds: z.boolean(),
  reason: z.string().check(z.trim(), z.maxLength(LONGEST_REASON)),
})

/** What a learner says of points of one answer: each stands beside what was heard. */
export const marksSchema = z.strictObject({
  ...at,
  marks: z.array(mark).check(z.minLength(1), z.maxLength(60)),
})
export type Marks = z.infer<typeof marksSchema>

export const unmarkSchema = z.strictObject({
  ...at,
  finding: z.int().check(z.gte(0), z.lte(60)),
})
export type Unmark = z.infer<typeof unmarkSchema>

export const reportedSchema = z.strictObject({
  ...at,
  text: z
    .string()
    .check(z.trim(), z.minLength(3, 'say in a few words what is wrong'), z.maxLength(1800)),
})
export type Reported = z.infer<typeof reportedSchema>

export const roundNameSchema = z.strictObject({ id: z.uuid() })

/** A mark as it is kept. */
export interface Mark {
  finding: number
  holds: boolean
  reason: string
}
