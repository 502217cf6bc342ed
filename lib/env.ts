import 'server-only'
import { z } from 'zod'

const schema = z.object({
  DATABASE_URL: z
    .string()
    .startsWith('file:', 'DATABASE_URL must be a file: URL, e.g. file:.data/coldstart.db')
    .default('file:.data/coldstart.db'),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'NEXTAUTH_SECRET needs at least 32 characters; leave it out and npm start makes one'),
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** A language model for second opinions: base of an OpenAI-compatible API; none unless it is set. */
  OPINION_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPINION_MODEL: z.string().min(1).max(100).optional(),
  OPINION_KEY: z.string().min(1).optional(),
  /** How long it may take to answer, ms. */
  OPINION_PATIENCE_MS: z.coerce.number().int().min(100).max(600_000).default(60_000),
})

let parsed: z.infer<typeof schema> | undefined

/** The environment, parsed once, on first use. Throws a sentence that says what to set. */
export function env(): z.infer<typeof schema> {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success)
    throw new Error(`The environment is not usable:\n${z.prettifyError(result.error)}`)
  parsed = result.data
  return parsed
}
