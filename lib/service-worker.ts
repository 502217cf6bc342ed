import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let held: string | null | undefined

/** The service worker's program, as it was built; null while developing. */
export function serviceWorker(): string | null {
  if (held === undefined) {
    try {
      held = readFileSync(join(process.cwd(), '.next/sw.js'), 'utf8')
    } catch {
      held = null
    }
  }
  return held
}
