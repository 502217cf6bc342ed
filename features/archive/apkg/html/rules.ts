import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import type { Root as Markdown } from 'mdast'
import rehypeRemark from 'rehype-remark'
import rehypeSanitize, { type Options } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

const LIST = (text: string) => text.split(' ')

const ALLOWED: Options = {
  tagNames: LIST(
    'p div br hr strong b em i u s del code pre tt blockquote ul ol li table thead tbody tr th td a img h1 h2 h3 h4 h5 h6 span sub sup',
  ),
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    code: [['className', /^language-[\w+-]{1,20}$/]],
    ol: ['start'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['media'] },
  strip: LIST('script style head title template noscript iframe object svg math'),
  ancestors: {},
  clobber: [],
}

const toMarkdown = unified()
  .use(rehypeSanitize, ALLOWED)
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', fences: true, rule: '-' })

const DEEPEST = 100

/** What a picture's or sound's name in the file leads to here: `media:…`, or null where it is left out. */
export type Address = (name: string) => string | null

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Pictures of the file lead to the learner's own; those of the web become links; links go to the web. */
function place(root: Root, address: Address): void {
  visit(root, 'element', (node: Element, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (node.tagName === 'a' && !/^(https?|mailto):/i.test(String(node.properties.href ?? ''))) {
      parent.children.splice(index, 1, ...node.children)
      return index
    }
    if (node.tagName !== 'img') return undefined
    const src = String(node.properties.src ?? '')
    const own = /^[a-z]+:/i.test(src) ? null : (address(src) ?? address(decoded(src)))
    const alt = String(node.properties.alt ?? '')
    if (own) node.properties = { src: own, alt }
    else if (/^https?:/i.test(src))
      parent.children[index] = {
        type: 'element',
        tagName: 'a',
        properties: { href: src },
        children: [{ type: 'text', value: alt || 'picture' }],
      }
    else parent.children[index] = { type: 'text', value: alt }
    return SKIP
  })
}

/** Whether elements are nested further than anything that anyone wrote. */
function tooDeep(root: Root): boolean {
  const open: [Root | Element, number][] = [[root, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    if (depth > DEEPEST) return true
    for (const child of node.children) if (child.type === 'element') open.push([child, depth + 1])
  }
  return false
}

// Text that means the same in HTML and in Markdown: most fields, and worth not parsing.
const PLAIN = /^[A-Za-z({][A-Za-z0-9 .,;:?'"()/%{}=-]*$/
const SOUND = /\[sound:([^\]\n]{1,300})\]/g
const sign = (text: string) => text.replace(/[[\]]/g, '')

/**
 * The HTML of a field as Markdown. Scripts, styles, frames and handlers are dropped before anything
 * is read; clozes (`{{c1::…}}`) stay as they are. Null where it is nested too deeply to be read.
 * @param address where a picture or sound of the file is kept here
 */
export function htmlToMarkdown(html: string, address: Address): string | null {
  if (PLAIN.test(html)) return html.trim()
  const sounds: string[] = []
  const marked = html.replace(SOUND, (_, name: string) => {
    const own = address(name) ?? address(decoded(name))
    if (!own) return ''
    sounds.push(`![${sign(name)}](${own})`)
    return `\uE010${sounds.length - 1}\uE011`
  })
  try {
    const root = fromHtml(marked, { fragment: true })
    if (tooDeep(root)) return null
    place(root, address)
    const text = toMarkdown.stringify(toMarkdown.runSync(root) as Markdown)
    return text
      .replace(/\uE010(\d+)\uE011/g, (_, index) => sounds[Number(index)] ?? '')
      .replace(/[\uE000-\uE011]/g, '')
      .trim()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const SAFE: Options = { ...ALLOWED, protocols: { href: ['http', 'https', 'mailto'] } }

const toTree = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkRehype)
  .use(rehypeSanitize, SAFE)

/**
 * Markdown as HTML for another program: raw HTML in it is left out. Sounds become `[sound:…]`.
 * @param fileName what a `media:` address is called in the file; null where it is not in it
 */
export function markdownToHtml(
  markdown: string,
  fileName: (address: string) => string | null,
): string {
  const tree = toTree.parse(markdown)
  const root = toTree.runSync(tree) as Root
  visit(root, 'element', (node: Element, index, parent) => {
    if (node.tagName !== 'img' || !parent || index === undefined) return
    const name = fileName(String(node.properties.src ?? ''))
    if (name === null)
      parent.children[index] = { type: 'text', value: String(node.properties.alt ?? '') }
    else if (/\.(mp3|ogg|wav|flac|m4a)$/.test(name))
      parent.children[index] = { type: 'text', value: `[sound:${name}]` }
    else node.properties.src = name
  })
  const html = toHtml(root)
  return /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/.exec(html)?.[1] ?? html
}
