import { isBuiltin } from 'node:module'
import {
  DATA_EXTRAS,
  DATA_LIB,
  DOMAIN_PACKAGES,
  isTest,
  isTool,
  layerOf,
  packageOf,
  roomOf,
  WORDS,
  type Word,
  wordOf,
} from './map'
import { type Import, type Module, type Node, nameOf, type Violation, walk } from './source'

/** Only the five words stand in a room: four files, ui/, tests, and sub-nouns that hold the same. */
export function words(paths: string[]): Violation[] {
  return paths
    .filter((path) => path.startsWith('features/') && !isTest(path) && wordOf(path) === null)
    .map((file) => ({
      file,
      line: 1,
      message: `is none of the five words; a room holds ${WORDS.map((word) => `${word}.ts`).join(', ')} and ui/, or a sub-noun's folder with the same`,
    }))
}

type Judge = (found: Import, path: string) => string | null

const isWord = (target: string, ...allowed: Word[]) => {
  const word = wordOf(target) ?? wordOf(`${target}.ts`)
  return word !== null && allowed.includes(word)
}
const isLib = (target: string, name: string) => target.replace(/\.ts$/, '') === name
const isDomain = (path: string, specifier: string) => {
  const known = DOMAIN_PACKAGES[roomOf(path) ?? ''] ?? {}
  return Object.hasOwn(known, specifier) || Object.hasOwn(known, packageOf(specifier))
}

/** The sandbox is the emulator's one guest: its schemas and rules are about what stands there. */
const isGuest = (path: string, target: string) =>
  roomOf(path) === 'sandbox' && layerOf(target) === 'emulator'

const JUDGES: Record<Word, Judge> = {
  schema: ({ target, specifier }, path) =>
    specifier === 'zod/mini' || isWord(target, 'schema') || isGuest(path, target)
      ? null
      : 'schema.ts imports zod/mini and other schema.ts only; a type that others share belongs in a schema.ts, a decision in rules.ts',
  rules: ({ target, ours, specifier }, path) => {
    if (ours ? isWord(target, 'schema', 'rules') : isDomain(path, specifier)) return null
    if (isGuest(path, target)) return null
    return 'rules.ts imports schema, rules and its room’s domain packages (architecture/map.ts); effects belong in data.ts, screens in ui/'
  },
  data: ({ target, ours, specifier, typeOnly }, path) => {
    const extras = DATA_EXTRAS[roomOf(path) ?? ''] ?? {}
    if (ours) {
      if (isWord(target, 'schema', 'rules', 'data')) return null
      if (DATA_LIB.some((name) => isLib(target, name))) return null
      if (layerOf(target) === 'lib')
        return typeOnly || Object.keys(extras).some((name) => isLib(target, name))
          ? null
          : `data.ts takes from lib/ only ${DATA_LIB.join(', ')} (and types); cookies, limits and actions belong in lib/action, called by actions.ts`
      if (layerOf(target) === 'generated') return null
      return 'data.ts imports schema, rules, data and lib/db only; what a screen needs belongs in ui/'
    }
    if (specifier === 'server-only' || specifier === 'zod/mini' || isBuiltin(specifier)) return null
    if (Object.hasOwn(extras, packageOf(specifier)) || isDomain(path, specifier)) return null
    return 'data.ts knows the database and no other package (architecture/map.ts); cookies and redirects belong in app/ or actions.ts'
  },
  actions: ({ target, ours, specifier, typeOnly }) => {
    if (ours && isWord(target, 'schema', 'data')) return null
    if (ours && (isLib(target, 'lib/action') || isLib(target, 'lib/outcome'))) return null
    if (ours && typeOnly && isLib(target, 'lib/auth')) return null
    if (specifier === 'next/cache' || specifier === 'next/navigation') return null
    return 'actions.ts imports schema, data and lib/action only: parse → who → data → revalidate; decisions belong in rules.ts, queries in data.ts'
  },
  ui: ({ target, ours, specifier, typeOnly }, path) => {
    if (!ours)
      return isBuiltin(specifier) ? 'ui/ runs in the browser; reading belongs in data.ts' : null
    if (isWord(target, 'data'))
      return 'ui/ never imports data.ts; the page reads and hands in, a shared type belongs in schema.ts'
    if (isWord(target, 'actions'))
      return roomOf(target) === roomOf(path)
        ? null
        : 'another room’s actions are never used; compose in the page'
    if (roomOf(target) !== null || ['components', 'lib'].includes(layerOf(target))) return null
    return typeOnly || target.endsWith('.css')
      ? null
      : 'ui/ imports rules, schema, its own actions and components; the rest is handed in by the page'
  },
}

/** What each word may import. */
export function wordImports(modules: Module[]): Violation[] {
  return modules.flatMap(({ path, imports }) => {
    const word = wordOf(path)
    if (word === null) return []
    return imports.flatMap((found) => {
      const problem = JUDGES[word](found, path)
      return problem
        ? [{ file: path, line: found.line, message: `imports ${found.specifier}: ${problem}` }]
        : []
    })
  })
}

/** Only data.ts (and plumbing in lib/) holds the database; others may name its types. */
export function databaseInData(modules: Module[]): Violation[] {
  return modules
    .filter(({ path }) => !isTest(path) && !isTool(path) && layerOf(path) !== 'lib')
    .filter(({ path }) => wordOf(path) !== 'data')
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => isLib(target, 'lib/db') && !typeOnly)
        .map(({ line, specifier }) => ({
          file: path,
          line,
          message: `imports ${specifier}: only data.ts does; write the query in the room's data.ts`,
        })),
    )
}

/** data.ts begins with `import 'server-only'`, actions.ts with 'use server', and no other file does. */
export function headers(modules: Module[]): Violation[] {
  return modules
    .filter(({ path }) => !isTest(path) && !isTool(path))
    .flatMap((module) => {
      const { path, program, directives } = module
      const word = wordOf(path)
      const found: Violation[] = []
      const add = (line: number, message: string) => found.push({ file: path, line, message })
      const [first] = program.body as Node[]
      const serverOnly =
        first?.type === 'ImportDeclaration' &&
        (first.source as Node).value === 'server-only' &&
        (first.specifiers as Node[]).length === 0
      if (word === 'data' && !serverOnly) add(1, "must begin with import 'server-only'")
      if (word === 'actions' && directives[0] !== 'use server')
        add(1, "must begin with 'use server'")
      const client = directives.includes('use client')
      if (client && word !== null && word !== 'ui')
        add(1, "is 'use client', but only ui/ runs in the browser; move the component to ui/")
      if (
        client &&
        layerOf(path) === 'lib' &&
        module.imports.some(({ specifier }) => specifier === 'server-only')
      )
        add(1, "is 'use client' and server-only at once")
      walk(program, (node) => {
        if (node.directive === 'use server' && word !== 'actions')
          add(module.lineAt(node.start), "'use server' belongs in a room's actions.ts")
      })
      return found
    })
}

/** `UserId` is minted in lib/auth: a cast anywhere else would prove nobody. */
export function mintedIds(modules: Module[]): Violation[] {
  return modules
    .filter(({ path }) => !isTest(path) && !isTool(path) && !/^lib\/auth(\.ts|\/)/.test(path))
    .flatMap((module) => {
      const found: Violation[] = []
      walk(module.program, (node) => {
        if (node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') return
        const type = node.typeAnnotation as Node
        if (type.type === 'TSTypeReference' && nameOf(type.typeName) === 'UserId')
          found.push({
            file: module.path,
            line: module.lineAt(node.start),
            message: 'casts to UserId; only lib/auth mints one: take it from currentUser()',
          })
      })
      return found
    })
}
