import type { Element, ElementContent, Parents, Root, Text } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { toString as plainText } from 'hast-util-to-string'
import type { Root as Markdown, Parents as MarkdownParents, Nodes, PhrasingContent } from 'mdast'
import rehypeSanitize, { type Options } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { codeElements, type Highlight } from '../../code/rules'
import { finish } from '../../markdown/html/rules'
import { readMediaName } from '../media/rules'
import { MEDIA_PATH, MEDIA_SCHEME } from '../media/schema'

const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false })

// Where hidden parts begin and end, in letters that no keyboard has, so that they pass Markdown.
const BLANK = ['\uE000', '\uE001'] as const
const ANSWER = ['\uE002', '\uE003'] as const
const SENTINELS = /[\uE000-\uE003]/g
const ENCODED_SENTINELS = /%EE%80%8[0-3]/gi

/** A text without the letters that mark hidden parts. */
export const withoutSentinels = (text: string): string => text.replace(SENTINELS, '')

/** How the hidden parts of a cloze are told to `compileOwn`. */
export const OWN_FACE = {
  blank: (hint: string | null) => `${BLANK[0]}${hint?.trim() || '…'}${BLANK[1]}`,
  answer: (text: string) => `${ANSWER[0]}${text}${ANSWER[1]}`,
}

const DEEPEST = 24
const DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*][ \\t]|\\d{1,9}[.)][ \\t])){${DEEPEST},}`, 'm')
const DEEPEST_TREE = 80
// Reading emphasis takes the square of its marks.
const MOST_MARKS = 1_200

const isUnreadable = (markdown: string): boolean =>
  DEEP.test(markdown) || (markdown.match(/[*_~]+/g)?.length ?? 0) > MOST_MARKS
// A level takes a sign, and a list two levels: with few signs a text need not be parsed to be known.
const NESTING = /[*_~[>+\-.)|<!]/g
const FEW = 30

/** Whether lists, quotes and emphasis are more than anyone reads, and a page can show. */
export const isTooDeep = (markdown: string): boolean =>
  isUnreadable(markdown) || ((markdown.match(NESTING)?.length ?? 0) >= FEW && !parsed(markdown))

/** The tree of a text; null where it is nested too deeply. */
function parsed(markdown: string): Markdown | null {
  if (isUnreadable(markdown)) return null
  let tree: Markdown
  try {
    tree = parser.parse(markdown)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  const open: [Nodes, number][] = [[tree, 1]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    if (depth > DEEPEST_TREE) return null
    if ('children' in node) for (const child of node.children) open.push([child, depth + 1])
  }
  return tree
}

/** What a picture becomes: the learner's own file, or words where it is none. */
function picture(url: string, alt: string): PhrasingContent {
  const name = url.startsWith(MEDIA_SCHEME) ? url.slice(MEDIA_SCHEME.length) : ''
  const medium = readMediaName(name)
  if (!medium) return { type: 'link', url, children: [{ type: 'text', value: alt || 'picture' }] }
  const src = `${MEDIA_PATH}${name}`
  return medium.type.startsWith('audio/')
    ? {
        type: 'emphasis',
        data: { hName: 'audio', hProperties: { src, controls: true, title: alt || 'sound' } },
        children: [],
      }
    : { type: 'image', url: src, alt }
}

/** Takes out what a card does not have: raw HTML is text, headings are bold, footnotes stand below. */
function tame(tree: Markdown): void {
  const definitions = new Map<string, string>()
  visit(tree, 'definition', ({ identifier, url }) => {
    if (!definitions.has(identifier)) definitions.set(identifier, url)
  })
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    const put = (...nodes: Nodes[]) => {
      ;(parent as MarkdownParents).children.splice(index, 1, ...(nodes as never[]))
      return index
    }
    const words = (value: string): Nodes =>
      parent.type === 'root' || parent.type === 'blockquote' || parent.type === 'listItem'
        ? { type: 'paragraph', children: [{ type: 'text', value }] }
        : { type: 'text', value }
    switch (node.type) {
      case 'html':
        put(words(node.value))
        return SKIP
      case 'heading':
        return put({ type: 'paragraph', children: [{ type: 'strong', children: node.children }] })
      case 'image':
        put(picture(node.url, node.alt ?? ''))
        return SKIP
      case 'imageReference':
        put(picture(definitions.get(node.identifier) ?? '', node.alt ?? ''))
        return SKIP
      case 'footnoteReference':
        return put({ type: 'text', value: `[${node.label ?? node.identifier}]` })
      case 'footnoteDefinition':
        return put(...node.children)
      case 'listItem':
        if (typeof node.checked === 'boolean') {
          const mark: Nodes = { type: 'text', value: node.checked ? '☑ ' : '☐ ' }
          const [first] = node.children
          node.checked = null
          if (first?.type === 'paragraph') first.children.unshift(mark)
        }
        return undefined
      default:
        return undefined
    }
  })
}

const ALLOWED: Options = {
  tagNames:
    'p br hr strong em del code pre blockquote ul ol li table thead tbody tr th td a img audio'.split(
      ' ',
    ),
  attributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title'],
    audio: ['src', 'controls', 'title'],
    code: [['className', /^language-[\w+-]{1,20}$/]],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: [] },
  strip: ['script', 'style'],
  ancestors: {},
  clobber: [],
}

const toTree = unified().use(remarkRehype).use(rehypeSanitize, ALLOWED)

/** Links that leave the site say so to the browser; what a learner pasted is vouched for by nobody. */
function shapeLinks(root: Root): void {
  visit(root, 'element', (node) => {
    if (node.tagName === 'a') node.properties.rel = ['noopener', 'nofollow']
    if (node.tagName === 'img') node.properties.loading = 'lazy'
    for (const [name, value] of Object.entries(node.properties))
      if (typeof value === 'string')
        node.properties[name] = withoutSentinels(value).replace(ENCODED_SENTINELS, '')
  })
}

function colourCode(root: Root, highlight: Highlight): void {
  visit(root, 'element', (node) => {
    if (node.tagName !== 'pre') return undefined
    const [code] = node.children
    if (code?.type !== 'element') return undefined
    node.properties.tabIndex = 0
    const [name] = (code.properties.className as string[] | undefined) ?? []
    const text = plainText(code).replace(/\n$/, '')
    code.children = codeElements(highlight(text, name?.slice('language-'.length) ?? 'text'))
    code.properties = {}
    return SKIP
  })
}

const wrapped = (tagName: string, className: string[], value: string): Element => ({
  type: 'element',
  tagName,
  properties: className.length > 0 ? { className } : {},
  children: [{ type: 'text', value }],
})

/** Sets the hidden parts apart. Returns the text of the answers. */
function showClozes(root: Root): string[] {
  let hidden: 'no' | 'blank' | 'answer' = 'no'
  let written = ''
  const answers: string[] = []
  const split = (node: Text): ElementContent[] => {
    const made: ElementContent[] = []
    const close = () => {
      if (written === '') return
      if (hidden === 'no') made.push({ type: 'text', value: written })
      else if (hidden === 'blank') made.push(wrapped('span', ['blank'], written))
      else {
        made.push(wrapped('strong', [], written))
        answers[answers.length - 1] += written
      }
      written = ''
    }
    for (const letter of node.value) {
      if (letter === BLANK[0]) {
        close()
        hidden = 'blank'
        written = '['
      } else if (letter === BLANK[1]) {
        written += ']'
        close()
        hidden = 'no'
      } else if (letter === ANSWER[0]) {
        close()
        hidden = 'answer'
        answers.push('')
      } else if (letter === ANSWER[1]) {
        close()
        hidden = 'no'
      } else written += letter
    }
    close()
    return made
  }
  const walk = (parent: Parents): void => {
    parent.children = (parent.children as ElementContent[]).flatMap((child) => {
      if (child.type === 'text') return split(child)
      if (child.type === 'element') walk(child)
      return [child]
    })
  }
  walk(root)
  return answers.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
}

/** One side of a card: HTML that is safe to set, its text, and the text of its hidden parts. */
export interface CompiledSide {
  html: string
  text: string
  answers: string[]
}

const escaped = (text: string): Root => ({
  type: 'root',
  children: [
    { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text }] },
  ],
})

/**
 * Compiles what a learner wrote. Nothing in it is trusted: raw HTML is shown as text, the tree is
 * sanitised before anything of ours is added, pictures come from the learner's own files only.
 */
export function compileOwn(markdown: string, highlight: Highlight): CompiledSide {
  const tree = parsed(markdown)
  if (tree) tame(tree)
  const root = tree ? (toTree.runSync(tree) as Root) : escaped(markdown)
  finish(root, [])
  shapeLinks(root)
  colourCode(root, highlight)
  const answers = showClozes(root)
  const text = plainText(root).replace(/\s+/g, ' ').trim()
  const single = /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/.exec(toHtml(root))
  return { html: single?.[1] ?? toHtml(root), text, answers }
}

/** The languages of a text's code blocks: those that colouring it needs. */
export function languagesIn(markdown: string): string[] {
  return [...markdown.matchAll(/^ {0,3}(?:```+|~~~+) *([\w+-]{1,20})/gm)].map(
    ([, name = '']) => name,
  )
}
