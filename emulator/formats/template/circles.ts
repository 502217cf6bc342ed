import { type Node, refuse, textOf } from '../node'
import type { Resource } from './resource'

/** What SAM turns round: an event makes its API or bucket wait for the function. */
const TURNED = new Set(['Events'])

function namesInSub(text: string): string[] {
  return [...text.matchAll(/\$\{([^{}]*)\}/g)].map(
    ([, name = '']) => name.trim().split('.')[0] ?? '',
  )
}

/** Names that a value refers to, each with the place. */
function references(node: Node, found: [string, Node][]): [string, Node][] {
  if (node.kind === 'list') for (const item of node.items) references(item, found)
  if (node.kind !== 'map') return found
  for (const [name, value] of node.entries) {
    const text = value.kind === 'list' ? value.items[0] : value
    const plain = text?.kind === 'scalar' && typeof text.value === 'string' ? textOf(text) : ''
    if (name === 'Ref') found.push([plain, value])
    else if (name === 'Fn::GetAtt') found.push([plain.split('.')[0] ?? '', value])
    else if (name === 'Fn::Sub') for (const one of namesInSub(plain)) found.push([one, value])
    references(value, found)
  }
  return found
}

function dependencies({ node, properties }: Resource): [string, Node][] {
  const found: [string, Node][] = []
  const explicit = node.kind === 'map' ? node.entries.get('DependsOn') : undefined
  for (const one of explicit?.kind === 'list' ? explicit.items : explicit ? [explicit] : []) {
    found.push([textOf(one), one])
  }
  if (properties?.kind !== 'map') return found
  for (const [name, value] of properties.entries) {
    if (TURNED.has(name)) continue
    references({ kind: 'map', entries: new Map([[name, value]]), at: value.at }, found)
  }
  return found
}

/**
 * Refuses resources that wait for one another, as CloudFormation does.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-dependence-error
 */
export function refuseCircles(resources: Map<string, Resource>): void {
  const done = new Set<string>()
  for (const start of resources.keys()) {
    // Kept by hand: a chain of hundreds of resources is fine, a stack of as many calls may not be.
    const trail: { id: string; next: [string, Node][] }[] = []
    const open = new Set<string>()
    const enter = (id: string) => {
      const resource = resources.get(id)
      if (!resource || done.has(id)) return
      open.add(id)
      trail.push({ id, next: dependencies(resource) })
    }
    enter(start)
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const step = top.next.pop()
      if (step === undefined) {
        done.add(top.id)
        open.delete(top.id)
        trail.pop()
      } else if (open.has(step[0])) {
        const ids = trail.map(({ id }) => id)
        const circle = [...ids.slice(ids.indexOf(step[0])), step[0]].join(' → ')
        refuse(step[1], 'resources that do not wait for one another', circle)
      } else enter(step[0])
    }
  }
}
