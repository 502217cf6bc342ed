import type { Client, Transaction } from '@libsql/client'
import { createClient } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'

/** What every connection is set to: readers never block, a commit survives a power cut, writers wait. */
export const PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  busy_timeout: 5000,
  foreign_keys: 1,
} as const

const SET = [
  'PRAGMA busy_timeout = 5000',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
]

/**
 * A libsql client with one connection for its whole life. The stock client opens a connection for
 * each transaction, never closes it, and forgets the pragmas on it; here a transaction is
 * BEGIN IMMEDIATE on the one connection. The Prisma adapter runs one transaction at a time.
 */
function oneConnection(url: string): Client {
  const client = createClient({ url, intMode: 'number' })
  const ready = client.executeMultiple(`${SET.join(';')};`)
  const begin = async (): Promise<Transaction> => {
    await client.execute('BEGIN IMMEDIATE')
    let closed = false
    const end = async (statement: 'COMMIT' | 'ROLLBACK') => {
      if (closed) return
      closed = true
      try {
        await client.execute(statement)
      } catch (error) {
        if (statement === 'COMMIT') await client.execute('ROLLBACK').catch(() => undefined)
        throw error
      }
    }
    return {
      execute: (statement) => client.execute(statement),
      batch: (statements) => client.batch(statements),
      executeMultiple: (sql) => client.executeMultiple(sql),
      commit: () => end('COMMIT'),
      rollback: () => end('ROLLBACK'),
      close: () => void end('ROLLBACK').catch(() => undefined),
      get closed() {
        return closed
      },
    }
  }
  return new Proxy(client, {
    get(target, name) {
      if (name === 'transaction') return () => ready.then(begin)
      if (name === 'execute')
        return async (...args: Parameters<Client['execute']>) =>
          ready.then(() => target.execute(...args))
      if (name === 'executeMultiple')
        return async (sql: string) => ready.then(() => target.executeMultiple(sql))
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Prisma's libsql adapter on one durable connection. `url` is a `file:` URL. */
export class DurableLibSql extends PrismaLibSql {
  override createClient(config: { url: string }): Client {
    return oneConnection(config.url)
  }
}
