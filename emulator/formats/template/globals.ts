import { entriesOf, get, type MapNode, type Node } from '../node'
import { INTRINSICS } from './intrinsics'

const isPlainMap = (node: Node): node is MapNode =>
  node.kind === 'map' && ![...node.entries.keys()].some((name) => INTRINSICS.has(name))

/** Maps are merged, lists are added to those of the globals, everything else is put in its place. */
function merged(common: Node, own: Node): Node {
  if (isPlainMap(common) && isPlainMap(own)) {
    const entries = new Map(common.entries)
    for (const [name, node] of own.entries) {
      const known = entries.get(name)
      entries.set(name, known ? merged(known, node) : node)
    }
    return { ...own, entries }
  }
  if (common.kind === 'list' && own.kind === 'list') {
    return { ...own, items: [...common.items, ...own.items] }
  }
  return own
}

const SECTIONS = ['Function', 'Api', 'HttpApi', 'SimpleTable', 'StateMachine', 'LayerVersion']

/**
 * A template in which every resource has what the section Globals says for its type.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(root: Node): Node {
  const globals = get(root, 'Globals')
  if (globals === undefined || root.kind !== 'map') return root
  const commons = new Map(
    SECTIONS.flatMap((name): [string, Node][] => {
      const node = get(globals, name)
      return node ? [[`AWS::Serverless::${name}`, node]] : []
    }),
  )
  const section = get(root, 'Resources')
  if (section === undefined) return root
  const resources = entriesOf(section).map(([id, node]): [string, Node] => {
    const type = get(node, 'Type')
    const common = type?.kind === 'scalar' ? commons.get(type.text) : undefined
    if (common === undefined || node.kind !== 'map') return [id, node]
    const own = get(node, 'Properties')
    const entries = new Map(node.entries).set('Properties', own ? merged(common, own) : common)
    return [id, { ...node, entries }]
  })
  const entries = new Map(root.entries).set('Resources', {
    kind: 'map',
    entries: new Map(resources),
    at: section.at,
  })
  return { ...root, entries }
}
