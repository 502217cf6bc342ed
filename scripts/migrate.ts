import { migrate } from '@/lib/migrate'

// Brings the database of DATABASE_URL up to date; prints what it applied.
const url = process.env.DATABASE_URL
if (!url?.startsWith('file:'))
  throw new Error('Set DATABASE_URL to a file: URL, e.g. file:.data/coldstart.db')
const applied = await migrate(url)
if (applied.length > 0) console.log(applied.join(', '))
