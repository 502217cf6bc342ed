import * as z from 'zod/mini'
import { apiSchema, functionsSchema, scenarioStepSchema } from '@/emulator'
import { type Scenario, scenarioSchema } from '../schema'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const steps = z.array(scenarioStepSchema).check(z.minLength(1), z.maxLength(5))
const { issuers, credentials } = scenarioSchema.shape

/** A scenario that works, in the short form in which it is written. */
const baseSchema = z.strictObject({
  api: apiSchema,
  /** Functions beside the one with the handler. */
  functions: z.optional(functionsSchema),
  /** JavaScript of `index.mjs`. */
  handler: text(4000),
  sends: steps,
  issuers,
  credentials,
})
export type Base = z.infer<typeof baseSchema>

/** One way to break a base. */
const faultSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words and hyphens')),
  base: text(40),
  /** What it is grouped under. */
  about: text(40),
  title: text(80),
  /** What was changed, in a sentence. */
  say: text(300),
  /** What one does about it. */
  mend: text(300),
  /** A JSON merge patch of `api`, `functions`, `issuers`, `credentials`. */
  change: z.optional(z.record(z.string(), z.json())),
  /** Words of the handler and what they become; each stands in it once. */
  edit: z.optional(z.array(z.strictObject({ from: text(400), to: z.string() }))),
  sends: z.optional(steps),
})
export type Fault = z.infer<typeof faultSchema>

/** `content/faults.yaml`. */
export const faultsSchema = z.strictObject({
  bases: z.record(z.string(), baseSchema),
  faults: z.array(faultSchema),
})

/** A fault as the app reads it: both scenarios whole; what comes of them is computed. */
export interface CompiledFault extends Pick<Fault, 'id' | 'about' | 'title' | 'say' | 'mend'> {
  working: Scenario
  broken: Scenario
}
