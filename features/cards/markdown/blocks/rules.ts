import type { Heading, Nodes, Parents, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'

/** Whether `other` stands anywhere below `node`. */
export function contains(node: Nodes, other: Nodes): boolean {
  return (
    'children' in node &&
    node.children.some((child) => child === other || contains(child as Nodes, other))
  )
}

/** The block that a mark belongs to: row before item, item before paragraph. */
export function owner(path: Parents[]): Nodes {
  const inner = [...path].reverse()
  return (
    inner.find((node) => node.type === 'tableRow') ??
    inner.find((node) => node.type === 'listItem') ??
    inner.find((node) => node.type === 'heading' || node.type === 'paragraph') ??
    (path[0] as Nodes)
  )
}

/** A heading and what stands under it, up to the next heading of its depth or above. */
export function section(root: Root, heading: Heading): Nodes[] {
  const start = root.children.indexOf(heading)
  const rest = root.children.slice(start + 1)
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= heading.depth)
  return [heading, ...(end < 0 ? rest : rest.slice(0, end))]
}

/** The text of a block, with a space between neighbouring cells and items: "5" and "29" stay apart. */
export function blockText(node: Nodes): string {
  return 'children' in node && !['tableCell', 'paragraph', 'heading'].includes(node.type)
    ? node.children.map((child) => blockText(child as Nodes)).join(' ')
    : plainText(node)
}
