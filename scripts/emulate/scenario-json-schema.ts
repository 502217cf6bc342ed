import * as z from 'zod/mini'
import { scenarioSchema } from '@/emulator/schema/scenario'

/** The JSON Schema of a scenario, for editors; `emulator/scenario.schema.json` holds it. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input' }) as Record<string, unknown>
  return { ...schema, title: 'A scenario of the emulator' }
}
