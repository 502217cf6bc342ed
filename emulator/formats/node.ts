import type { Json } from '../schema/json'
import { FormatError, type Place } from './format-error'

export type Scalar = string | number | boolean | null

/** A value of a document together with where it stands. `text` is a scalar as it was written. */
export type Node = ScalarNode | ListNode | MapNode
export interface ScalarNode {
  kind: 'scalar'
  value: Scalar
  text: string
  at: Place
}
export interface ListNode {
  kind: 'list'
  items: Node[]
  at: Place
}
export interface MapNode {
  kind: 'map'
  entries: Map<string, Node>
  at: Place
}

const SHOWN_CHARS = 40

const shortened = (text: string) =>
  text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text

function described(node: Node): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a map'
  if (node.value === null) return 'nothing'
  return JSON.stringify(shortened(node.text))
}

/** Refuses a value where it stands. */
export function refuse(node: Node, expected: string, found = described(node)): never {
  throw new FormatError(node.at, expected, found)
}

/** A text that stands where another value stood. */
export function scalarAt(at: Place, value: Scalar): ScalarNode {
  return { kind: 'scalar', value, text: String(value ?? ''), at }
}

/** True for what was left out or left blank. */
export function isBlank(node: Node | undefined): node is undefined {
  return node === undefined || (node.kind === 'scalar' && node.value === null)
}

/** The entries of a map. A blank value is an empty map. */
export function entriesOf(node: Node | undefined, expected = 'a map'): [string, Node][] {
  if (isBlank(node)) return []
  return node.kind === 'map' ? [...node.entries] : refuse(node, expected)
}

/** Follows names through maps; undefined where one is absent or blank. */
export function get(node: Node | undefined, ...path: string[]): Node | undefined {
  let at: Node | undefined = node
  for (const name of path) {
    if (isBlank(at)) return undefined
    if (at.kind !== 'map') return refuse(at, 'a map')
    at = at.entries.get(name)
  }
  return isBlank(at) ? undefined : at
}

/** The items of a list. A blank value is an empty list. */
export function itemsOf(node: Node | undefined, expected = 'a list'): Node[] {
  if (isBlank(node)) return []
  return node.kind === 'list' ? node.items : refuse(node, expected)
}

/** A text; numbers and booleans count as the text they were written as. */
export function textOf(node: Node, expected = 'a text'): string {
  if (node.kind !== 'scalar' || node.value === null) return refuse(node, expected)
  return node.text
}

/** Texts: a list of them, or one alone. */
export function textsOf(node: Node | undefined, expected = 'a list of texts'): string[] {
  if (isBlank(node)) return []
  if (node.kind === 'scalar') return [textOf(node)]
  return itemsOf(node, expected).map((item) => textOf(item))
}

/** A number, or a text that is one, within bounds. */
export function numberOf(node: Node, lowest = 0, highest = Number.MAX_SAFE_INTEGER): number {
  const value = node.kind === 'scalar' && node.text.trim() !== '' ? Number(node.text) : Number.NaN
  const fits = value >= lowest && value <= highest
  return fits ? value : refuse(node, `a number from ${lowest} to ${highest}`)
}

/** A whole number, or a text that is one, within bounds. */
export function integerOf(node: Node, lowest = 0, highest = Number.MAX_SAFE_INTEGER): number {
  const value = node.kind === 'scalar' && node.text.trim() !== '' ? Number(node.text) : Number.NaN
  const fits = Number.isInteger(value) && value >= lowest && value <= highest
  return fits ? value : refuse(node, `a whole number from ${lowest} to ${highest}`)
}

/** True or false, in any of the spellings that YAML has had for them. */
export function booleanOf(node: Node): boolean {
  const text = node.kind === 'scalar' ? node.text.toLowerCase() : ''
  if (['true', 'yes', 'on'].includes(text)) return true
  return ['false', 'no', 'off'].includes(text) ? false : refuse(node, 'true or false')
}

/** One of a few words, whatever their case. */
export function wordOf<T extends string>(node: Node, words: readonly T[]): T {
  const text = node.kind === 'scalar' ? node.text.toLowerCase() : ''
  return words.find((word) => word.toLowerCase() === text) ?? refuse(node, words.join(', '))
}

/** Texts by name; undefined when the map is absent. */
export function textMapOf(node: Node | undefined): Record<string, string> | undefined {
  if (isBlank(node)) return undefined
  return Object.fromEntries(entriesOf(node).map(([name, value]) => [name, textOf(value)]))
}

/** The plain value, as JSON has it. */
export function jsonOf(node: Node): Json {
  if (node.kind === 'list') return node.items.map(jsonOf)
  if (node.kind === 'map') {
    return Object.fromEntries([...node.entries].map(([name, value]) => [name, jsonOf(value)]))
  }
  return node.value
}

/** The deepest value on a path that is there; for places that a schema names. */
export function deepest(node: Node, path: readonly PropertyKey[]): Node {
  let at = node
  for (const key of path) {
    const next: Node | undefined =
      at.kind === 'map'
        ? at.entries.get(String(key))
        : at.kind === 'list'
          ? at.items[Number(key)]
          : undefined
    if (next === undefined) return at
    at = next
  }
  return at
}
