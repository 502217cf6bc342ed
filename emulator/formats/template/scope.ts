import { readDocument } from '../document'
import { FormatError } from '../format-error'
import { MAX_DEPTH, MAX_RESOURCES, MAX_VALUES } from '../limits'
import { entriesOf, get, type Node, refuse, scalarAt, textOf } from '../node'
import type { Reading } from '../reading'
import { attributeOf, namePropertyOf, refOf } from './attributes'
import { refuseCircles } from './circles'
import { conditionHolds, type Evaluator, INTRINSICS } from './intrinsics'
import { type Given, parameterValue, pseudoParameter } from './parameters'
import type { Account, Resource, Scope } from './resource'

/** What SAM adds of itself, and what the parts of a SAM resource are called. */
const IMPLICIT = /^(ServerlessRestApi|ServerlessHttpApi|ServerlessRestApiProdStage)$/

function readResources(root: Node): Map<string, Resource> {
  const section = get(root, 'Resources') ?? refuse(root, 'Resources')
  const entries = entriesOf(section, 'a map of resources')
  if (entries.length > MAX_RESOURCES) {
    refuse(section, `at most ${MAX_RESOURCES} resources`, String(entries.length))
  }
  return new Map(
    entries
      .filter(([id]) => !id.startsWith('Fn::'))
      .map(([id, node]): [string, Resource] => {
        const type = textOf(get(node, 'Type') ?? refuse(node, 'a Type'))
        return [id, { id, type, node, properties: get(node, 'Properties') }]
      }),
  )
}

/** Remembers what is computed by name, and refuses what leads back to itself. */
function once<T>(what: string, compute: (name: string, from: Node) => T) {
  const done = new Map<string, T>()
  const open: string[] = []
  return (name: string, from: Node): T => {
    const known = done.get(name)
    if (known !== undefined) return known
    if (open.includes(name)) {
      const circle = [...open.slice(open.indexOf(name)), name].join(' → ')
      return refuse(from, `${what} that do not lead back to themselves`, circle)
    }
    if (open.length >= MAX_DEPTH) refuse(from, `at most ${MAX_DEPTH} ${what} that lead to another`)
    open.push(name)
    const value = compute(name, from)
    open.pop()
    done.set(name, value)
    return value
  }
}

/**
 * A template's names and functions. Resources whose condition fails are left out.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function createScope(
  root: Node,
  account: Account,
  reading: Reading,
  given: Given & { files: Record<string, string> },
): Scope {
  const all = readResources(root)
  const parameters = new Map(entriesOf(get(root, 'Parameters')))
  const conditions = new Map(entriesOf(get(root, 'Conditions')))
  const budget = { values: 0, depth: 0 }

  function functionOf(node: Node): [string, Node] | null {
    const [entry] = node.kind === 'map' && node.entries.size === 1 ? node.entries : []
    return entry && INTRINSICS.has(entry[0]) ? entry : null
  }

  function deeper<T>(node: Node, run: () => T): T {
    budget.values += 1
    budget.depth += 1
    if (budget.depth > MAX_DEPTH) refuse(node, `at most ${MAX_DEPTH} levels`)
    if (budget.values > MAX_VALUES) {
      refuse(node, `at most ${MAX_VALUES.toLocaleString('en')} values once functions are replaced`)
    }
    const value = run()
    budget.depth -= 1
    return value
  }

  function resolve(node: Node | undefined): Node | undefined {
    if (node === undefined) return undefined
    return deeper(node, () => {
      const found = functionOf(node)
      if (found) return INTRINSICS.get(found[0])?.(found[1], evaluator)
      if (node.kind === 'list') {
        const items = node.items.map(resolve).filter((one) => one !== undefined)
        return { ...node, items }
      }
      if (node.kind === 'scalar') return node
      const entries = [...node.entries].flatMap(([name, one]): [string, Node][] => {
        const value = resolve(one)
        return value === undefined ? [] : [[name, value]]
      })
      return { ...node, entries: new Map(entries) }
    })
  }

  const included = new Map<string, Node>()
  const parameter = once('parameters', (name, from) =>
    parameterValue(name, parameters.get(name) ?? from, given),
  )
  const condition = once('conditions', (name, from) => {
    const node = conditions.get(name)
    return node ? conditionHolds(node, evaluator) : refuse(from, 'a condition of this template')
  })
  const named = once('names', (id) => {
    const resource = all.get(id)
    if (resource === undefined) return id
    if (resource.type === 'AWS::Lambda::Version') return String(versionOf(resource))
    const property = namePropertyOf(resource.type)
    const node = property === undefined ? undefined : resolve(get(resource.properties, property))
    return node ? textOf(node) : id
  })

  const targetOf = once('versions', (id) => {
    const node = resolve(get(all.get(id)?.properties, 'FunctionName'))
    return node ? textOf(node) : ''
  })

  /** Versions of one function are numbered in the order in which they stand. */
  function versionOf({ id, type, node }: Resource): number {
    const target = targetOf(id, node)
    const same = [...all.values()].filter(
      (one) => one.type === type && targetOf(one.id, one.node) === target,
    )
    return same.findIndex((one) => one.id === id) + 1
  }

  function present(id: string, from: Node): Resource | null {
    const resource = all.get(id)
    if (resource && !resources.has(id) && ready) {
      return refuse(from, 'a resource whose condition holds', id)
    }
    return resource ?? null
  }

  const evaluator: Evaluator = {
    made: 0,
    resolve,
    condition,
    warn: reading.warn,
    ref(name, from) {
      if (name === 'AWS::NoValue') return undefined
      const pseudo = pseudoParameter(name, account)
      if (pseudo !== undefined) return scalarAt(from.at, pseudo)
      if (name === 'AWS::NotificationARNs') return { kind: 'list', items: [], at: from.at }
      if (parameters.has(name)) return parameter(name, from)
      const resource = present(name, from)
      if (resource) return scalarAt(from.at, refOf(resource, named(name, from), account))
      if (isMadeBySam(name)) return scalarAt(from.at, name)
      return refuse(from, 'a parameter or resource of this template')
    },
    attribute(id, attribute, from) {
      const resource = present(id, from)
      if (resource) {
        return scalarAt(from.at, attributeOf(resource, named(id, from), attribute, account))
      }
      if (isMadeBySam(id)) return scalarAt(from.at, `${id}.${attribute}`)
      return refuse(from, 'a resource of this template', JSON.stringify(id))
    },
    mapping: (name, from) =>
      get(root, 'Mappings', name) ?? refuse(from, 'a mapping of this template', name),
    included(location, from) {
      const file = fileAt(given.files, location)
      if (file === undefined) {
        reading.warn(from, `${location} is not at hand and is left out`)
        return undefined
      }
      const node = included.get(location) ?? readIncluded(file, location)
      included.set(location, node)
      return resolve(node)
    },
  }

  /** SAM makes roles, versions, aliases and stages beside its resources, under their names. */
  function isMadeBySam(name: string): boolean {
    if (IMPLICIT.test(name)) return true
    return [...all.values()].some(
      ({ id, type }) => type.startsWith('AWS::Serverless::') && name !== id && name.startsWith(id),
    )
  }

  let ready = false
  const resources = new Map(
    [...all].filter(([, { node }]) => {
      const name = get(node, 'Condition')
      return name === undefined || condition(textOf(name), name)
    }),
  )
  ready = true
  refuseCircles(resources)
  const properties = new Map<string, Node | undefined>()
  return {
    account,
    reading,
    files: given.files,
    resources,
    resolve,
    propertiesOf({ id, properties: written }) {
      if (!properties.has(id)) properties.set(id, resolve(written))
      return properties.get(id)
    },
    nameOf: (resource) => named(resource.id, resource.node),
  }
}

/** Looks a file up by its path, however the path is written. */
function fileAt(files: Record<string, string>, location: string): string | undefined {
  const wanted = location.replace(/^s3:\/\/[^/]+\//, '').replace(/^\.\//, '')
  const found = Object.entries(files).find(([path]) => path.replace(/^\.\//, '') === wanted)
  return found?.[1]
}

/** Reads a file beside the template; its errors say which file they are in. */
function readIncluded(text: string, name: string): Node {
  try {
    return readDocument(text)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { place, expected, found } = error
    throw new FormatError({ ...place, path: `${name}: ${place.path}` }, expected, found)
  }
}
