import type { Rule } from '../rules'

/** A small house, and where its violations of one rule begin; none where it keeps the rule. */
export interface Case {
  rule: Rule
  name: string
  files: Record<string, string>
  wrong: string[]
}

const layers: Rule =
  'layers: app → features → components → lib, and the emulator knows nothing of ours'
const rooms: Rule = 'rooms stand on one another in one order and share schema, rules and data only'
const written: Rule = 'imports are written from @/ across rooms, from ./ within'
const places: Rule = 'each package with one place stays there'
const browser: Rule = 'the browser gets no full zod, no server code, no Node'
const plumbing: Rule = 'ui and components take only types from server-only plumbing'
const circle: Rule = 'no circle of modules'

export const IMPORT_CASES: Case[] = [
  {
    rule: layers,
    name: 'downward imports pass, tools and tests import anything',
    files: {
      'app/page.tsx': `import { List } from '@/features/cards/ui/list'\nimport { Row } from '@/components/row'\nimport '@/lib/auth'`,
      'features/cards/ui/list.tsx': `import { Row } from '@/components/row'`,
      'features/sandbox/rules.ts': `import { createWorld } from '@/emulator'`,
      'emulator/index.ts': `export { a } from './gateway/a'`,
      'scripts/start.ts': `import '@/features/cards/rules'\nimport '@/emulator/gateway/a'`,
      'features/cards/rules.test.ts': `import '@/scripts/start'`,
    },
    wrong: [],
  },
  {
    rule: layers,
    name: 'upward imports fail in every form',
    files: {
      'lib/a.ts': `import { b } from '@/features/cards/rules'`,
      'lib/b.ts': `\nexport * from '@/components/row'`,
      'lib/c.ts': `const page = await import('@/app/page')`,
      'lib/d.ts': `import type { Row } from '@/components/row'`,
      'lib/e.ts': `export type Row = import('@/components/row').Row`,
      'lib/f.ts': `export { run } from '@/scripts/start'`,
      'lib/g.ts': `const row = require('@/components/row')`,
      'lib/h.ts': `new Worker(new URL('../features/review/ui/worker.ts', import.meta.url))`,
      'components/row.tsx': `import type { Card } from '@/features/cards/schema'`,
      'features/cards/ui/list.tsx': `import { page } from '@/app/page'`,
      'emulator/gateway/a.ts': `import { env } from '@/lib/env'`,
    },
    wrong: [
      'lib/a.ts:1: imports @/features/cards/rules: lib/ may not import features/',
      'lib/b.ts:2: imports @/components/row: lib/ may not import components/',
      'lib/c.ts:1: imports @/app/page: lib/ may not import app/',
      'lib/d.ts:1: imports @/components/row',
      'lib/e.ts:1: imports @/components/row',
      'lib/f.ts:1: imports @/scripts/start',
      'lib/g.ts:1: imports @/components/row',
      'lib/h.ts:1: imports ../features/review/ui/worker.ts',
      'components/row.tsx:1: imports @/features/cards/schema: components/ may not import features/',
      'features/cards/ui/list.tsx:1: imports @/app/page: features/ may not import app/',
      'emulator/gateway/a.ts:1: imports @/lib/env: emulator/ may not import lib/',
    ],
  },
  {
    rule: layers,
    name: 'the emulator has one door and one guest',
    files: {
      'emulator/index.ts': '',
      'emulator/gateway/match.ts': '',
      'features/sandbox/rules.ts': `import { match } from '@/emulator/gateway/match'`,
      'features/quiz/rules.ts': `import { createWorld } from '@/emulator'`,
    },
    wrong: [
      'features/sandbox/rules.ts:1: imports @/emulator/gateway/match: emulator/index.ts is its only door',
      'features/quiz/rules.ts:1: imports @/emulator: only features/sandbox imports the emulator',
    ],
  },
  {
    rule: rooms,
    name: 'a room uses the schema, rules and data of those below',
    files: {
      'features/review/data.ts': `import '@/features/cards/data'\nimport type { Card } from '@/features/cards/schema'\nimport '@/features/cards/deck/rules'`,
    },
    wrong: [],
  },
  {
    rule: rooms,
    name: 'a room above, another’s ui or actions, an unknown room fail',
    files: {
      'features/cards/rules.ts': `import type { Memory } from '@/features/review/schema'`,
      'features/review/ui/a.tsx': `import { Prose } from '@/features/cards/ui/prose'`,
      'features/review/ui/b.tsx': `import { save } from '@/features/learner/actions'`,
      'features/badges/rules.ts': '',
    },
    wrong: [
      'features/cards/rules.ts:1: imports @/features/review/schema: cards stands below review',
      'features/review/ui/a.tsx:1: imports @/features/cards/ui/prose: a room never uses another',
      'features/review/ui/b.tsx:1: imports @/features/learner/actions: a room never uses another',
      'features/badges/rules.ts:1: there is no room badges',
    ],
  },
  {
    rule: written,
    name: 'relative within, absolute across',
    files: {
      'features/review/rules.ts': `import './schema'\nimport '@/features/cards/schema'`,
      'app/page.tsx': `import './globals.css'\nimport '@/lib/auth'`,
    },
    wrong: [],
  },
  {
    rule: written,
    name: 'the other way round fails',
    files: {
      'features/review/rules.ts': `import '@/features/review/schema'\nimport '../cards/schema'`,
      'lib/auth.ts': `import '@/lib/env'`,
    },
    wrong: [
      'features/review/rules.ts:1: imports @/features/review/schema: within a room',
      'features/review/rules.ts:2: imports ../cards/schema: across rooms',
      'lib/auth.ts:1: imports @/lib/env: within a room or folder',
    ],
  },
  {
    rule: places,
    name: 'each package at home',
    files: {
      'features/review/fsrs/rules.ts': `import { default_w } from 'ts-fsrs'`,
      'lib/sqlite.ts': `import { PrismaLibSql } from '@prisma/adapter-libsql'`,
      'lib/auth.ts': `import { decode } from 'next-auth/jwt'`,
      'app/api/auth/[...nextauth]/route.ts': `import NextAuth from 'next-auth'`,
      'features/review/data.ts': `import type { Prisma } from '@/.generated/prisma/client'`,
    },
    wrong: [],
  },
  {
    rule: places,
    name: 'away from home fails, types and tools too',
    files: {
      'features/review/rules.ts': `import type { Card } from 'ts-fsrs'`,
      'scripts/replay.ts': `import { fsrs } from 'ts-fsrs'`,
      'lib/migrate.ts': `import { PrismaLibSql } from '@prisma/adapter-libsql'`,
      'components/sign-in.tsx': `import { signIn } from 'next-auth/react'`,
      'features/review/data.ts': `import { PrismaClient } from '@/.generated/prisma/client'`,
      'features/review/actions.ts': `import type { Prisma } from '@prisma/client'`,
    },
    wrong: [
      'features/review/rules.ts:1: imports ts-fsrs: one file alone imports ts-fsrs',
      'scripts/replay.ts:1: imports ts-fsrs: one file alone',
      'lib/migrate.ts:1: imports @prisma/adapter-libsql: one file alone',
      'components/sign-in.tsx:1: imports next-auth/react: next-auth is known in lib/auth',
      'features/review/data.ts:1: imports @/.generated/prisma/client: the database client is made in lib/',
      'features/review/actions.ts:1: imports @prisma/client: the database client is made in lib/',
    ],
  },
  {
    rule: browser,
    name: 'full zod on the server, types from anywhere, actions over the network',
    files: {
      'lib/env.ts': `import 'server-only'\nimport { z } from 'zod'`,
      'features/review/ui/session.tsx': `'use client'\nimport { save } from '../actions'\nimport type { Env } from '@/lib/env'`,
      'features/review/actions.ts': `'use server'\nimport '@/lib/env'`,
      'features/review/schema.ts': `import * as z from 'zod/mini'`,
    },
    wrong: [],
  },
  {
    rule: browser,
    name: 'full zod in a schema, or reached by a chain; server code and Node behind a client file',
    files: {
      'features/cards/schema.ts': `import { z } from 'zod'`,
      'features/review/ui/session.tsx': `'use client'\nimport '@/lib/keys'`,
      'lib/keys.ts': `import './deep'`,
      'lib/deep.ts': `import 'server-only'\nimport { z } from 'zod'\nimport { join } from 'node:path'`,
    },
    wrong: [
      'features/cards/schema.ts:1: imports zod: 92 kB of zod',
      'lib/deep.ts:1: imports server-only: server code would reach the browser (it reaches the browser through features/review/ui/session.tsx)',
      'lib/deep.ts:2: imports zod: 92 kB of zod',
      'lib/deep.ts:3: imports node:path: Node is not in the browser',
    ],
  },
  {
    rule: plumbing,
    name: 'a type passes',
    files: {
      'lib/action.ts': `import 'server-only'`,
      'features/review/ui/a.tsx': `import type { Outcome } from '@/lib/action'\nimport { cx } from '@/lib/cx'`,
      'lib/cx.ts': '',
    },
    wrong: [],
  },
  {
    rule: plumbing,
    name: 'a value fails, in server components too',
    files: {
      'lib/auth.ts': `import 'server-only'`,
      'features/review/ui/a.tsx': `import { currentUser } from '@/lib/auth'`,
      'components/a.tsx': `import { currentUser } from '@/lib/auth'`,
      'app/error.tsx': `'use client'\nimport { currentUser } from '@/lib/auth'`,
    },
    wrong: [
      'features/review/ui/a.tsx:1: imports @/lib/auth, which is server-only',
      'components/a.tsx:1: imports @/lib/auth, which is server-only',
      'app/error.tsx:2: imports @/lib/auth, which is server-only',
    ],
  },
  {
    rule: circle,
    name: 'a diamond is no circle',
    files: {
      'lib/a.ts': `import './b'\nimport './c'`,
      'lib/b.ts': `import './d'`,
      'lib/c.ts': `import './d'`,
      'lib/d.ts': '',
    },
    wrong: [],
  },
  {
    rule: circle,
    name: 'a circle of types is one',
    files: {
      'lib/a.ts': `import './b'`,
      'lib/b.ts': `\nimport type { A } from './c'`,
      'lib/c.ts': `export { b } from './b'`,
    },
    wrong: ['lib/b.ts:2: stands in a circle of imports: lib/b.ts → lib/c.ts → lib/b.ts'],
  },
]
