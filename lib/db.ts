import 'server-only'
import { PrismaClient } from '@/.generated/prisma/client'
import { env } from './env'
import { DurableLibSql } from './sqlite'

export type Db = PrismaClient
/** A transaction in progress: what a write that another room joins takes as its first argument. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

const holder = globalThis as { coldstartDb?: PrismaClient }

/** The database of this process, opened on first use. */
export function db(): Db {
  holder.coldstartDb ??= new PrismaClient({
    adapter: new DurableLibSql({ url: env().DATABASE_URL }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  return holder.coldstartDb
}

/** What to tell a learner when the database itself refuses; null for any other error. */
export function storageTrouble(error: unknown): string | null {
  const text = `${(error as Error)?.message ?? ''} ${JSON.stringify((error as { meta?: unknown })?.meta ?? '')}`
  if (/readonly|read-only|SQLITE_READONLY/i.test(text))
    return 'The database is read-only, so nothing can be saved. Make its file and folder writable, then try again.'
  if (/disk is full|database or disk|SQLITE_FULL|no space/i.test(text))
    return 'The disk or the database is full, so nothing can be saved. Free some space, then try again.'
  if (/SocketTimeout|database is locked|SQLITE_BUSY|Unable to start a transaction/i.test(text))
    return 'The database is busy. Nothing was saved; try again in a moment.'
  if (/no such (table|column)|does not exist in the current database/i.test(text))
    return 'The database is older than the app. Stop the server and start it with npm start, which brings it up to date.'
  if (/disk I\/O|SQLITE_IOERR|SQLITE_CANTOPEN|unable to open/i.test(text))
    return 'The database cannot be reached on disk. Check its file, then try again.'
  return null
}
