import GithubSlugger from 'github-slugger'
import type { Element, ElementContent, Nodes, Parents, Root } from 'hast'
import { toString as plainText } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { GlossaryEntry, Passage, TocEntry } from '../../schema'

/** What a page knows about itself once its HTML stands. */
export interface Page {
  toc: TocEntry[]
  anchors: string[]
  passages: Passage[]
  words: number
}

const QUIET = new Set(['a', 'code', 'pre', 'aside', 'h1', 'h2', 'h3', 'h4', 'th', 'data', 'svg'])

/** Makes tables readable on a phone: each cell knows its column, the first cell heads its row. */
function shapeTable(table: Element): void {
  const labels: string[] = []
  visit(table, 'element', (cell, _index, parent) => {
    if (cell.tagName === 'th') {
      labels.push(plainText(cell))
      // A column of row heads needs no head of its own.
      if (!labels.at(-1)) {
        cell.tagName = 'td'
        return
      }
      cell.properties.scope = 'col'
    }
    if (cell.tagName !== 'td' || parent?.type !== 'element') return
    const cells = parent.children.filter((child): child is Element => child.type === 'element')
    const column = cells.indexOf(cell)
    if (column === 0) {
      cell.tagName = 'th'
      cell.properties.scope = 'row'
    } else if (labels[column]) cell.properties.dataLabel = labels[column]
  })
}

/** Anchors of items move from a marker onto the row, item or paragraph itself. */
function liftAnchors(root: Root): void {
  visit(root, 'element', (node, index, parent) => {
    if (node.tagName !== 'span' || !(node.properties.className as string[])?.includes('anchor'))
      return
    const block = blockOf(root, node)
    if (block && block.properties.id === undefined && !/^h\d$/.test(block.tagName) && parent) {
      block.properties.id = node.properties.id
      parent.children.splice(index ?? 0, 1)
      return [SKIP, index ?? 0]
    }
    return undefined
  })
}

function blockOf(root: Root, target: Element): Element | undefined {
  const path: Element[] = []
  const find = (node: Nodes): boolean => {
    if (node === target) return true
    if (!('children' in node)) return false
    for (const child of (node as Parents).children) {
      if (find(child as Nodes)) {
        if (node.type === 'element') path.push(node)
        return true
      }
    }
    return false
  }
  find(root)
  return (
    path.find((node) => node.tagName === 'tr') ??
    path.find((node) => node.tagName === 'li') ??
    path.find((node) => /^(p|h\d)$/.test(node.tagName))
  )
}

/** Links the first mention of each glossary term in running text. */
function linkTerms(root: Root, glossary: GlossaryEntry[]): void {
  const names = glossary.flatMap((entry) =>
    [entry.term, ...(entry.aka ?? [])].map((name) => ({ name, id: entry.id })),
  )
  if (names.length === 0) return
  const quote = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const all = names
    .map(({ name }) => quote(name))
    .sort((a, b) => b.length - a.length)
    .join('|')
  const pattern = new RegExp(`(?<![\\w/.-])(?:${all})(?![\\w/-])`, 'i')
  const seen = new Set<string>()
  visit(root, (node, index, parent) => {
    if (node.type === 'element' && QUIET.has(node.tagName)) return SKIP
    if (node.type !== 'text' || !parent || index === undefined || parent.type === 'root')
      return undefined
    const match = pattern.exec(node.value)
    if (!match) return undefined
    const name = match[0]
    const entry = names.find((candidate) =>
      candidate.name === candidate.name.toUpperCase()
        ? candidate.name === name
        : candidate.name.toLowerCase() === name.toLowerCase(),
    )
    const before = node.value.slice(0, match.index)
    const after = node.value.slice(match.index + name.length)
    if (!entry || seen.has(entry.id)) {
      parent.children.splice(
        index,
        1,
        { type: 'text', value: before + name },
        ...(after ? [{ type: 'text' as const, value: after }] : []),
      )
      return index + 1
    }
    seen.add(entry.id)
    const pieces: ElementContent[] = [
      { type: 'text', value: before },
      {
        type: 'element',
        tagName: 'a',
        properties: { className: ['term'], href: `/glossary#${entry.id}` },
        children: [{ type: 'text', value: name }],
      },
      { type: 'text', value: after },
    ]
    parent.children.splice(
      index,
      1,
      ...pieces.filter((piece) => piece.type !== 'text' || piece.value),
    )
    return index + (before ? 2 : 1)
  })
}

/** Gives headings their anchors and collects the table of contents. */
function nameHeadings(root: Root): TocEntry[] {
  const slugger = new GithubSlugger()
  const toc: TocEntry[] = []
  for (const node of root.children) {
    if (node.type !== 'element' || !/^h[2-4]$/.test(node.tagName)) continue
    const text = plainText(node).replace(/†/g, '').trim()
    const id = slugger.slug(text)
    node.properties.id = id
    const depth = Number(node.tagName[1])
    if (depth === 2 || depth === 3) toc.push({ id, text, depth })
  }
  return toc
}

function collectPassages(root: Root): Passage[] {
  const passages: Passage[] = []
  let current: Passage = { anchor: '', title: '', text: '' }
  const close = () => {
    if (current.text.trim())
      passages.push({ ...current, text: current.text.replace(/\s+/g, ' ').trim() })
  }
  for (const node of root.children) {
    if (node.type === 'element' && /^h[23]$/.test(node.tagName)) {
      close()
      current = {
        anchor: String(node.properties.id),
        title: plainText(node).replace(/†/g, '').trim(),
        text: '',
      }
    } else current.text += ` ${readable(node as Nodes)}`
  }
  close()
  return passages
}

/** Text with spaces where a reader sees gaps, so that words of neighbouring cells stay apart. */
function readable(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'element' && node.tagName === 'svg') return String(node.properties.ariaLabel)
  if (!('children' in node)) return ''
  // The way into the sandbox is no text of the page.
  if (node.type === 'element' && (node.properties.className as string[])?.includes('run')) return ''
  const inner = (node as Parents).children.map((child) => readable(child as Nodes)).join('')
  const block =
    node.type === 'element' && /^(t[dhr]|li|p|figcaption|pre|aside|div)$/.test(node.tagName)
  return block ? ` ${inner} ` : inner
}

/** Numbers the corrections of a page in reading order, and the marks that lead to them. */
function numberNotes(root: Root): void {
  const numbers = new Map<string, number>()
  visit(root, 'element', (node) => {
    if (node.tagName !== 'aside' || typeof node.properties.id !== 'string') return
    const number = numbers.size + 1
    numbers.set(`#${node.properties.id}`, number)
    node.properties.ariaLabel = `Correction ${number}`
    const first = node.children.find((child) => child.type === 'element')
    if (first?.type === 'element') {
      first.children.unshift({
        type: 'element',
        tagName: 'span',
        properties: { className: ['number'] },
        children: [{ type: 'text', value: String(number) }],
      })
    }
  })
  visit(root, 'element', (node) => {
    const number = numbers.get(String(node.properties.href))
    if (!(node.properties.className as string[] | undefined)?.includes('mark') || !number) return
    node.properties.ariaLabel = `Correction ${number}`
    node.children = [{ type: 'text', value: String(number) }]
  })
}

/** Turns converted Markdown into a page, in place, and says what is on it. */
export function finish(root: Root, glossary: GlossaryEntry[]): Page {
  liftAnchors(root)
  const toc = nameHeadings(root)
  linkTerms(root, glossary)
  visit(root, 'element', (node, index, parent) => {
    if (node.tagName === 'a' && /^https?:/.test(String(node.properties.href)))
      node.properties.rel = ['noopener']
    if (node.tagName !== 'table' || !parent || index === undefined) return undefined
    shapeTable(node)
    parent.children[index] = {
      type: 'element',
      tagName: 'div',
      properties: { className: ['table'] },
      children: [node],
    }
    return SKIP
  })
  numberNotes(root)
  const anchors: string[] = []
  visit(root, 'element', (node) => {
    if (typeof node.properties.id === 'string') anchors.push(node.properties.id)
  })
  const passages = collectPassages(root)
  const words = passages.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
  return { toc, anchors, passages, words }
}
