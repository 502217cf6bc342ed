import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CompiledFault } from './schema'

const FILE = join(process.cwd(), '.generated/faults.json')

let held: { faults: Map<string, CompiledFault>; readAt: number } | undefined

/** All faults by id, in their order. Read once; while developing, again whenever compiled anew. */
export function getFaults(): Map<string, CompiledFault> {
  if (held && process.env.NODE_ENV === 'production') return held.faults
  const { mtimeMs } = statSync(FILE)
  if (held?.readAt !== mtimeMs) {
    const faults: CompiledFault[] = JSON.parse(readFileSync(FILE, 'utf8'))
    held = { faults: new Map(faults.map((fault) => [fault.id, fault])), readAt: mtimeMs }
  }
  return held.faults
}
