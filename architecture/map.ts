/** Rooms from the ground up: a room may know the rooms before it and none after it. */
export const ROOMS = [
  'learner',
  'cards',
  'review',
  'sandbox',
  'quiz',
  'interview',
  'progress',
  'archive',
] as const

export const WORDS = ['schema', 'rules', 'data', 'actions'] as const
export type Word = (typeof WORDS)[number] | 'ui'

/** Packages that a room's rules are about, and why. Types of them may stand in no schema. */
export const DOMAIN_PACKAGES: Record<string, Record<string, string>> = {
  review: {
    'ts-fsrs': 'FSRS-6 itself',
    '@open-spaced-repetition/binding': 'fits FSRS-6 to a learner',
    diff: 'compares a typed answer letter by letter',
  },
  archive: {
    '@hpcc-js/wasm-zstd': 'what is packed inside an Anki package',
    'csv-parse': 'tables are read here',
    'csv-stringify': 'tables are written here',
    fflate: 'an Anki package is a zip file',
    hast: 'the tree of HTML',
    'hast-util-from-html': 'fields of Anki are HTML',
    'hast-util-to-html': 'fields of Anki are HTML',
    mdast: 'the tree of Markdown',
    pbf: 'Anki keeps its configuration as protobuf',
    'rehype-remark': 'HTML becomes Markdown here',
    'rehype-sanitize': 'before anything is read of it, HTML is sanitised',
    'remark-gfm': 'Markdown is read and written here',
    'remark-parse': 'Markdown is read here',
    'remark-rehype': 'Markdown becomes HTML for Anki',
    'remark-stringify': 'Markdown is written here',
    'sql.js': 'an Anki collection is a SQLite file',
    unified: 'turns one tree into another',
    'unist-util-visit': 'walks a tree',
    'zod/mini': 'what is read is parsed through schemas',
  },
  interview: {
    'hast-util-to-html': 'diagrams of designs become pages',
    yaml: 'incidents are YAML, drawn anew with each seed',
    'zod/mini': 'what was drawn is parsed through a schema',
  },
  quiz: {
    'hast-util-to-html': 'code and diagrams of exercises become pages',
    stemmer: 'an answer in one’s own words is heard by the stems of its words',
  },
  sandbox: {
    diff: 'lays two events beside each other line by line',
    fflate: 'share links are deflated, projects are zip files',
    'json-p3': 'what a lab expects is named by JSONPath',
    yaml: 'labs, and answers to them, are YAML',
    'zod/mini': 'both are parsed here through a schema',
  },
  cards: {
    'github-slugger': 'anchors as GitHub makes them',
    hast: 'the tree of HTML',
    'hast-util-from-html': 'drawn diagrams become trees',
    'hast-util-to-html': 'trees become pages',
    'hast-util-to-string': 'the text of a tree',
    mdast: 'the tree of Markdown',
    'mdast-util-to-string': 'the text of a tree',
    minisearch: 'the search index of the content',
    'rehype-sanitize': 'what a learner wrote is sanitised here',
    'remark-frontmatter': 'Markdown is read here',
    'remark-gfm': 'Markdown is read here',
    'remark-parse': 'Markdown is read here',
    'remark-rehype': 'Markdown becomes HTML here',
    unified: 'Markdown is read here',
    unist: 'the tree of either',
    'unist-util-visit': 'walks a tree',
    yaml: 'front matter, cards and figures are YAML',
    'zod/mini': 'YAML is parsed here through a schema that is handed in',
  },
}

/** Packages and plumbing that a room's data may use beside the database, and why. */
export const DATA_EXTRAS: Record<string, Record<string, string>> = {
  learner: {
    '@node-rs/argon2': 'passwords are hashed where accounts are kept',
    'lib/rate-limit':
      'sign-in arrives through next-auth, not through an action that would limit it',
  },
  cards: { shiki: 'colours the code in a learner’s own cards, loaded where there is any' },
  review: { 'lib/seal': 'an answer proves when its card was handed out' },
  interview: {
    'lib/seal': 'a paper that is shared is the one that was made here',
    'lib/sign': 'a result that is shown to others is the one that was reached here',
    'lib/env': 'whether the operator plugged in a language model, and where it is',
  },
}

/** What any data.ts may take from lib: the database, and the form of an expected error. */
export const DATA_LIB = ['lib/db', 'lib/outcome', 'lib/coalesce'] as const

/** Packages that one file alone may import, and where that file is. */
export const ONE_FILE = {
  'ts-fsrs': 'features/review/fsrs/rules.ts',
  '@open-spaced-repetition/binding': 'features/review/fit/data.ts',
  '@prisma/adapter-libsql': 'lib/sqlite.ts',
} as const

export const FORBIDDEN_NAMES = [
  'utils',
  'helpers',
  'misc',
  'common',
  'manager',
  'service',
  'types',
  'constants',
] as const

export const MOST_LINES = 300
export const MOST_LINES_ARCHITECTURE = 150

export type Layer =
  | 'app'
  | 'features'
  | 'components'
  | 'lib'
  | 'emulator'
  | 'scripts'
  | 'e2e'
  | 'bench'
  | 'generated'
  | 'root'

const LAYERS = ['app', 'features', 'components', 'lib', 'emulator', 'scripts', 'e2e', 'bench']

/** The layer of a path from the project's root. */
export function layerOf(path: string): Layer {
  const [first = ''] = path.split('/')
  if (first === '.generated') return 'generated'
  return LAYERS.includes(first) ? (first as Layer) : 'root'
}

/** Layers that people run: they may import anything, and nothing may import them. */
export const isTool = (path: string): boolean =>
  ['scripts', 'e2e', 'bench'].includes(layerOf(path)) || path.startsWith('architecture')

export const isTest = (path: string): boolean =>
  /\.(test|spec|bench)\.(tsx?|mjs|js)$/.test(path) || /(^|\/)fixtures\//.test(path)

/** The room of a path, or null outside features/. */
export function roomOf(path: string): string | null {
  const [first, room, rest] = path.split('/')
  return first === 'features' && room !== undefined && rest !== undefined ? room : null
}

/** Which of the five words a file of a room is; null for anything else. */
export function wordOf(path: string): Word | null {
  if (roomOf(path) === null || isTest(path)) return null
  const parts = path.split('/').slice(2)
  if (parts.slice(0, -1).includes('ui')) return 'ui'
  const name = parts.at(-1)?.match(/^(schema|rules|data|actions)\.ts$/)?.[1]
  if (name) return name as Word
  // What waits in a browser is kept and sent there: held to what ui/ may import.
  return /^features\/(review|interview)\/offline\//.test(path) ? 'ui' : null
}

/** A package's name without what follows it: `next/link` → `next`, `@a/b/c` → `@a/b`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
}
