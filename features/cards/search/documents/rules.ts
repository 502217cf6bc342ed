import type { Element, Nodes, Parents } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Content, Prose } from '../../schema'
import type { Definitions, Kind, SearchDocument } from '../schema'

const GAPS = /^(tr|li|p|dt|dd|h\d|div)$/

const isElement = (node: Nodes): node is Element => node.type === 'element'
const classes = (node: Element): unknown[] => [node.properties.className].flat()

/** What a reader would not look for by its words: code, drawings, corrections, their marks. */
function skipped(node: Element): boolean {
  if (/^(pre|svg|figure|thead)$/.test(node.tagName)) return true
  return classes(node).includes('erratum') || classes(node).includes('mark')
}

/** The text of a tree as it reads, without the parts that are found by themselves. */
function readable(node: Nodes, apart: (id: string) => boolean, top = true): string {
  if (node.type === 'text') return node.value
  if (isElement(node)) {
    if (skipped(node)) return ''
    if (!top && node.tagName !== 'span' && apart(String(node.properties.id ?? ''))) return ''
  }
  if (!('children' in node)) return ''
  const inner = (node as Parents).children
    .map((child) => readable(child as Nodes, apart, false))
    .join('')
  if (!isElement(node)) return inner
  if (node.tagName === 'th') return ` ${inner}: `
  if (node.tagName === 'td') return ` ${inner} · `
  return GAPS.test(node.tagName) ? ` ${inner} ` : inner
}

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:)])(?= |$)/g, '$1')
    .replace(/[ ·]+$/, '')
    .trim()

/** The words of compiled HTML. */
export function textOf(html: string): string {
  if (!/[<&]/.test(html)) return tidy(html)
  return tidy(readable(fromHtml(html, { fragment: true }), () => false))
}

interface Section {
  anchor: string
  title: string
  text: string
}

/** A page in the stretches that its headings make, and the blocks of it that carry an item's id. */
function partsOf(prose: Prose, itemIds: Set<string>): { sections: Section[]; items: Section[] } {
  const apart = (id: string) => itemIds.has(id)
  const sections: Section[] = []
  const items: Section[] = []
  const collect = (node: Nodes): void => {
    if (isElement(node)) {
      const id = String(node.properties.id ?? '')
      if (apart(id) && node.tagName !== 'span') {
        const text = tidy(readable(node, apart))
        if (text) items.push({ anchor: id, title: '', text })
      }
    }
    if ('children' in node) for (const child of (node as Parents).children) collect(child as Nodes)
  }
  let current: Section = { anchor: '', title: '', text: '' }
  for (const node of fromHtml(prose.html, { fragment: true }).children) {
    if (isElement(node) && /^h[23]$/.test(node.tagName)) {
      sections.push(current)
      const title = tidy(readable(node, apart))
      current = { anchor: String(node.properties.id), title, text: '' }
    } else if (!isElement(node) || !apart(String(node.properties.id ?? ''))) {
      current.text += ` ${readable(node, apart)}`
    }
    collect(node)
  }
  sections.push(current)
  return { sections: sections.map((part) => ({ ...part, text: tidy(part.text) })), items }
}

/** Everything that search can find, from compiled content. */
export function searchDocuments(content: Content): SearchDocument[] {
  const titles = new Map(content.items.map(({ id, title }) => [id, title]))
  const itemIds = new Set(titles.keys())
  const topicTitles = new Map(content.topics.map(({ slug, title }) => [slug, title]))
  const pageTitles = new Map<string, string>([
    ...content.topics.map(({ slug, title }) => [`/topics/${slug}`, title] as const),
    ...content.questions.map(({ slug, title }) => [`/questions/${slug}`, title] as const),
    ...content.paths.map(({ slug, title }) => [`/paths/${slug}`, title] as const),
  ])
  const items = (kind: Kind, path: string, place: string, found: Section[]): SearchDocument[] =>
    found.map(({ anchor, text }) => {
      const title = titles.get(anchor) ?? anchor
      const repeats = text.toLowerCase().startsWith(`${title.toLowerCase()}: `)
      const said = repeats ? text.slice(title.length + 2) : text
      return { kind, title, text: said, href: `${path}#${anchor}`, place }
    })

  const topics = content.topics.flatMap((topic): SearchDocument[] => {
    const path = `/topics/${topic.slug}`
    const { sections, items: found } = partsOf(topic, itemIds)
    const [intro, ...rest] = sections
    return [
      {
        kind: 'topic',
        title: topic.title,
        text: tidy(`${topic.summary} ${intro?.text}`),
        href: path,
      },
      ...rest.map(
        ({ anchor, title, text }): SearchDocument => ({
          kind: 'topic',
          title,
          text,
          href: `${path}#${anchor}`,
          place: topic.title,
        }),
      ),
      ...items('topic', path, topic.title, found),
    ]
  })

  const questions = content.questions.flatMap((question): SearchDocument[] => {
    const path = `/questions/${question.slug}`
    const { sections, items: found } = partsOf(question, itemIds)
    const said = [question.summary, ...question.keyPoints.map(textOf)]
      .map((line) => line.replace(/\.$/, ''))
      .join('. ')
    return [
      {
        kind: 'question',
        title: question.title,
        text: tidy(`${said}. ${sections.map(({ text }) => text).join(' ')}`),
        href: path,
      },
      ...question.followUps.map(
        ({ ask, answer }): SearchDocument => ({
          kind: 'question',
          title: textOf(ask),
          text: textOf(answer),
          href: `${path}#follow-ups`,
          place: question.title,
        }),
      ),
      ...items('question', path, question.title, found),
    ]
  })

  const paths = content.paths.flatMap((path): SearchDocument[] => {
    const href = `/paths/${path.slug}`
    const { sections, items: found } = partsOf(path, itemIds)
    const steps = path.steps.map(({ why }) => why).join(' ')
    const body = sections.map(({ text }) => text).join(' ')
    return [
      { kind: 'path', title: path.title, text: tidy(`${path.summary} ${steps} ${body}`), href },
      ...items('path', href, path.title, found),
    ]
  })

  return [
    ...content.glossary.map(
      ({ id, term, aka, html }): SearchDocument => ({
        kind: 'glossary',
        title: term,
        ...(aka ? { also: aka } : {}),
        text: textOf(html),
        href: `/glossary#${id}`,
        place: 'Glossary',
      }),
    ),
    ...topics,
    ...questions,
    ...paths,
    ...content.cards.map(
      (card): SearchDocument => ({
        kind: 'card',
        title: card.frontText,
        text: card.backText,
        href: `/topics/${card.topic}/cards#${card.id}`,
        place: topicTitles.get(card.topic) ?? '',
      }),
    ),
    ...content.errata.map(({ claimHtml, nowHtml, places }): SearchDocument => {
      const [href = '/sources#errata'] = places
      return {
        kind: 'correction',
        title: textOf(claimHtml),
        text: textOf(nowHtml),
        href,
        place: pageTitles.get(href.split('#')[0] ?? '') ?? '',
      }
    }),
  ]
}

/** The definitions that hovering a term shows. */
export function definitionsOf(content: Content): Definitions {
  return Object.fromEntries(
    content.glossary.map(({ id, term, html }) => [id, [term, textOf(html)]]),
  )
}
