import type { Rule } from '../rules'
import type { Case } from './imports'

const five: Rule = 'a room holds the five words and nothing else'
const imports: Rule = 'each word imports what it may'
const database: Rule = 'only data.ts holds the database'
const headers: Rule = 'data.ts is server-only, actions.ts holds the server actions'
const minted: Rule = 'only lib/auth mints a UserId'
const pure: Rule = 'rules and schemas are pure, the emulator’s time is its world’s'
const rim: Rule = 'only the emulator’s runtimes touch a platform'

export const WORD_CASES: Case[] = [
  {
    rule: five,
    name: 'words, sub-nouns, tests, fixtures, the outbox',
    files: {
      'features/review/rules.ts': '',
      'features/review/queue/data.ts': '',
      'features/review/queue/rules.test.ts': '',
      'features/review/ui/grades/buttons.tsx': '',
      'features/review/offline/outbox.ts': '',
      'features/cards/fixtures/broken.md': '',
    },
    wrong: [],
  },
  {
    rule: five,
    name: 'any other word fails',
    files: {
      'features/review/queries.ts': '',
      'features/review/queue/hooks.ts': '',
      'features/review/rules.tsx': '',
      'features/review/notes.md': '',
    },
    wrong: [
      'features/review/queries.ts:1: is none of the five words',
      'features/review/queue/hooks.ts:1: is none of the five words',
      'features/review/rules.tsx:1: is none of the five words',
      'features/review/notes.md:1: is none of the five words',
    ],
  },
  {
    rule: imports,
    name: 'each word with what it may import',
    files: {
      'features/review/schema.ts': `import * as z from 'zod/mini'\nimport '@/features/cards/schema'`,
      'features/sandbox/schema.ts': `import { apiSchema } from '@/emulator'`,
      'emulator/index.ts': '',
      'features/review/rules.ts': `import './schema'\nimport './fsrs/rules'`,
      'features/review/fsrs/rules.ts': `import 'ts-fsrs'`,
      'features/cards/markdown/rules.ts': `import type { Root } from 'hast'\nimport { unified } from 'unified'`,
      'features/review/data.ts': `import 'server-only'\nimport '@/lib/db'\nimport type { UserId } from '@/lib/auth'\nimport './rules'`,
      'features/learner/data.ts': `import { hash } from '@node-rs/argon2'`,
      'features/review/actions.ts': `import { revalidatePath } from 'next/cache'\nimport '@/lib/action'\nimport './data'`,
      'features/review/ui/a.tsx': `import Link from 'next/link'\nimport '../actions'\nimport '../rules'\nimport '@/components/row'`,
    },
    wrong: [],
  },
  {
    rule: imports,
    name: 'each word with what it may not',
    files: {
      'features/review/schema.ts': `import type { Root } from 'hast'\nimport type { Draw } from './rules'`,
      'features/review/rules.ts': `import { useState } from 'react'\nimport { readFileSync } from 'node:fs'\nimport './data'\nimport type { Db } from '@/lib/db'\nimport { unified } from 'unified'`,
      'features/review/data.ts': `import { cookies } from 'next/headers'\nimport { done } from '@/lib/action'\nimport './ui/a'\nimport { hash } from '@node-rs/argon2'`,
      'features/review/actions.ts': `import type { Tx } from '@/lib/db'\nimport './rules'\nimport { cookies } from 'next/headers'`,
      'features/review/ui/a.tsx': `import type { Row } from '../data'\nimport content from '@/.generated/content.json'\nimport 'node:fs'`,
    },
    wrong: [
      'features/review/schema.ts:1: imports hast: schema.ts imports zod/mini',
      'features/review/schema.ts:2: imports ./rules: schema.ts',
      'features/review/rules.ts:1: imports react: rules.ts imports schema, rules',
      'features/review/rules.ts:2: imports node:fs',
      'features/review/rules.ts:3: imports ./data',
      'features/review/rules.ts:4: imports @/lib/db',
      'features/review/rules.ts:5: imports unified',
      'features/review/data.ts:1: imports next/headers: data.ts knows the database',
      'features/review/data.ts:2: imports @/lib/action: data.ts takes from lib/ only',
      'features/review/data.ts:3: imports ./ui/a: data.ts imports schema',
      'features/review/data.ts:4: imports @node-rs/argon2',
      'features/review/actions.ts:1: imports @/lib/db: actions.ts imports schema',
      'features/review/actions.ts:2: imports ./rules',
      'features/review/actions.ts:3: imports next/headers',
      'features/review/ui/a.tsx:1: imports ../data: ui/ never imports data.ts',
      'features/review/ui/a.tsx:2: imports @/.generated/content.json: ui/ imports rules',
      'features/review/ui/a.tsx:3: imports node:fs: ui/ runs in the browser',
    ],
  },
  {
    rule: database,
    name: 'data holds it, others name its types, plumbing and tools are free',
    files: {
      'features/review/data.ts': `import { db } from '@/lib/db'`,
      'app/page.tsx': `import type { Tx } from '@/lib/db'`,
      'lib/action.ts': `import { storageTrouble } from './db'`,
      'scripts/replay.ts': `import { db } from '@/lib/db'`,
      'lib/db.ts': '',
    },
    wrong: [],
  },
  {
    rule: database,
    name: 'a page that queries fails',
    files: { 'app/page.tsx': `\nimport { db } from '@/lib/db'`, 'lib/db.ts': '' },
    wrong: ['app/page.tsx:2: imports @/lib/db: only data.ts does'],
  },
  {
    rule: headers,
    name: 'rightly begun',
    files: {
      'features/review/data.ts': `import 'server-only'\nimport './rules'`,
      'features/review/actions.ts': `'use server'\nexport async function undo() {}`,
      'features/review/ui/a.tsx': `'use client'`,
    },
    wrong: [],
  },
  {
    rule: headers,
    name: 'wrongly begun, or a server action astray',
    files: {
      'features/review/data.ts': `import './rules'\nimport 'server-only'`,
      'features/review/actions.ts': `export async function undo() {}`,
      'features/review/rules.ts': `'use client'`,
      'app/page.tsx': `export default function Page() {\n  async function save() {\n    'use server'\n  }\n}`,
    },
    wrong: [
      "features/review/data.ts:1: must begin with import 'server-only'",
      "features/review/actions.ts:1: must begin with 'use server'",
      "features/review/rules.ts:1: is 'use client'",
      "app/page.tsx:3: 'use server' belongs in a room's actions.ts",
    ],
  },
  {
    rule: minted,
    name: 'lib/auth mints',
    files: { 'lib/auth.ts': `export const who = (sub: string) => sub as UserId` },
    wrong: [],
  },
  {
    rule: minted,
    name: 'nobody else does',
    files: {
      'app/page.tsx': `const user = params.id as UserId`,
      'features/review/data.ts': `const user = row.learnerId as unknown as UserId`,
    },
    wrong: ['app/page.tsx:1: casts to UserId', 'features/review/data.ts:1: casts to UserId'],
  },
  {
    rule: pure,
    name: 'instants handed in, names that only look like clocks',
    files: {
      'features/review/rules.ts': `export const day = (at: number, window: number) => new Date(at).getTime() + Date.UTC(2026, 1) + window + { now: 1 }.now`,
      'features/review/rules.test.ts': 'Date.now()',
      'features/review/data.ts': `const now = Date.now()`,
      'emulator/runtimes/node/clock.ts': `export const now = () => Date.now()`,
    },
    wrong: [],
  },
  {
    rule: pure,
    name: 'every way to read a clock, throw dice or act',
    files: {
      'features/review/rules.ts': `Date.now()
new Date()
const { now } = Date
const read = Date.now
Math['random']()
globalThis.crypto.randomUUID()
performance.now()
Date()
fetch('/')
const at = (when = Date.now()) => when
globalThis.localStorage`,
      'features/review/schema.ts': `const id = crypto.randomUUID()`,
      'emulator/lambda/invoke.ts': `const at = Date.now()`,
    },
    wrong: [
      'features/review/rules.ts:1: reads Date.now; rules.ts is pure',
      'features/review/rules.ts:2: reads the current Date',
      'features/review/rules.ts:3: reads Date.now',
      'features/review/rules.ts:4: reads Date.now',
      'features/review/rules.ts:5: reads Math.random',
      'features/review/rules.ts:6: reads crypto.randomUUID',
      'features/review/rules.ts:7: reads performance.now',
      'features/review/rules.ts:8: reads the current Date',
      'features/review/rules.ts:10: reads Date.now',
      'features/review/rules.ts:9: uses fetch; effects belong in data.ts',
      'features/review/rules.ts:11: uses localStorage',
      'features/review/schema.ts:1: reads crypto.randomUUID; schema.ts is pure',
      'emulator/lambda/invoke.ts:1: reads Date.now; time and chance live in the world',
    ],
  },
  {
    rule: rim,
    name: 'runtimes touch a platform, names that only look like one pass',
    files: {
      'emulator/runtimes/node/run.ts': `import { Worker } from 'node:worker_threads'\nprocess.exit`,
      'emulator/gateway/a.ts': `export const a = (document: { process: string }) => document.process`,
    },
    wrong: [],
  },
  {
    rule: rim,
    name: 'the core does not, and nothing draws',
    files: {
      'emulator/gateway/a.ts': `import { createHash } from 'node:crypto'\nexport const b = Buffer.from('')\nexport const c = process.env`,
      'emulator/runtimes/browser/b.ts': `import { useState } from 'react'`,
    },
    wrong: [
      'emulator/gateway/a.ts:1: uses node:crypto; only emulator/runtimes/',
      'emulator/gateway/a.ts:2: uses Buffer',
      'emulator/gateway/a.ts:3: uses process',
      'emulator/runtimes/browser/b.ts:1: imports react; the emulator is plain TypeScript',
    ],
  },
]
