import * as z from 'zod/mini'

/** A learner asks for a second opinion on one answer, and knows that it leaves the server. */
export const askSchema = z.strictObject({
  id: z.uuid(),
  place: z.int().check(z.gte(0), z.lte(200)),
  consent: z.literal(true),
})
export type Ask = z.infer<typeof askSchema>

/** Whose opinion can be asked for. */
export interface Adviser {
  model: string
  /** Where the answer goes, as a learner reads it. */
  host: string
}

/** What a model answers; anything else it says is dropped. */
export const repliedSchema = z.object({
  points: z
    .array(
      z.object({
        id: z.string().check(z.maxLength(80)),
        heard: z.boolean(),
        quote: z.optional(z.nullable(z.string().check(z.maxLength(2_000)))),
      }),
    )
    .check(z.maxLength(40)),
  question: z.optional(z.nullable(z.string().check(z.maxLength(2_000)))),
})

/** An opinion as it is kept: each point in the words of the rubric, with a sentence of the answer. */
export const opinionSchema = z.strictObject({
  points: z.array(
    z.strictObject({
      id: z.string(),
      point: z.string(),
      heard: z.boolean(),
      /** Stands in the answer, letter by letter but for spaces and case; null where it was not heard. */
      quote: z.nullable(z.string()),
    }),
  ),
  /** What it would ask next; null where it asks nothing. */
  question: z.nullable(z.string()),
  /** Points that it called heard without a sentence that stands in the answer: not counted. */
  unproven: z.int(),
})
export type Opinion = z.infer<typeof opinionSchema>

/** An opinion with its giver. */
export interface GivenOpinion {
  opinion: Opinion
  model: string
}

/** The envelope of a chat completion: https://platform.openai.com/docs/api-reference/chat */
export const completionSchema = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.nullable(z.string()) }) }))
    .check(z.minLength(1)),
})
