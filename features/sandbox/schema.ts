import * as z from 'zod/mini'
import {
  apiSchema,
  functionsSchema,
  scenarioStepSchema,
  scenarioSchema as worldScenarioSchema,
} from '@/emulator'

/** The form of scenarios today; a later form reads this one. */
export const SCENARIO_FORMAT = 1

/** What one scenario may hold, so that a shared one stays a link and a page. */
export const SCENARIO_LIMITS = { name: 80, files: 20, sends: 50, sourceChars: 200_000 } as const

const { issuers, credentials, data } = worldScenarioSchema.shape

/** An API as data, or as a SAM template, which also makes functions. */
const scenarioApiSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('data'), api: apiSchema }),
  z.strictObject({
    kind: z.literal('sam'),
    text: z.string().check(z.maxLength(SCENARIO_LIMITS.sourceChars)),
    /** The logical id of the API that requests go to; the first one unless told. */
    api: z.optional(z.string()),
    parameters: z.optional(z.record(z.string(), z.string())),
  }),
])

/** One thing to send: a request, a frame, an event for a function, a pause, a deployment. */
const sendSchema = z.strictObject({
  name: z.string().check(z.maxLength(SCENARIO_LIMITS.name)),
  step: scenarioStepSchema,
})
export type Send = z.infer<typeof sendSchema>

/**
 * All that somebody needs to run the same thing again: plain data, for saving, sharing, labs and
 * faults. Functions are the emulator's own (language, files, handler, memory, time-out,
 * environment); with a SAM template they win over the template's functions of the same name.
 */
export const scenarioSchema = z.strictObject({
  format: z.literal(SCENARIO_FORMAT),
  name: z.string().check(z.minLength(1), z.maxLength(SCENARIO_LIMITS.name)),
  api: scenarioApiSchema,
  functions: functionsSchema,
  sends: z.array(sendSchema).check(z.maxLength(SCENARIO_LIMITS.sends)),
  /** The day of the figures (prices, limits) it was made with. */
  figures: z.string(),
  seed: z.string(),
  /** ISO instant at which its world begins. */
  startAt: z.string(),
  issuers,
  credentials,
  data,
})
export type Scenario = z.infer<typeof scenarioSchema>
