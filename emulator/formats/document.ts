import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Tags,
  type Node as YamlNode,
  type Scalar as YamlScalar,
} from 'yaml'
import { FormatError, type Place } from './format-error'
import { MAX_DEPTH, MAX_DOCUMENT_CHARS, MAX_VALUES } from './limits'
import type { MapNode, Node, Scalar } from './node'

/** Short tags of CloudFormation, by the long form that each of them stands for. */
export const FUNCTIONS = new Set(
  ['Ref', 'Condition'].concat(
    'And Base64 Cidr Equals FindInMap ForEach GetAtt GetAZs If ImportValue Join Length Not Or'
      .concat(' Select Split Sub ToJsonString Transform')
      .split(' ')
      .map((name) => `Fn::${name}`),
  ),
)

const longForm = (tag: string): string => {
  const name = tag.slice(1)
  return FUNCTIONS.has(name) ? name : `Fn::${name}`
}

const TAGS: Tags = [...FUNCTIONS].flatMap((name) => {
  const tag = `!${name.replace('Fn::', '')}`
  return [
    { tag, resolve: (text: string) => text },
    { tag, collection: 'seq' as const },
    { tag, collection: 'map' as const },
  ]
})

interface Reading {
  place(offset: number, path: string): Place
  /** Nodes by the anchor that names them, as far as the document has been read. */
  anchors: Map<string, YamlNode>
  open: Set<YamlNode>
  values: number
}

function parsed(text: string, lines: LineCounter): Document.Parsed {
  const nothing = { path: '', line: 1, column: 1 }
  if (text.length > MAX_DOCUMENT_CHARS) {
    const expected = `a document of at most ${MAX_DOCUMENT_CHARS.toLocaleString('en')} characters`
    throw new FormatError(nothing, expected, text.length.toLocaleString('en'))
  }
  // Names that repeat are looked for below: the library compares each with each.
  return parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    resolveKnownTags: false,
    logLevel: 'silent',
    customTags: TAGS,
  })
}

const SCALAR_TAG = /^tag:yaml\.org,2002:/

function readScalar(node: YamlScalar): { value: Scalar; text: string } {
  const { value } = node
  if (typeof value === 'string') return { value, text: value }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return { value, text: node.source ?? String(value) }
  }
  if (typeof value === 'boolean') return { value, text: node.source ?? String(value) }
  if (value === null || value === undefined) return { value: null, text: '' }
  const text = node.source ?? String(value)
  return { value: text, text }
}

function readKey(key: unknown, reading: Reading, path: string): { name: string; at: Place } {
  const node = key as YamlNode | null
  const at = reading.place(node?.range?.[0] ?? 0, path)
  if (!isScalar(node)) throw new FormatError(at, 'a text as name')
  return { name: node.source ?? String(node.value), at }
}

function readMap(pairs: Pair[], at: Place, reading: Reading, depth: number): MapNode {
  const entries = new Map<string, Node>()
  const merged: MapNode[] = []
  for (const { key, value } of pairs) {
    const { name, at: place } = readKey(key, reading, at.path)
    const path = at.path === '' ? name : `${at.path}.${name}`
    if (name === '__proto__') throw new FormatError({ ...place, path }, 'another name')
    if (entries.has(name)) throw new FormatError({ ...place, path }, 'a name once', 'it again')
    const node =
      value === null
        ? ({ kind: 'scalar', value: null, text: '', at: { ...place, path } } as const)
        : readNode(value as YamlNode, path, reading, depth + 1)
    if (name === '<<' && node.kind === 'map') merged.push(node)
    else if (name === '<<' && node.kind === 'list') {
      merged.push(...node.items.filter((item) => item.kind === 'map'))
    } else entries.set(name, node)
  }
  for (const { entries: inherited } of merged) {
    for (const [name, node] of inherited) if (!entries.has(name)) entries.set(name, node)
  }
  return { kind: 'map', entries, at }
}

function readBare(node: YamlNode, at: Place, reading: Reading, depth: number): Node {
  if (isMap(node)) return readMap(node.items as Pair[], at, reading, depth)
  if (isSeq(node)) {
    const items = node.items.map((item, i) =>
      readNode(item as YamlNode, `${at.path}[${i}]`, reading, depth + 1),
    )
    return { kind: 'list', items, at }
  }
  return { kind: 'scalar', ...readScalar(node as YamlScalar), at }
}

function readNode(node: YamlNode, path: string, reading: Reading, depth: number): Node {
  const at = reading.place(node.range?.[0] ?? 0, path)
  reading.values += 1
  if (depth > MAX_DEPTH) throw new FormatError(at, `at most ${MAX_DEPTH} levels`)
  if (reading.values > MAX_VALUES) {
    throw new FormatError(at, `at most ${MAX_VALUES.toLocaleString('en')} values`)
  }
  if (isAlias(node)) {
    const target = reading.anchors.get(node.source)
    if (target === undefined) throw new FormatError(at, `an anchor &${node.source} before this`)
    if (reading.open.has(target)) {
      throw new FormatError(at, 'an alias that does not lead back to itself', `*${node.source}`)
    }
    return readNode(target, path, reading, depth + 1)
  }
  const { anchor, tag } = node as { anchor?: string; tag?: string }
  if (anchor !== undefined) reading.anchors.set(anchor, node)
  reading.open.add(node)
  const bare = readBare(node, at, reading, depth)
  reading.open.delete(node)
  if (tag === undefined || SCALAR_TAG.test(tag)) return bare
  if (!FUNCTIONS.has(longForm(tag))) {
    throw new FormatError(at, 'a tag that CloudFormation knows', tag)
  }
  return { kind: 'map', entries: new Map([[longForm(tag), bare]]), at }
}

/**
 * Reads YAML or JSON, CloudFormation's short tags as the functions they stand for, within limits.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function readDocument(text: string): Node {
  const lines = new LineCounter()
  const place = (offset: number, path: string): Place => {
    const { line, col } = lines.linePos(offset)
    return { path, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const { errors, contents } = parsed(text, lines)
  const [wrong] = errors
  if (wrong) {
    const deep = /call stack/i.test(wrong.message)
    const expected = deep ? `at most ${MAX_DEPTH} levels` : 'YAML or JSON'
    throw new FormatError(place(wrong.pos[0], ''), expected, deep ? '' : wrong.message)
  }
  if (contents === null) throw new FormatError(place(0, ''), 'a document', 'nothing')
  const reading = { place, anchors: new Map(), open: new Set<YamlNode>(), values: 0 }
  return readNode(contents, '', reading, 0)
}
