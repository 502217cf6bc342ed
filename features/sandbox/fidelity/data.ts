import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRules } from './rules'
import type { FidelityRules } from './schema'

const FILES = ['emulator/rules.txt', 'emulator/vtl/rules.txt']

/** Every rule of the emulator by its id. */
export function getFidelityRules(): FidelityRules {
  return readRules(FILES.map((path) => readFileSync(join(process.cwd(), path), 'utf8')))
}
