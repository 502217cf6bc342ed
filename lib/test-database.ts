import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from './migrate'

/**
 * Points this process at a new, migrated database in a temporary folder. For tests: call it before
 * anything opens the database. Returns the file's path.
 */
export async function freshDatabase(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'coldstart-test-')), 'test.db')
  process.env.DATABASE_URL = `file:${file}`
  process.env.NEXTAUTH_SECRET = 'a secret that only tests use, long enough'
  await migrate(process.env.DATABASE_URL)
  return file
}
