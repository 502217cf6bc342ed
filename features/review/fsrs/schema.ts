import * as z from 'zod/mini'

const DAY_MS = 86_400_000

const stepsSchema = z.array(z.int().check(z.minimum(1_000), z.maximum(DAY_MS - 1))).check(
  z.maxLength(5),
  z.refine(
    (steps) => steps.every((ms, index) => index === 0 || ms >= (steps[index - 1] ?? 0)),
    'a step is no shorter than the one before it',
  ),
)

/** What the scheduler calculates with: the numbers of one version of its parameters. */
export const numbersSchema = z.strictObject({
  /** The 21 weights of FSRS-6. Vectors of earlier versions are not taken: they would be guessed at. */
  weights: z.array(z.number()).check(z.length(21, 'FSRS-6 has 21 weights')),
  /** Share of cards to be recalled on the day they fall due. */
  retention: z.number().check(z.minimum(0.7), z.maximum(0.97)),
  /** Longest interval in days. */
  longestDays: z.int().check(z.minimum(1), z.maximum(36_500)),
  /** Waits within the day, in ms; a step of a day or more would be an interval. */
  learningStepsMs: stepsSchema,
  relearningStepsMs: stepsSchema,
})
export type Numbers = z.infer<typeof numbersSchema>
