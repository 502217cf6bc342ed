import type { Rule } from '../rules'
import type { Case } from './imports'

const writer: Rule = 'each table has one writer'
const named: Rule = 'a table is called where it is named'

const schema = {
  'prisma/schema.prisma': `model Learner {
  id      String @id
  account Account?
  reviews Review[]
}
model Account {
  learner Learner @relation(fields: [learnerId], references: [id])
}
model Review {
  learner Learner @relation(fields: [learnerId], references: [id])
}`,
}

export const TABLE_CASES: Case[] = [
  {
    rule: writer,
    name: 'one room writes, others read, a hash is no table',
    files: {
      ...schema,
      'features/learner/data.ts': `db().learner.upsert({ where: {}, create: {}, update: {} })\ntx.account.create({ data: {} })`,
      'features/review/data.ts': `tx.learner.findUnique({})\ntx.review.create({ data: { learner: 1 } })\nhash.update(learner)`,
      'features/review/queue/data.ts': `tx.review.updateMany({ data: {} })`,
      'scripts/seed.ts': `db().review.createMany({ data: [] })`,
    },
    wrong: [],
  },
  {
    rule: writer,
    name: 'a second room, a nested write, raw SQL',
    files: {
      ...schema,
      'features/learner/data.ts': `tx.account.create({ data: {} })\ntx.account.delete({})\ntx.learner.update({})\ntx.learner.update({})`,
      'features/review/data.ts': `\ntx.account.deleteMany({})\ntx.review.create({ data: {\n  learner: { update: { theme: 'dark' } } } })\ntx.$executeRaw\`UPDATE "Learner" SET theme = 1\``,
    },
    wrong: [
      'features/review/data.ts:4: writes Learner, which learner writes',
      'features/review/data.ts:5: writes Learner, which learner writes',
      'features/review/data.ts:2: writes Account, which learner writes',
    ],
  },
  {
    rule: writer,
    name: 'outside data.ts nobody writes',
    files: {
      ...schema,
      'app/page.tsx': `db()?.learner.update({})`,
      'features/learner/actions.ts': `client['account'].delete({})`,
      'lib/jobs.ts': `run('DELETE FROM Review WHERE 1')`,
    },
    wrong: [
      "app/page.tsx:1: writes Learner; only a room's data.ts writes",
      "features/learner/actions.ts:1: writes Account; only a room's data.ts",
      "lib/jobs.ts:1: writes Review; only a room's data.ts",
    ],
  },
  {
    rule: named,
    name: 'called at once',
    files: { ...schema, 'features/review/data.ts': `const rows = await tx.review.findMany({})` },
    wrong: [],
  },
  {
    rule: named,
    name: 'taken aside',
    files: {
      ...schema,
      'features/review/data.ts': `const table = tx.review\nconst { learner } = db()\nwrite(tx.account)`,
    },
    wrong: [
      'features/review/data.ts:1: takes the table review aside',
      'features/review/data.ts:2: takes the table learner aside',
      'features/review/data.ts:3: takes the table account aside',
    ],
  },
]
