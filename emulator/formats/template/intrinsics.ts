import { MAX_MADE_CHARS } from '../limits'
import {
  entriesOf,
  get,
  integerOf,
  itemsOf,
  jsonOf,
  type Node,
  refuse,
  scalarAt,
  textOf,
} from '../node'

/** What the functions of a template are computed in. */
export interface Evaluator {
  resolve(node: Node | undefined): Node | undefined
  /** A parameter, pseudo parameter or resource; undefined for `AWS::NoValue`. */
  ref(name: string, from: Node): Node | undefined
  attribute(resource: string, attribute: string, from: Node): Node
  condition(name: string, from: Node): boolean
  mapping(name: string, from: Node): Node
  included(location: string, from: Node): Node | undefined
  warn(node: Node, says: string): void
  /** Characters made so far. */
  made: number
}

const needed = (node: Node | undefined, from: Node, expected: string): Node =>
  node ?? refuse(from, expected)

function text(evaluator: Evaluator, node: Node | undefined, from: Node): string {
  return textOf(needed(evaluator.resolve(node), from, 'a text'))
}

function make(evaluator: Evaluator, from: Node, value: string): Node {
  evaluator.made += value.length
  if (evaluator.made > MAX_MADE_CHARS) {
    const most = MAX_MADE_CHARS.toLocaleString('en')
    refuse(from, `functions that make at most ${most} characters in all`)
  }
  return scalarAt(from.at, value)
}

/** The arguments of a function that takes a fixed number of them. */
function arguments_(node: Node, least: number, what: string): Node[] {
  const items = itemsOf(node, what)
  return items.length >= least ? items : refuse(node, what)
}

function sub(node: Node, evaluator: Evaluator): Node {
  const [template = node, variables] =
    node.kind === 'list' ? arguments_(node, 1, 'a text, or a list of a text and a map') : [node]
  const own = new Map(entriesOf(variables))
  // Each part is counted when it is made, so a text that doubles itself stops early.
  const value = textOf(template, 'a text for Fn::Sub').replace(
    /\$\{([^{}]*)\}/g,
    (_, written: string) => {
      const name = written.trim()
      if (name.startsWith('!')) return `\${${name.slice(1)}}`
      const given = own.get(name)
      const dot = name.indexOf('.')
      const found = given
        ? evaluator.resolve(given)
        : dot > 0
          ? evaluator.attribute(name.slice(0, dot), name.slice(dot + 1), template)
          : evaluator.ref(name, template)
      const part = found ? textOf(found) : ''
      make(evaluator, template, part)
      return part
    },
  )
  return make(evaluator, node, value)
}

function getAtt(node: Node, evaluator: Evaluator): Node {
  const parts = node.kind === 'scalar' ? textOf(node).split('.') : null
  const [resource = '', ...rest] =
    parts ?? itemsOf(node, 'a resource and an attribute').map((one) => text(evaluator, one, node))
  if (rest.length === 0) return refuse(node, 'a resource and an attribute')
  return evaluator.attribute(resource, rest.join('.'), node)
}

function test(node: Node, evaluator: Evaluator): boolean {
  const [name, value] = node.kind === 'map' ? ([...node.entries][0] ?? []) : []
  if (name === undefined || value === undefined) return refuse(node, 'a condition')
  switch (name) {
    case 'Condition':
      return evaluator.condition(textOf(value), value)
    case 'Fn::Equals': {
      const [one, two] = arguments_(value, 2, 'two values to compare')
      const json = (node_: Node | undefined) => {
        const resolved = evaluator.resolve(node_)
        return resolved?.kind === 'scalar'
          ? resolved.text
          : JSON.stringify(resolved && jsonOf(resolved))
      }
      return json(one) === json(two)
    }
    case 'Fn::Not':
      return !test(needed(itemsOf(value)[0], value, 'a condition'), evaluator)
    case 'Fn::And':
      return itemsOf(value).every((one) => test(one, evaluator))
    case 'Fn::Or':
      return itemsOf(value).some((one) => test(one, evaluator))
    default:
      return refuse(node, 'Condition, Fn::Equals, Fn::Not, Fn::And or Fn::Or', name)
  }
}

/**
 * Whether a condition of the template holds.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function conditionHolds(node: Node, evaluator: Evaluator): boolean {
  return test(node, evaluator)
}

type Intrinsic = (node: Node, evaluator: Evaluator) => Node | undefined

/** `Fn::Transform` with `AWS::Include` reads another file; other macros run on AWS only. */
function transform(node: Node, evaluator: Evaluator): Node | undefined {
  const name = get(node, 'Name')
  const location = evaluator.resolve(get(node, 'Parameters', 'Location'))
  if (name && textOf(name) === 'AWS::Include' && location) {
    return evaluator.included(textOf(location), location)
  }
  evaluator.warn(node, 'a macro runs on AWS only and is left out')
  return undefined
}

/**
 * CloudFormation's functions by name. Each gets its argument as it stands.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (node, evaluator) => evaluator.ref(textOf(node, 'a name for Ref'), node)],
  ['Fn::Sub', sub],
  ['Fn::GetAtt', getAtt],
  [
    'Fn::If',
    (node, evaluator) => {
      const [name, yes, no] = arguments_(node, 3, 'a condition and two values')
      const holds = evaluator.condition(textOf(name ?? node), name ?? node)
      return evaluator.resolve(holds ? yes : no)
    },
  ],
  [
    'Fn::Join',
    (node, evaluator) => {
      const [delimiter, list] = arguments_(node, 2, 'a delimiter and a list')
      const items = itemsOf(evaluator.resolve(list), 'a list to join').map((one) => textOf(one))
      const length = items.reduce((sum, one) => sum + one.length, 0)
      if (length > MAX_MADE_CHARS) refuse(node, 'a shorter text')
      return make(evaluator, node, items.join(textOf(delimiter ?? node)))
    },
  ],
  [
    'Fn::Select',
    (node, evaluator) => {
      const [index, list] = arguments_(node, 2, 'an index and a list')
      const items = itemsOf(evaluator.resolve(list), 'a list to select from')
      const at = integerOf(needed(evaluator.resolve(index), node, 'an index'), 0)
      return items[at] ?? refuse(node, `an index below ${items.length}`, String(at))
    },
  ],
  [
    'Fn::Split',
    (node, evaluator) => {
      const [delimiter, source] = arguments_(node, 2, 'a delimiter and a text')
      const parts = text(evaluator, source, node).split(textOf(delimiter ?? node))
      return { kind: 'list', items: parts.map((part) => make(evaluator, node, part)), at: node.at }
    },
  ],
  [
    'Fn::FindInMap',
    (node, evaluator) => {
      const [name, first, second] = arguments_(node, 3, 'a mapping and two keys')
      const mapping = evaluator.mapping(text(evaluator, name, node), node)
      const keys = [text(evaluator, first, node), text(evaluator, second, node)]
      return get(mapping, ...keys) ?? refuse(node, 'keys of the mapping', keys.join('.'))
    },
  ],
  [
    'Fn::ToJsonString',
    (node, evaluator) => {
      const value = needed(evaluator.resolve(node), node, 'a value')
      return make(evaluator, node, JSON.stringify(jsonOf(value)))
    },
  ],
  ['Fn::Length', (node, evaluator) => scalarAt(node.at, itemsOf(evaluator.resolve(node)).length)],
  ['Fn::Base64', (node, evaluator) => evaluator.resolve(node)],
  [
    'Fn::ImportValue',
    (node, evaluator) => {
      const name = text(evaluator, node, node)
      evaluator.warn(node, `${name} is another stack's, so its name stands for it`)
      return make(evaluator, node, name)
    },
  ],
  ['Fn::Transform', transform],
])
