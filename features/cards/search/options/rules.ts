import { COMMANDS, type Command, matchCommands, reviewCommands } from '../commands/rules'
import type { Search } from '../rules'
import type { Kind, Run, SearchTexts } from '../schema'
import { hitPattern, marked, snippetOf } from '../snippet/rules'
import { wordsOf } from '../words/rules'

/** A line of the palette that can be chosen. */
export interface Option {
  key: string
  title: Run[]
  name: string
  href?: string
  does?: Command['does']
  snippet?: Run[]
  place?: string
}

export interface OptionGroup {
  label: string
  options: Option[]
}

const LABELS: Record<Kind, string> = {
  glossary: 'Glossary',
  topic: 'Topics',
  question: 'Questions',
  path: 'Study paths',
  card: 'Cards',
  correction: 'Corrections',
}

const MOST_COMMANDS = 3
const FIRST_COMMANDS = 10

function commandOption({ id, title, href, does }: Command, pattern: RegExp | null): Option {
  return {
    key: id,
    title: marked(title, pattern),
    name: title,
    ...(href ? { href } : {}),
    ...(does ? { does } : {}),
  }
}

/** What the palette offers before anything is typed: places gone to lately, and what it can do. */
export function firstOptions(recent: { title: string; href: string }[]): OptionGroup[] {
  const places = recent.map(
    ({ title, href }): Option => ({ key: href, title: marked(title, null), name: title, href }),
  )
  const commands = COMMANDS.slice(0, FIRST_COMMANDS)
  const group = (label: string, chosen: Command[]) => ({
    label,
    options: chosen.map((command) => commandOption(command, null)),
  })
  return [
    { label: 'Recent', options: places },
    group(
      'Do',
      commands.filter(({ id, does }) => does !== undefined || id === 'review'),
    ),
    group(
      'Go to',
      commands.filter(({ id, does }) => does === undefined && id !== 'review'),
    ),
  ].filter(({ options }) => options.length > 0)
}

/** Where to look when nothing was found. */
export function fallbackOptions(): OptionGroup {
  const chosen = COMMANDS.filter(({ id }) => ['glossary', 'questions', 'topics'].includes(id))
  return { label: 'Look here instead', options: chosen.map((found) => commandOption(found, null)) }
}

function commandGroup(search: Search | null, query: string): OptionGroup {
  const scopes = search ? [...search.pagesBelow('/topics/'), ...search.pagesBelow('/paths/')] : []
  const commands = [...COMMANDS, ...reviewCommands(scopes)]
  const pattern = hitPattern(wordsOf(query.toLowerCase()))
  return {
    label: 'Commands',
    options: matchCommands(commands, query, MOST_COMMANDS).map((command) =>
      commandOption(command, pattern),
    ),
  }
}

/** What the palette offers for a query, by kind, the kind of the best result first. */
export function optionsFor(
  query: string,
  search: Search | null,
  texts: SearchTexts | null,
): OptionGroup[] {
  const groups = new Map<Kind, OptionGroup>()
  const results = search?.find(query) ?? []
  const pattern = hitPattern(results.flatMap(({ terms }) => terms))
  for (const { id, kind, title, href, place } of results) {
    const group = groups.get(kind) ?? { label: LABELS[kind], options: [] }
    groups.set(kind, group)
    group.options.push({
      key: `${id}`,
      title: marked(title, pattern),
      name: title,
      href,
      ...(place && kind !== 'glossary' ? { place } : {}),
      snippet: snippetOf(texts?.[id] ?? '', pattern),
    })
  }
  const found = [...groups.values()]
  const commands = commandGroup(search, query)
  if (commands.options.length === 0) return found
  const start = query.trim().toLowerCase()
  const meant = commands.options.some(({ name }) => name.toLowerCase().startsWith(start))
  return meant ? [commands, ...found] : [...found, commands]
}

/** The first `count` options in their groups; a group of which none is left is left out. */
export function firstOf(groups: OptionGroup[], count: number): OptionGroup[] {
  let left = count
  return groups.flatMap(({ label, options }) => {
    const kept = options.slice(0, left)
    left -= kept.length
    return kept.length > 0 ? [{ label, options: kept }] : []
  })
}
