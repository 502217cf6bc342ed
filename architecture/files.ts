import {
  FORBIDDEN_NAMES,
  isTest,
  layerOf,
  MOST_LINES,
  MOST_LINES_ARCHITECTURE,
  wordOf,
} from './map'
import { isNode, type Module, type Node, nameOf, type Violation, walk } from './source'

const isCode = (path: string) => /\.(tsx?|jsx?|mjs|cjs|css)$/.test(path)

/** Names say what a thing is about: kebab-case, and none of the names that say nothing. */
export function names(paths: string[]): Violation[] {
  return paths.filter(isCode).flatMap((file) => {
    const wrong = file.split('/').flatMap((part) => {
      const name = part.replace(/\.[\w.]+$/, '')
      // Next gives its own meaning to (group), [slug], [...rest], @slot and _private; dots hide.
      const plain = name.replace(/^[._@]|^\(+\.*\)?|\)$|^\[+(\.\.\.)?|\]+$/g, '')
      if (plain === '') return []
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(plain)) return [`${part} is not kebab-case; rename it`]
      const vague = FORBIDDEN_NAMES.find((word) => plain === word || plain.endsWith(`-${word}`))
      return vague
        ? [
            `${part} says nothing about what is in it; name the noun, or put each part where its noun lives`,
          ]
        : []
    })
    return wrong.map((message) => ({ file, line: 1, message }))
  })
}

/** One door per folder is a barrel; only the emulator has one. */
export function barrels(paths: string[]): Violation[] {
  return paths
    .filter((path) => /(^|\/)index\.(tsx?|jsx?|mjs)$/.test(path) && path !== 'emulator/index.ts')
    .filter((path) => !['e2e', 'bench'].includes(layerOf(path)) && !isTest(path))
    .map((file) => ({
      file,
      line: 1,
      message: 'is a barrel; import from the file that holds the thing',
    }))
}

/** A file stops at 300 lines, tests, fixtures, content and migrations apart. */
export function sizes(files: Record<string, string>): Violation[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const lines = text.replace(/\n$/, '').split('\n').length
    const most = file === 'ARCHITECTURE.md' ? MOST_LINES_ARCHITECTURE : MOST_LINES
    if (file !== 'ARCHITECTURE.md' && (!isCode(file) || isTest(file))) return []
    return lines > most
      ? [
          {
            file,
            line: most + 1,
            message: `has ${lines} lines, at most ${most}; ${file === 'ARCHITECTURE.md' ? 'move detail into docs/adr/' : 'split it by noun: a sub-noun with the same five words'}`,
          },
        ]
      : []
  })
}

/** Our HTML carries no style attributes: the Content-Security-Policy would refuse them. */
export function styleAttributes(modules: Module[]): Violation[] {
  const isPicture = (path: string) =>
    /\/(icon|apple-icon|opengraph-image|twitter-image)\.tsx$/.test(path)
  return modules
    .filter(({ path }) => path.endsWith('.tsx') && !isPicture(path))
    .flatMap(({ path, program, lineAt }) => {
      const found: Violation[] = []
      walk(program, (node) => {
        const name = node.type === 'JSXAttribute' ? (node.name as Node).name : null
        if (name === 'style')
          found.push({
            file: path,
            line: lineAt(node.start),
            message:
              'has a style attribute; use a class, or an SVG attribute for a computed length',
          })
      })
      return found
    })
}

const LATER = /\b(TODO|FIXME)\b/
const SILENCED = /@ts-(ignore|nocheck)\b/

/** Nothing is left for later, silenced or switched off. */
export function leftovers(modules: Module[]): Violation[] {
  return modules.flatMap(({ path, comments, program, lineAt }) => {
    const found: Violation[] = []
    const add = (line: number, message: string) => found.push({ file: path, line, message })
    for (const { text, line } of comments) {
      if (LATER.test(text))
        add(line, `leaves a ${LATER.exec(text)?.[1]}; do it, or write it down outside the code`)
      if (SILENCED.test(text)) add(line, 'silences the compiler; mend the type')
    }
    walk(program, (node) => {
      if (node.type !== 'MemberExpression') return
      const off = nameOf(node) ?? ''
      if (!['skip', 'only', 'todo', 'fixme'].includes(off)) return
      let root: unknown = node.object
      while (isNode(root) && root.type === 'MemberExpression') root = root.object
      const runner = isNode(root) && root.type === 'Identifier' ? String(root.name) : ''
      if (['test', 'it', 'describe', 'suite'].includes(runner))
        add(
          lineAt(node.start),
          `switches tests off with ${runner}.${off}; mend the test or remove it`,
        )
    })
    return found
  })
}

interface ExportedFunction {
  name: string
  node: Node
}

const isFunction = (value: unknown): boolean =>
  isNode(value) &&
  /^(FunctionDeclaration|TSDeclareFunction|FunctionExpression|ArrowFunctionExpression)$/.test(
    value.type,
  )

/** The functions that a module exports, each with the statement that a docstring stands above. */
export function exportedFunctions(program: Node): ExportedFunction[] {
  const body = program.body as Node[]
  const local = new Map<string, Node>()
  const declare = (declaration: Node, statement: Node): ExportedFunction[] => {
    if (isFunction(declaration))
      return [{ name: nameOf(declaration.id) ?? 'default', node: statement }]
    if (declaration.type !== 'VariableDeclaration') return []
    return (declaration.declarations as Node[])
      .filter(({ init }) => isFunction(init))
      .map(({ id }) => ({ name: nameOf(id) ?? '?', node: statement }))
  }
  for (const node of body) for (const { name } of declare(node, node)) local.set(name, node)
  const found = body.flatMap((node): ExportedFunction[] => {
    if (!/^Export(Named|Default)Declaration$/.test(node.type)) return []
    if (isNode(node.declaration)) return declare(node.declaration, node)
    if (node.source) return []
    return ((node.specifiers as Node[] | undefined) ?? []).flatMap((specifier) => {
      const name = nameOf(specifier.local) ?? ''
      const declaration = local.get(name)
      return declaration ? [{ name, node: declaration }] : []
    })
  })
  // Of overloads the first carries the docstring.
  return found.filter(
    ({ name }, index) => found.findIndex((other) => other.name === name) === index,
  )
}

/** Exported functions of lib/, emulator/ and rules.ts say what they promise. */
export function docstrings(modules: Module[]): Violation[] {
  return modules
    .filter(({ path }) => /\.tsx?$/.test(path) && !isTest(path))
    .filter(({ path }) => ['lib', 'emulator'].includes(layerOf(path)) || wordOf(path) === 'rules')
    .flatMap(({ path, program, comments, text, lineAt }) =>
      exportedFunctions(program).flatMap(({ name, node }) => {
        const doc = comments.findLast(
          ({ block, text: value, end }) =>
            block &&
            value.startsWith('*') &&
            end <= node.start &&
            text.slice(end, node.start).trim() === '',
        )
        const add = (message: string) => [{ file: path, line: lineAt(node.start), message }]
        if (!doc) return add(`${name} has no docstring; say in one above it what it promises`)
        return []
      }),
    )
}
