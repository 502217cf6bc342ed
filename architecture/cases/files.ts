import type { Rule } from '../rules'
import type { Case } from './imports'

const names: Rule = 'names are kebab-case and say something'
const barrels: Rule = 'no barrels'
const sizes: Rule = 'a file stops at 300 lines, ARCHITECTURE.md at 150'
const style: Rule = 'no style attributes'
const leftovers: Rule = 'nothing is left for later, silenced or switched off'
const docs: Rule = 'exported functions of lib, emulator and rules say what they promise'

const long = (lines: number) => 'export {}\n'.repeat(lines)

export const FILE_CASES: Case[] = [
  {
    rule: names,
    name: 'kebab-case and Next’s own forms',
    files: {
      'app/(reading)/topics/[slug]/page.tsx': '',
      'app/api/auth/[...nextauth]/route.ts': '',
      'app/[[...rest]]/not-found.tsx': '',
      'lib/rate-limit.test.ts': '',
      'features/learner/README.md': '',
    },
    wrong: [],
  },
  {
    rule: names,
    name: 'another case, or a name that says nothing',
    files: {
      'components/TopicMap.tsx': '',
      'lib/string_case.ts': '',
      'lib/utils.ts': '',
      'lib/date-helpers.ts': '',
      'features/review/types/schema.ts': '',
    },
    wrong: [
      'components/TopicMap.tsx:1: TopicMap.tsx is not kebab-case',
      'lib/string_case.ts:1: string_case.ts is not kebab-case',
      'lib/utils.ts:1: utils.ts says nothing',
      'lib/date-helpers.ts:1: date-helpers.ts says nothing',
      'features/review/types/schema.ts:1: types says nothing',
    ],
  },
  { rule: barrels, name: 'the emulator’s door', files: { 'emulator/index.ts': '' }, wrong: [] },
  {
    rule: barrels,
    name: 'any other door',
    files: { 'features/review/ui/index.ts': '', 'components/index.tsx': '' },
    wrong: ['features/review/ui/index.ts:1: is a barrel', 'components/index.tsx:1: is a barrel'],
  },
  {
    rule: sizes,
    name: 'at the limit, and long tests',
    files: {
      'lib/a.ts': long(300),
      'lib/a.test.ts': long(400),
      'ARCHITECTURE.md': 'a\n'.repeat(150),
    },
    wrong: [],
  },
  {
    rule: sizes,
    name: 'one line more',
    files: {
      'lib/a.ts': long(301),
      'app/globals.css': '\n'.repeat(301),
      'ARCHITECTURE.md': 'a\n'.repeat(151),
    },
    wrong: [
      'lib/a.ts:301: has 301 lines, at most 300',
      'app/globals.css:301: has 301 lines',
      'ARCHITECTURE.md:151: has 151 lines, at most 150',
    ],
  },
  {
    rule: style,
    name: 'classes, and pictures that are no HTML',
    files: {
      'components/a.tsx': `export const a = <rect className="a" width={3} />`,
      'app/opengraph-image.tsx': `export default () => <div style={{ display: 'flex' }} />`,
    },
    wrong: [],
  },
  {
    rule: style,
    name: 'a style attribute, object or text',
    files: {
      'components/a.tsx': `export const a = <p style={{ width: 3 }} />`,
      'components/b.tsx': `export const b = (\n  <b style="x" />\n)`,
    },
    wrong: [
      'components/a.tsx:1: has a style attribute',
      'components/b.tsx:2: has a style attribute',
    ],
  },
  {
    rule: leftovers,
    name: 'words in strings, and a method called only',
    files: {
      'lib/a.ts': `export const a = 'TODO'\nlist.only()\niterator.skip(1)`,
      'lib/a.test.ts': `it.each([])('', run)`,
    },
    wrong: [],
  },
  {
    rule: leftovers,
    name: 'each kind',
    files: {
      'lib/a.ts': `// ${'TO'}DO: later\n/* @ts-${'ignore'} */\nconst a = 1 // ${'FIX'}ME`,
      'lib/a.test.ts': `it.skip('a', run)\ndescribe.only('b', run)\ntest.describe.skip('c', run)`,
    },
    wrong: [
      'lib/a.ts:1: leaves a TODO',
      'lib/a.ts:2: silences the compiler',
      'lib/a.ts:3: leaves a FIXME',
      'lib/a.test.ts:1: switches tests off with it.skip',
      'lib/a.test.ts:2: switches tests off with describe.only',
      'lib/a.test.ts:3: switches tests off with test.skip',
    ],
  },
  {
    rule: docs,
    name: 'documented, private, or elsewhere',
    files: {
      'lib/a.ts': `/** Does. */\nexport function a() {}\nfunction b() {}\nexport const c = 1\n/** Does. */\nconst d = () => 1\nexport { d }`,
      'emulator/gateway/a.ts': `/**\n * Matches.\n * @see https://docs.aws.amazon.com/apigateway/\n */\nexport const match = () => 1`,
      'features/review/ui/a.tsx': `export function A() {}`,
    },
    wrong: [],
  },
  {
    rule: docs,
    name: 'without a word, or with a word elsewhere',
    files: {
      'lib/a.ts': `/** Of something else. */\nconst x = 1\nexport const a = () => x\n// not a docstring\nexport default function b() {}`,
      'features/review/rules.ts': `const c = () => 1\nexport { c }`,
      'emulator/gateway/a.ts': `/* Matches. */\nexport const match = () => 1`,
    },
    wrong: [
      'lib/a.ts:3: a has no docstring',
      'lib/a.ts:5: b has no docstring',
      'features/review/rules.ts:1: c has no docstring',
      'emulator/gateway/a.ts:2: match has no docstring',
    ],
  },
]
