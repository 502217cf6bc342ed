import { Document, isScalar, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'

/** What is written: JSON, where a Map stands for an object whose names must keep their order. */
export type Doc = null | boolean | number | string | Doc[] | Map<string, Doc> | DocObject
export interface DocObject {
  [name: string]: Doc | undefined
}

export interface WriteOptions {
  /** YAML unless told. */
  format?: 'yaml' | 'json'
}

const entriesOf = (value: Map<string, Doc> | DocObject): [string, Doc][] =>
  (value instanceof Map ? [...value] : Object.entries(value)).filter(
    (entry): entry is [string, Doc] => entry[1] !== undefined,
  )

function writeJson(value: Doc, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value)
    ? value.map((item) => writeJson(item, inner))
    : entriesOf(value).map(([name, one]) => `${JSON.stringify(name)}: ${writeJson(one, inner)}`)
  if (parts.length === 0) return `${open}${close}`
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`
}

/** Functions that have a short tag which takes one text. */
function shortTag(entries: [string, Doc][]): { tag: string; text: string } | null {
  const [first, second] = entries
  if (first === undefined || second !== undefined) return null
  const [name, value] = first
  if (name === 'Ref' && typeof value === 'string') return { tag: '!Ref', text: value }
  if (name === 'Fn::Sub' && typeof value === 'string') return { tag: '!Sub', text: value }
  if (name !== 'Fn::GetAtt' || !Array.isArray(value)) return null
  return { tag: '!GetAtt', text: value.join('.') }
}

function yamlNode(value: Doc, tags: boolean): Scalar | YAMLMap | YAMLSeq {
  if (typeof value !== 'object' || value === null) return new Scalar(value)
  if (Array.isArray(value)) {
    const list = new YAMLSeq()
    list.items = value.map((item) => yamlNode(item, tags))
    list.flow = list.items.length <= FLOW_ITEMS && list.items.every(isShort)
    return list
  }
  const entries = entriesOf(value)
  const short = tags ? shortTag(entries) : null
  if (short) {
    const scalar = new Scalar(short.text)
    scalar.tag = short.tag
    return scalar
  }
  const map = new YAMLMap<Scalar, Scalar | YAMLMap | YAMLSeq>()
  for (const [name, one] of entries) {
    map.items.push(new Pair(new Scalar(name), yamlNode(one, tags)))
  }
  return map
}

const FLOW_ITEMS = 6
const SHORT_CHARS = 24
const isShort = (node: unknown) =>
  isScalar(node) && node.tag === undefined && String(node.value).length <= SHORT_CHARS

/**
 * Writes a document as YAML or JSON. In YAML `tags` writes CloudFormation's functions short.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function writeDocument(value: Doc, { format }: WriteOptions, tags = false): string {
  if (format === 'json') return `${writeJson(value, '')}\n`
  // What YAML 1.1 reads as something else (yes, 1_000) is quoted: CloudFormation reads 1.1.
  const document = new Document(null, { compat: 'yaml-1.1' })
  document.contents = yamlNode(value, tags)
  return document.toString({ lineWidth: 0 })
}
