import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod/mini'
import { figureText } from '@/features/cards/figures/rules'
import { segments } from '@/features/cards/marks/rules'
import { type Figures, figuresSchema, topicSchema } from '@/features/cards/schema'
import { parseYaml } from '@/features/cards/source/rules'

export const TOPICS = 'content/topics'

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/
const FENCE = /^(\s*)(`{3,})(\w*).*$/
/** Languages that the peers' highlighters colour as well; the others become plain text there. */
const HIGHLIGHTED = ['js', 'python', 'json', 'yaml', 'sh']

function demand<S extends z.core.$ZodType>(file: string, text: string, schema: S) {
  const { value, problems } = parseYaml(file, text, schema)
  if (value === null) throw new Error(`${file}:${problems[0]?.line}: ${problems[0]?.message}`)
  return value
}

/** A stretch outside code: figures as text, exemptions as their text, every other mark dropped. */
function withoutMarks(text: string, figures: Figures): string {
  return segments(text)
    .map((segment) => {
      if (segment.kind === 'figure') return figureText(figures, segment.reference) ?? ''
      return segment.kind === 'text' || segment.kind === 'exempt' ? segment.text : ''
    })
    .join('')
}

/** Links lead from topic to topic; to pages the peers do not have only the text remains. */
const ownLinks = (text: string) =>
  text
    .replace(/\[([^\]]*)\]\(\/(?!topics\/)[^)]*\)/g, '$1')
    .replace(/(\]\(\/topics\/[a-z0-9-]+)#[^)]*\)/g, '$1)')

function prose(line: string, figures: Figures): string {
  const parts = line.split(/(`+[^`]*`+)/)
  const plain = parts.map((part, i) => (i % 2 === 1 ? part : withoutMarks(part, figures)))
  return ownLinks(plain.join('')).trimEnd()
}

/** One of our topics as Markdown that any site builder reads. */
export function plainTopic(file: string, source: string, figures: Figures): string {
  const front = FRONT_MATTER.exec(source)
  if (!front) throw new Error(`${file}: no front matter`)
  const { title, summary, order } = demand(file, (front[1] ?? '').trim(), topicSchema)
  const lines: string[] = []
  let open: string | null = null
  for (const line of source.slice(front[0].length).split('\n')) {
    const fence = FENCE.exec(line)
    if (open !== null) {
      if (fence && fence[3] === '' && line.trim() === open) open = null
      lines.push(line)
    } else if (fence) {
      const [, indent = '', ticks = '```', language = ''] = fence
      open = ticks
      lines.push(`${indent}${ticks}${HIGHLIGHTED.includes(language) ? language : 'text'}`)
    } else lines.push(prose(line, figures))
  }
  const head = ['---', `title: ${JSON.stringify(title)}`, `sidebar_position: ${order}`, '---']
  return [...head, '', `# ${title}`, '', summary, '', ...lines].join('\n')
}

/** A topic as a link: its place in the address and its title. */
export interface TopicLink {
  slug: string
  title: string
  order: number
}

/** The topics of the content folder, in reading order. */
export function topicLinks(): TopicLink[] {
  return readdirSync(TOPICS)
    .map((name) => {
      const source = readFileSync(join(TOPICS, name), 'utf8')
      const meta = demand(name, FRONT_MATTER.exec(source)?.[1]?.trim() ?? '', topicSchema)
      return { slug: name.replace(/\.md$/, ''), title: meta.title, order: meta.order }
    })
    .sort((a, b) => a.order - b.order)
}

/** Writes all topics as plain Markdown to `folder`/topics, and a start page that lists them. */
export function convertTopics(folder: string): void {
  const figures = demand(
    'content/figures.yaml',
    readFileSync('content/figures.yaml', 'utf8'),
    figuresSchema,
  )
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'topics'), { recursive: true })
  for (const name of readdirSync(TOPICS)) {
    const source = readFileSync(join(TOPICS, name), 'utf8')
    writeFileSync(join(folder, 'topics', name), plainTopic(name, source, figures))
  }
  const list = topicLinks().map(({ slug, title }) => `- [${title}](/topics/${slug})`)
  writeFileSync(join(folder, 'index.md'), ['# Topics', '', ...list, ''].join('\n'))
  writeFileSync(join(folder, 'topics.json'), JSON.stringify(topicLinks()))
}
