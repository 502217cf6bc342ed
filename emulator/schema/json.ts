import * as z from 'zod/mini'

/** Any JSON value: what crosses the gateway, what an Exchange is made of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export const jsonSchema: z.ZodMiniType<Json> = z.json()

/** Text by name. Used for variables, templates by media type, parameter mappings. */
export const textMapSchema = z.record(z.string(), z.string())
export type TextMap = Record<string, string>

/** A place in what was handed in, and what was expected there. */
export interface Problem {
  /** Path such as `resources./pets.GET.integration.type`, or `line 3, column 7` in a text. */
  at: string
  expected: string
}
