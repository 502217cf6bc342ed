import { isTest, isTool, roomOf, wordOf } from './map'
import { isNode, type Module, type Node, nameOf, stringOf, type Violation, walk } from './source'

const WRITES = [
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
]
const NESTED = [...WRITES, 'connectOrCreate', 'connect', 'disconnect', 'set']

/** The models of a Prisma schema: name → relation field → the model it leads to. */
export type Models = Map<string, Map<string, string>>

/** Reads the models of prisma/schema.prisma. */
export function readModels(schema: string): Models {
  const blocks = [...schema.matchAll(/^model\s+(\w+)\s*\{([^}]*)\}/gm)]
  const names = new Set(blocks.map(([, name = '']) => name))
  return new Map(
    blocks.map(([, name = '', body = '']) => [
      name,
      new Map(
        [...body.matchAll(/^\s*(\w+)\s+(\w+)/gm)].flatMap(([, field = '', type = '']) =>
          names.has(type) ? [[field, type] as const] : [],
        ),
      ),
    ]),
  )
}

interface Write {
  model: string
  file: string
  line: number
}

const delegateOf = (model: string) => model.charAt(0).toLowerCase() + model.slice(1)

/** Whether an expression is the client or a transaction: `db()`, `tx`, `prisma`, `client`. */
const isClient = (value: unknown): boolean =>
  isNode(value) &&
  (value.type === 'CallExpression'
    ? nameOf(value.callee) === 'db'
    : ['tx', 'db', 'prisma', 'client'].includes(nameOf(value) ?? ''))

/** Every write in a module, by model: delegate calls, nested relation writes, raw SQL. */
export function writesIn({ path, program, lineAt }: Module, models: Models): Write[] {
  const byDelegate = new Map([...models.keys()].map((model) => [delegateOf(model), model]))
  const byTable = new Map([...models.keys()].map((model) => [model.toLowerCase(), model]))
  const found: Write[] = []
  const add = (model: string, node: Node) =>
    found.push({ model, file: path, line: lineAt(node.start) })
  const nested = (model: string, value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) nested(model, part)
    if (!isNode(value)) return
    if (value.type === 'ArrayExpression') nested(model, value.elements)
    if (value.type !== 'ObjectExpression') return
    for (const property of value.properties as Node[]) {
      const key = nameOf(property.key) ?? stringOf(property.key) ?? ''
      const related = models.get(model)?.get(key)
      const inner = property.value
      if (related && isNode(inner) && inner.type === 'ObjectExpression') {
        const keys = (inner.properties as Node[]).map((part) => nameOf(part.key) ?? '')
        if (keys.some((name) => NESTED.includes(name))) add(related, property)
        nested(related, inner)
      } else nested(model, inner)
    }
  }
  const raw = (node: Node, text: string) => {
    for (const [, table = ''] of text.matchAll(
      /\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+["`[]?(\w+)/gi,
    )) {
      const model = byTable.get(table.toLowerCase())
      if (model) add(model, node)
    }
  }
  walk(program, (node) => {
    if (node.type === 'TemplateElement')
      raw(node, (node.value as { cooked: string | null }).cooked ?? '')
    if (node.type === 'Literal' && typeof node.value === 'string') raw(node, node.value)
    if (node.type !== 'CallExpression' || !isNode(node.callee)) return
    const { callee } = node
    if (callee.type !== 'MemberExpression' || !WRITES.includes(nameOf(callee) ?? '')) return
    const owner = callee.object as Node
    const model =
      owner.type === 'MemberExpression' ? byDelegate.get(nameOf(owner) ?? '') : undefined
    if (!model) return
    add(model, node)
    nested(model, node.arguments)
  })
  return found
}

/** Each table has one writer: one room's data.ts. Others ask it, handing in their transaction. */
export function oneWriter(modules: Module[], models: Models): Violation[] {
  const writes = modules
    .filter(({ path }) => !isTest(path) && !isTool(path))
    .flatMap((module) => writesIn(module, models))
  const outside = writes
    .filter(({ file }) => wordOf(file) !== 'data')
    .map(({ model, file, line }) => ({
      file,
      line,
      message: `writes ${model}; only a room's data.ts writes: move the write there`,
    }))
  const shared = [...models.keys()].flatMap((model) => {
    const mine = writes.filter((write) => write.model === model && wordOf(write.file) === 'data')
    const [owner] = mine
      .map(({ file }) => roomOf(file))
      .sort((a, b) => count(mine, b) - count(mine, a))
    return mine
      .filter(({ file }) => roomOf(file) !== owner)
      .map(({ file, line }) => ({
        file,
        line,
        message: `writes ${model}, which ${owner} writes; call a function of features/${owner} data.ts with your transaction`,
      }))
  })
  return [...outside, ...shared]
}

const count = (writes: Write[], room: string | null) =>
  writes.filter(({ file }) => roomOf(file) === room).length

/** A table's delegate is called where it is named: an alias would hide its writes. */
export function delegates(modules: Module[], models: Models): Violation[] {
  const names = new Set([...models.keys()].map(delegateOf))
  return modules
    .filter(({ path }) => !isTest(path) && !isTool(path))
    .flatMap(({ path, program, lineAt }) => {
      const found: Violation[] = []
      const add = (node: Node, name: string) =>
        found.push({
          file: path,
          line: lineAt(node.start),
          message: `takes the table ${name} aside; call its method where you name it, in data.ts`,
        })
      walk(program, (node, [parent]) => {
        if (node.type === 'MemberExpression' && isClient(node.object)) {
          const name = nameOf(node) ?? ''
          const called = parent?.type === 'MemberExpression' && parent.object === node
          if (names.has(name) && !called) add(node, name)
        }
        if (node.type !== 'VariableDeclarator' || !isClient(node.init) || !isNode(node.id)) return
        for (const part of node.id.type === 'ObjectPattern' ? (node.id.properties as Node[]) : []) {
          const name = nameOf(part.key) ?? ''
          if (names.has(name)) add(node, name)
        }
      })
      return found
    })
}
