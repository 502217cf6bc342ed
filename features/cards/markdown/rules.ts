import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Code, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { codeElements, fenceAttributes } from '../code/rules'
import { diagramElement } from '../diagram/rules'
import { figureText, hardCoded } from '../figures/rules'
import { segments } from '../marks/rules'
import type { Problem } from '../schema'
import { finish } from './html/rules'
import type { Block, CompiledFile, Kit } from './schema'

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkFrontmatter)

const EXECUTED = ['python', 'js']

/** One pass over one file: reads marks, collects what the checks need, and builds the page. */
class Compilation {
  readonly problems: Problem[] = []
  readonly blocks: Block[] = []
  readonly links: CompiledFile['links'] = []
  readonly samples: CompiledFile['samples'] = []
  readonly figures = new Set<string>()
  readonly shown = new Set<string>()
  /** block → errata marked in it, in order */
  readonly marked = new Map<Nodes, string[]>()
  /** block → item ids it teaches */
  readonly taught = new Map<Nodes, string[]>()

  constructor(
    readonly file: string,
    readonly kit: Kit,
    readonly lineOffset: number,
  ) {}

  problem(node: Nodes, message: string) {
    const line = (node.position?.start.line ?? 1) + this.lineOffset
    this.problems.push({ file: this.file, line, severity: 'error', message })
  }

  /** Replaces the marks below `node`; `path` holds its ancestors from the root down. */
  read(node: Nodes, path: Parents[]): void {
    if (node.type === 'link') this.links.push({ href: node.url, line: this.lineOf(node) })
    if (node.type === 'html') this.problem(node, 'raw HTML is not rendered: write it as Markdown')
    if (!('children' in node)) return
    const parent = node as Parents
    parent.children = parent.children.flatMap((child) =>
      child.type === 'text' ? this.text(child, [...path, parent]) : [child],
    ) as typeof parent.children
    for (const child of parent.children) {
      // What a mark became is finished text.
      const made = (child.data as { hName?: string } | undefined)?.hName !== undefined
      if (child.type !== 'text' && !made) this.read(child as Nodes, [...path, parent])
    }
  }

  lineOf(node: Nodes): number {
    return (node.position?.start.line ?? 1) + this.lineOffset
  }

  text(node: Extract<Nodes, { type: 'text' }>, path: Parents[]): PhrasingContent[] {
    const block = owner(path)
    return segments(node.value).flatMap((segment): PhrasingContent[] => {
      switch (segment.kind) {
        case 'text':
          for (const { written, ids } of hardCoded(this.kit.quantities, segment.text)) {
            this.problem(
              node,
              `"${written}" is a figure: write {=${ids[0]}}${ids.length > 1 ? ` (or ${ids.slice(1, 4).join(', ')})` : ''}, or {^${written} :: reason}`,
            )
          }
          return [{ type: 'text', value: segment.text }]
        case 'exempt':
          return [{ type: 'text', value: segment.text }]
        case 'broken':
          this.problem(
            node,
            `cannot read the mark in "${segment.text.slice(0, 60)}": ${segment.why}`,
          )
          return [{ type: 'text', value: segment.text }]
        case 'figure': {
          const text = figureText(this.kit.figures, segment.reference)
          const id = segment.reference.split(':')[0] ?? ''
          if (text === null) {
            this.problem(node, `there is no figure "${segment.reference}" in content/figures.yaml`)
            return [{ type: 'text', value: segment.reference }]
          }
          this.figures.add(id)
          return [
            {
              type: 'emphasis',
              data: { hName: 'data', hProperties: { value: id } },
              children: [{ type: 'text', value: text }],
            },
          ]
        }
        case 'erratum':
          if (!this.kit.notes.has(segment.id)) {
            this.problem(node, `there is no erratum "${segment.id}" in content/errata.yaml`)
            return []
          }
          this.marked.set(block, [...(this.marked.get(block) ?? []), segment.id])
          return [
            {
              type: 'link',
              url: `#${segment.id}`,
              data: { hProperties: { className: ['mark'], ariaLabel: 'Correction' } },
              children: [{ type: 'text', value: '†' }],
            },
          ]
        case 'anchor':
          this.taught.set(block, [...(this.taught.get(block) ?? []), ...segment.ids])
          return segment.ids.map((id) => ({
            type: 'emphasis',
            data: { hName: 'span', hProperties: { id, className: ['anchor'] } },
            children: [],
          }))
        default:
          return segment satisfies never
      }
    })
  }

  /** Puts each erratum's note after the block that marks it, once a page. */
  place(root: Root): void {
    for (const [block, ids] of this.marked) {
      const fresh = ids.filter((id) => !this.shown.has(id))
      for (const id of fresh) this.shown.add(id)
      const notes = fresh.map((id) => ({ type: 'erratumNote', id }) as unknown as RootContent)
      if (block.type === 'listItem') {
        block.children.push(...(notes as typeof block.children))
        continue
      }
      const top = root.children.find((child) => child === block || contains(child, block))
      const at = top ? root.children.indexOf(top) + 1 : root.children.length
      root.children.splice(at, 0, ...notes)
    }
  }

  /** Records the text of every block that teaches an item. A heading covers its section. */
  cover(root: Root): void {
    for (const [block, ids] of this.taught) {
      const nodes = block.type === 'heading' ? section(root, block) : [block]
      const text = nodes.map((node) => plainText(node)).join(' ')
      const errata = [...this.marked].flatMap(([marker, marks]) =>
        nodes.some((node) => node === marker || contains(node, marker)) ? marks : [],
      )
      for (const id of ids) this.blocks.push({ id, line: this.lineOf(block), text, errata })
    }
  }

  fence(node: Code): Element {
    const attributes = fenceAttributes(node.meta ?? '')
    const language = node.lang ?? 'text'
    if (language === 'dot') return this.diagram(node, attributes)
    const { sample, id, title } = attributes
    if (EXECUTED.includes(language) && !sample) {
      this.problem(node, `a ${language} fence needs sample=<name> and an entry in content/samples`)
    }
    if (sample) {
      this.samples.push({ name: sample, language, code: node.value, line: this.lineOf(node) })
    }
    if (id) this.blocks.push({ id, line: this.lineOf(node), text: node.value, errata: [] })
    const code = codeElements(this.kit.highlight(node.value, language))
    return element(
      'figure',
      { className: ['code'], ...(id ? { id } : {}), dataLanguage: language },
      [
        ...(title ? [element('figcaption', {}, [{ type: 'text', value: title }])] : []),
        element('pre', { tabIndex: 0 }, [element('code', {}, code)]),
      ],
    )
  }

  diagram(node: Code, { alt, title, id }: Record<string, string>): Element {
    if (!alt) this.problem(node, 'a diagram needs alt="…": the whole picture in a sentence or two')
    try {
      return element('figure', { className: ['diagram'], ...(id ? { id } : {}) }, [
        diagramElement(this.kit.draw(node.value), alt ?? ''),
        ...(title ? [element('figcaption', {}, [{ type: 'text', value: title }])] : []),
      ])
    } catch (error) {
      this.problem(node, `the diagram cannot be drawn: ${(error as Error).message}`)
      return element('figure', {}, [])
    }
  }
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children }
}

function contains(node: Nodes, other: Nodes): boolean {
  return (
    'children' in node &&
    node.children.some((child) => child === other || contains(child as Nodes, other))
  )
}

/** The block that a mark belongs to: row before item, item before paragraph. */
function owner(path: Parents[]): Nodes {
  const inner = [...path].reverse()
  return (
    inner.find((node) => node.type === 'tableRow') ??
    inner.find((node) => node.type === 'listItem') ??
    inner.find((node) => node.type === 'heading' || node.type === 'paragraph') ??
    (path[0] as Nodes)
  )
}

function section(root: Root, heading: Extract<Nodes, { type: 'heading' }>): Nodes[] {
  const start = root.children.indexOf(heading)
  const rest = root.children.slice(start + 1)
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= heading.depth)
  return [heading, ...(end < 0 ? rest : rest.slice(0, end))]
}

/**
 * Compiles one Markdown text. Never throws for what an author can get wrong: that becomes problems
 * with file and line.
 * @param lineOffset lines before the text in its file, for strings that stand in YAML
 */
export function compileMarkdown(
  file: string,
  text: string,
  kit: Kit,
  lineOffset = 0,
): CompiledFile {
  const run = new Compilation(file, kit, lineOffset)
  const root = parser.parse(text)
  const front = root.children.find((node) => node.type === 'yaml')
  root.children = root.children.filter((node) => node !== front)
  run.read(root, [])
  run.cover(root)
  run.place(root)
  const html = unified()
    .use(remarkRehype, {
      handlers: {
        code: (_state: unknown, node: Code) => run.fence(node),
        erratumNote: (_state: unknown, node: { id: string }) =>
          structuredClone(kit.notes.get(node.id)),
      },
    })
    .runSync(root) as HtmlRoot
  const page = finish(html, kit.glossary)
  const anchors = page.anchors
  return {
    front: front?.type === 'yaml' ? front.value : null,
    prose: {
      html: toHtml(html),
      toc: page.toc,
      passages: page.passages,
      figures: [...run.figures],
      errata: [...run.shown],
      words: page.words,
    },
    blocks: run.blocks,
    anchors,
    links: run.links,
    samples: run.samples,
    problems: run.problems,
  }
}

/** Compiles a string of front matter or a card: its paragraphs' content without the `<p>` around a single one. */
export function compileInline(
  file: string,
  text: string,
  kit: Kit,
  line: number,
): {
  html: string
  text: string
  links: CompiledFile['links']
  problems: Problem[]
  figures: string[]
} {
  const { prose, problems, links } = compileMarkdown(file, text, { ...kit, glossary: [] }, line - 1)
  const single = /^<p>([\s\S]*)<\/p>$/.exec(prose.html)
  const html = single?.[1] && !single[1].includes('<p>') ? single[1] : prose.html
  return { html, text: prose.passages[0]?.text ?? '', links, problems, figures: prose.figures }
}
