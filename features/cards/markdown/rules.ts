import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Code, Nodes, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { codeElements, codeFault, fenceAttributes, LANGUAGES, sandboxLink } from '../code/rules'
import { diagramElement } from '../diagram/rules'
import { figureText, formsOf, hardCoded } from '../figures/rules'
import { segments } from '../marks/rules'
import type { Problem } from '../schema'
import { blockText, contains, owner, section } from './blocks/rules'
import { finish } from './html/rules'
import type { Kit } from './kit/rules'
import type { Block, CompiledFile } from './schema'

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

  problem(node: Nodes, message: string, below = 0) {
    const line = this.lineOf(node) + below
    this.problems.push({ file: this.file, line, severity: 'error', message })
  }

  /** Replaces the marks below `node`; `path` holds its ancestors from the root down. */
  read(node: Nodes, path: Parents[]): void {
    if (node.type === 'link' || node.type === 'definition')
      this.links.push({ href: node.url, line: this.lineOf(node) })
    if (node.type === 'html') this.problem(node, 'raw HTML is not rendered: write it as Markdown')
    if (node.type === 'image' || node.type === 'imageReference')
      this.problem(node, 'there are no image files: draw it as a dot diagram')
    if (!('children' in node)) return
    const parent = node as Root // stands for every parent: its children may be anything
    parent.children = parent.children.flatMap((child): RootContent[] =>
      child.type === 'text' ? this.text(child, [...path, parent]) : [child],
    )
    for (const child of parent.children) {
      // What a mark became is finished text.
      const made = (child.data as { hName?: string } | undefined)?.hName !== undefined
      if (child.type !== 'text' && !made) this.read(child as Nodes, [...path, parent])
    }
  }

  lineOf(node: Nodes): number {
    return (node.position?.start.line ?? 1) + this.lineOffset
  }

  text(node: Text, path: Parents[]): PhrasingContent[] {
    const block = owner(path)
    const linesBefore = (at: number) => node.value.slice(0, at).split('\n').length - 1
    return segments(node.value).flatMap((segment): PhrasingContent[] => {
      const wrong = (message: string) => this.problem(node, message, linesBefore(segment.at))
      switch (segment.kind) {
        case 'text':
          for (const { at, written, ids } of hardCoded(this.kit.quantities, segment.text)) {
            this.problem(
              node,
              `"${written}" is a figure: write {=${ids[0]}}${ids.length > 1 ? ` (or ${ids.slice(1, 4).join(', ')})` : ''}, or {^${written} :: reason}`,
              linesBefore(segment.at + at),
            )
          }
          return [{ type: 'text', value: segment.text }]
        case 'exempt':
          return [{ type: 'text', value: segment.text }]
        case 'broken':
          wrong(`cannot read the mark in "${segment.text.slice(0, 60)}": ${segment.why}`)
          return [{ type: 'text', value: segment.text }]
        case 'figure': {
          const text = figureText(this.kit.figures, segment.reference)
          const id = segment.reference.split(':')[0] ?? ''
          if (text === null) {
            const known = Object.hasOwn(this.kit.figures.figures, id)
            if (!this.kit.unread.has('content/figures.yaml'))
              wrong(
                known
                  ? `the figure ${id} has no form "${segment.reference.slice(id.length + 1)}": add it to content/figures.yaml, or use ${formsOf(this.kit.figures, id)}`
                  : `there is no figure "${id}" in content/figures.yaml: add it there with its source, or correct the name`,
              )
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
            if (!this.kit.unread.has('content/errata.yaml'))
              wrong(
                `there is no erratum "${segment.id}" in content/errata.yaml: add it, or correct the id`,
              )
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
      let at = top ? root.children.indexOf(top) + 1 : root.children.length
      while ((root.children[at]?.type as string | undefined) === 'erratumNote') at += 1
      root.children.splice(at, 0, ...notes)
    }
  }

  /** Records the text of every block that teaches an item. A heading covers its section. */
  cover(root: Root): void {
    for (const [block, ids] of this.taught) {
      const nodes = block.type === 'heading' ? section(root, block) : [block]
      const text = nodes.map(blockText).join(' ')
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
    if (!LANGUAGES.includes(language))
      this.problem(node, `no fence is "${language}": use one of ${LANGUAGES.join(', ')} or dot`)
    const fault = codeFault(language, node.value)
    if (fault) this.problem(node, `this ${language} cannot be parsed: ${fault.why}`, fault.line)
    if (EXECUTED.includes(language) && !sample) {
      this.problem(node, `a ${language} fence needs sample=<name> and an entry in content/samples`)
    }
    if (sample) {
      this.samples.push({
        name: sample,
        language,
        code: node.value,
        line: this.lineOf(node),
        ...(title ? { title } : {}),
      })
    }
    if (id) this.blocks.push({ id, line: this.lineOf(node), text: node.value, errata: [] })
    const code = codeElements(this.kit.highlight(node.value, language))
    return element(
      'figure',
      { className: ['code'], ...(id ? { id } : {}), dataLanguage: language },
      [
        ...(title ? [element('figcaption', {}, [{ type: 'text', value: title }])] : []),
        element('pre', { tabIndex: 0 }, [element('code', {}, code)]),
        ...(sample ? [sandboxLink(sample, title)] : []),
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
