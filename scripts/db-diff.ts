import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pendingSql } from '@/lib/migrate'

const [name] = process.argv.slice(2)
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run db:diff -- name_of_the_change')
  process.exit(2)
}
const scratch = mkdtempSync(join(tmpdir(), 'diff-'))
try {
  const sql = await pendingSql(`file:${join(scratch, 'scratch.db')}`)
  if (!/\S/.test(sql.replace(/^--.*$/gm, '')))
    console.log('The migrations already lead to prisma/schema.prisma.')
  else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const folder = join('prisma/migrations', `${stamp}_${name}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'migration.sql'), sql)
    console.log(`${folder}/migration.sql written: read it before you commit it.`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
