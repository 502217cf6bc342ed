import { isTest, layerOf, wordOf } from './map'
import { isNode, type Module, type Node, nameOf, type Violation, walk } from './source'

const CLOCK_AND_CHANCE: Record<string, readonly string[]> = {
  Date: ['now'],
  performance: ['now', 'timeOrigin'],
  Math: ['random'],
  crypto: ['randomUUID', 'getRandomValues'],
  process: ['hrtime', 'uptime'],
}

const EFFECTS = [
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process',
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'XMLHttpRequest',
]

const PLATFORM = [
  'process',
  'Buffer',
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'Worker',
  'postMessage',
  'require',
  '__dirname',
]

/** The global that an expression names: `Date`, `globalThis.Date`; null for anything else. */
function globalName(value: unknown): string | null {
  if (!isNode(value)) return null
  if (value.type === 'Identifier') return nameOf(value)
  if (value.type !== 'MemberExpression') return null
  return ['globalThis', 'self', 'window', 'global'].includes(globalName(value.object) ?? '')
    ? nameOf(value)
    : null
}

/** Where a tree reads a clock or throws dice, as it is written. */
export function clockReads(program: Node): { node: Node; name: string }[] {
  const found: { node: Node; name: string }[] = []
  walk(program, (node) => {
    if (node.type === 'MemberExpression') {
      const owner = globalName(node.object)
      const name = nameOf(node)
      if (owner && name && CLOCK_AND_CHANCE[owner]?.includes(name))
        found.push({ node, name: `${owner}.${name}` })
    }
    const called = node.type === 'NewExpression' || node.type === 'CallExpression'
    if (called && globalName(node.callee) === 'Date') {
      const bare = (node.arguments as unknown[]).length === 0
      if (bare || node.type === 'CallExpression') found.push({ node, name: 'the current Date' })
    }
    if (node.type === 'VariableDeclarator' && isNode(node.id) && node.id.type === 'ObjectPattern') {
      const owner = globalName(node.init)
      const taken = owner ? CLOCK_AND_CHANCE[owner] : undefined
      for (const property of node.id.properties as Node[]) {
        const name = nameOf(property.key)
        if (name && taken?.includes(name)) found.push({ node, name: `${owner}.${name}` })
      }
    }
    if (node.type === 'MemberExpression' && globalName(node) === null && nameOf(node) === 'Now') {
      if (globalName(node.object) === 'Temporal') found.push({ node, name: 'Temporal.Now' })
    }
  })
  return found
}

function declared(program: Node): Set<string> {
  const names = new Set<string>()
  const bind = (value: unknown): void => {
    if (!isNode(value)) return
    if (value.type === 'Identifier') names.add(String(value.name))
    else if (value.type === 'ObjectPattern')
      for (const part of value.properties as Node[]) bind(part.value ?? part.argument)
    else if (value.type === 'ArrayPattern')
      for (const part of value.elements as unknown[]) bind(part)
    else if (value.type === 'AssignmentPattern') bind(value.left)
    else if (value.type === 'RestElement') bind(value.argument)
    else if (value.type === 'TSParameterProperty') bind(value.parameter)
  }
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator') bind(node.id)
    if (/^(Function|ArrowFunction|TSDeclareFunction|Class)/.test(node.type)) bind(node.id)
    if (Array.isArray(node.params)) for (const part of node.params) bind(part)
    if (/^Import.*Specifier$/.test(node.type)) bind(node.local)
    if (node.type === 'CatchClause') bind(node.param)
  })
  return names
}

/** Where a tree uses one of these globals by its bare name or through globalThis. */
export function globalUses(
  program: Node,
  names: readonly string[],
): { node: Node; name: string }[] {
  const own = declared(program)
  const found: { node: Node; name: string }[] = []
  walk(program, (node, [parent]) => {
    if (node.type === 'MemberExpression') {
      const name = globalName(node)
      if (name && names.includes(name)) found.push({ node, name })
    }
    if (node.type !== 'Identifier') return
    const name = String(node.name)
    if (!names.includes(name) || own.has(name)) return
    const isKey =
      (parent?.property === node || parent?.key === node) &&
      !parent.computed &&
      !(parent.shorthand && parent.value === node)
    const isType = parent?.type.startsWith('TS') && !/^TS(As|NonNull|Satisfies)/.test(parent.type)
    const isName = /^(ImportSpecifier|ExportSpecifier|JSX)/.test(parent?.type ?? '')
    if (!isKey && !isType && !isName) found.push({ node, name })
  })
  return found
}

const isEmulatorCore = (path: string) =>
  layerOf(path) === 'emulator' && !path.startsWith('emulator/runtimes/')

/** Rules and schemas decide: no clock, no dice, no effects. The emulator's time is its world's. */
export function purity(modules: Module[]): Violation[] {
  return modules.flatMap((module) => {
    const { path, program, lineAt } = module
    if (isTest(path)) return []
    const word = wordOf(path)
    const pure = word === 'rules' || word === 'schema'
    if (!pure && !isEmulatorCore(path)) return []
    const where = pure
      ? `${word}.ts is pure: take the instant or the chance as an argument`
      : 'time and chance live in the world: take them from it'
    const clocks = clockReads(program).map(({ node, name }) => ({
      file: path,
      line: lineAt(node.start),
      message: `reads ${name}; ${where}`,
    }))
    const effects = pure ? globalUses(program, EFFECTS) : []
    return [
      ...clocks,
      ...effects.map(({ node, name }) => ({
        file: path,
        line: lineAt(node.start),
        message: `uses ${name}; effects belong in data.ts or ui/`,
      })),
    ]
  })
}

/** Only emulator/runtimes/{node,browser}/ touch Node or the DOM; React and Next are nowhere in it. */
export function emulatorRim(modules: Module[]): Violation[] {
  return modules
    .filter(({ path }) => layerOf(path) === 'emulator' && !isTest(path))
    .flatMap(({ path, program, imports, lineAt }) => {
      const rim = /^emulator\/runtimes\/(node|browser)\//.test(path)
      const screens = imports
        .filter(({ specifier }) => /^(react|react-dom|next)(\/|$)/.test(specifier))
        .map(({ line, specifier }) => ({
          file: path,
          line,
          message: `imports ${specifier}; the emulator is plain TypeScript: screens belong in features/sandbox/ui/`,
        }))
      if (rim) return screens
      const builtins = imports
        .filter(({ specifier }) => specifier.startsWith('node:'))
        .map(({ line, specifier }) => ({ line, name: specifier }))
      const globals = globalUses(program, PLATFORM).map(({ node, name }) => ({
        line: lineAt(node.start),
        name,
      }))
      return [
        ...screens,
        ...[...builtins, ...globals].map(({ line, name }) => ({
          file: path,
          line,
          message: `uses ${name}; only emulator/runtimes/node/ and browser/ touch a platform`,
        })),
      ]
    })
}
