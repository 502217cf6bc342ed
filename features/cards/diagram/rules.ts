import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'

/** Draws Graphviz text as SVG text. Throws what Graphviz says about a broken diagram. */
export type Draw = (dot: string) => string

const COLOURS = ['fill', 'stroke', 'fontFamily', 'fontSize']

/**
 * Graphviz's SVG made ours: no colours, sizes, ids or titles of its own, so that the style sheet
 * paints it in either theme, and one text alternative for the whole picture.
 */
export function diagramElement(svg: string, alt: string): Element {
  const root: Root = fromHtml(svg.slice(svg.indexOf('<svg')), { fragment: true, space: 'svg' })
  const picture = root.children.find((node) => node.type === 'element')
  if (picture?.type !== 'element') throw new Error('the diagram came out empty')
  visit(picture, (node, index, parent) => {
    if (node.type === 'comment' && parent && index !== undefined) {
      parent.children.splice(index, 1)
      return index
    }
    if (node.type === 'text' && !node.value.trim() && parent && index !== undefined) {
      parent.children.splice(index, 1)
      return index
    }
    if (node.type !== 'element') return undefined
    if (node.tagName === 'title' && parent && index !== undefined) {
      parent.children.splice(index, 1)
      return index
    }
    for (const name of COLOURS) delete node.properties[name]
    delete node.properties.id
    return undefined
  })
  const background = picture.children
    .flatMap((child) => (child.type === 'element' ? [child] : []))
    .find((child) => child.tagName === 'g')
  if (background) {
    background.children = background.children.filter(
      (child) => !(child.type === 'element' && child.tagName === 'polygon'),
    )
  }
  const width = Number.parseFloat(String(picture.properties.width))
  const height = Number.parseFloat(String(picture.properties.height))
  picture.properties = {
    viewBox: String(picture.properties.viewBox),
    width: Math.round(width * 1.25),
    height: Math.round(height * 1.25),
    role: 'img',
    ariaLabel: alt,
  }
  return picture
}
