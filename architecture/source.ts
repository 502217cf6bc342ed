import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/** A node of the syntax tree, ESTree with TypeScript's nodes. */
export interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

/** One mention of another module, whatever its form: static, re-exported, dynamic, or a type's. */
export interface Import {
  /** As written: `./schema`, `@/lib/db`, `zod/mini`. */
  specifier: string
  /** A path from the project's root for our own modules, else the package's specifier. */
  target: string
  ours: boolean
  /** `import type`: gone after the build, but still knowledge. */
  typeOnly: boolean
  line: number
}

export interface Module {
  /** From the project's root, e.g. `features/review/data.ts`. */
  path: string
  text: string
  lines: number
  program: Node
  comments: { block: boolean; text: string; start: number; end: number; line: number }[]
  imports: Import[]
  /** Directives at the top: `use client`, `use server`. */
  directives: string[]
  /** Line of an offset, from 1. */
  lineAt(offset: number): number
}

export interface Violation {
  file: string
  line: number
  message: string
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Calls `visit` for a node and everything below it, with its ancestors, nearest first. */
export function walk(
  node: Node,
  visit: (node: Node, ancestors: Node[]) => void,
  above: Node[] = [],
): void {
  visit(node, above)
  const ancestors = [node, ...above]
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, ancestors)
    }
  }
}

/** The string that an expression is, if it is a plain one. */
export function stringOf(value: unknown): string | null {
  if (!isNode(value)) return null
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : null
  if (value.type !== 'TemplateLiteral') return null
  const [first, ...others] = value.quasis as { value: { cooked: string } }[]
  return first && others.length === 0 ? first.value.cooked : null
}

/** The name of an identifier, or of the property of a member expression. */
export function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null
  if (value.type === 'Identifier') return String(value.name)
  if (value.type === 'ChainExpression' || value.type === 'TSNonNullExpression')
    return nameOf(value.expression)
  if (value.type !== 'MemberExpression') return null
  return value.computed ? stringOf(value.property) : nameOf(value.property)
}

const ENDINGS = ['', '.ts', '.tsx', '.js', '.mjs', '.jsx', '/index.ts', '/index.tsx']

/** What a specifier names, seen from a file. `has` says which of our files there are. */
export function resolve(
  from: string,
  specifier: string,
  has: (path: string) => boolean,
): { target: string; ours: boolean } {
  const ours = specifier.startsWith('.') || specifier.startsWith('@/')
  if (!ours) return { target: specifier, ours }
  const bare = specifier.startsWith('@/')
    ? posix.normalize(specifier.slice(2))
    : posix.join(posix.dirname(from), specifier)
  const found = ENDINGS.map((ending) => bare + ending).find(has)
  return { target: found ?? bare, ours }
}

function mention(node: Node): { source: unknown; typeOnly: boolean } | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { source: node.source, typeOnly: node.importKind === 'type' }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? { source: node.source, typeOnly: node.exportKind === 'type' } : null
    case 'ImportExpression':
      return { source: node.source, typeOnly: false }
    case 'TSImportType':
      return { source: node.source ?? node.argument, typeOnly: true }
    case 'TSExternalModuleReference':
      return { source: node.expression, typeOnly: false }
    case 'CallExpression':
      return nameOf(node.callee) === 'require' &&
        isNode(node.callee) &&
        node.callee.type === 'Identifier'
        ? { source: (node.arguments as unknown[])[0], typeOnly: false }
        : null
    case 'NewExpression': {
      // new Worker(new URL('./worker.ts', import.meta.url)): the bundler follows it.
      const [source, base] = node.arguments as unknown[]
      const beside = isNode(base) && base.type === 'MemberExpression' && nameOf(base) === 'url'
      return nameOf(node.callee) === 'URL' && beside ? { source, typeOnly: false } : null
    }
    default:
      return null
  }
}

/** Reads one module. `has` says which of our files there are, to resolve imports. */
export function readModule(path: string, text: string, has: (path: string) => boolean): Module {
  const { program, comments, errors } = parseSync(path, text, {
    preserveParens: false,
    ...(/\.(js|mjs)$/.test(path) ? { lang: 'jsx' as const } : {}),
  })
  const [error] = errors
  if (error) throw new Error(`${path} does not parse: ${error.message}`)
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const lineAt = (offset: number) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
  const root = program as unknown as Node
  const imports: Import[] = []
  walk(root, (node) => {
    const found = mention(node)
    const specifier = found && stringOf(found.source)
    if (!found || specifier === null) return
    const { typeOnly } = found
    const { target, ours } = resolve(path, specifier, has)
    imports.push({ specifier, target, ours, typeOnly, line: lineAt(node.start) })
  })
  return {
    path,
    text,
    lines: text.replace(/\n$/, '').split('\n').length,
    program: root,
    comments: comments.map(({ type, value, start, end }) => ({
      block: type === 'Block',
      text: value,
      start,
      end,
      line: lineAt(start),
    })),
    imports,
    directives: (root.body as Node[]).flatMap(({ directive }) =>
      typeof directive === 'string' ? [directive] : [],
    ),
    lineAt,
  }
}

/** Reads modules given as texts by path. */
export function readModules(files: Record<string, string>): Module[] {
  const has = (path: string) => Object.hasOwn(files, path)
  return Object.entries(files)
    .filter(([path]) => /\.(tsx?|jsx?|mjs)$/.test(path))
    .map(([path, text]) => readModule(path, text, has))
}
