import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The built app on a port of its own, with a database of its own.
const [port = '3217', database] = process.argv.slice(2)
process.env.PORT = port
process.env.DATABASE_URL = `file:${database ?? join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'test.db')}`
process.env.NEXTAUTH_URL = `http://localhost:${port}`
process.env.RATE_LIMIT_FACTOR = '100'
await import('../scripts/start.mjs')
