import { parse, parseDocument, visit } from 'yaml'
import type { Compiler } from '@/features/cards/compile/rules'
import type { Content } from '@/features/cards/schema'
import { type Parsed, parseYaml } from '@/features/cards/source/rules'
import { drawn, filled, WHOLE } from '../draw/rules'
import { drawIncident, incidentExercise } from '../rules'
import {
  type CompiledIncident,
  type Drawing,
  drawingSchema,
  type Incident,
  incidentSchema,
  STAGES,
} from '../schema'

const FOLDER = 'interviews/incidents'
/** Seeds that are held against the whole form of an incident. */
const SEEDS = ['1', '2', '3']
const OPEN_MARK = /«[^»\n]*»|‹[^›\n]*›/
const SHORTEST_REASON = 25
/** How often the longest option may be the key. */
const LONGEST_IS_KEY = 0.3
/** Fewer choices than this tell nothing about a habit. */
const ENOUGH = 20

type Path = (string | number)[]
type Say = (path: Path, message: string) => void

/** Where each text of an incident stands that is Markdown. */
function textPaths(incident: Incident): Path[] {
  const options = (count: number, path: Path): Path[] =>
    Array.from({ length: count }, (_, i) => [
      [...path, i, 'text'],
      [...path, i, 'why'],
    ]).flat()
  const stages = STAGES.flatMap((name): Path[] => {
    const stage = incident.stages[name]
    if (!stage) return []
    const path = ['stages', name]
    const own =
      'world' in stage
        ? stage.lures.map((_, i): Path => [...path, 'lures', i, 'why'])
        : options(stage.options.length, [...path, 'options'])
    return [[...path, 'ask'], [...path, 'explain'], ...own]
  })
  const trails = incident.trails.flatMap((_, i): Path[] => [
    ['trails', i, 'option', 'text'],
    ['trails', i, 'option', 'why'],
  ])
  return [['story'], ...trails, ...stages]
}

const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, name) => (node as Record<string, unknown>)?.[name], root)

/** What the parts of an incident have to do with each other, beyond their own forms. */
function inner(incident: Incident, say: Say): void {
  const ids = incident.evidence.map(({ id }) => id)
  if (new Set(ids).size < ids.length) say(['evidence'], 'an id of evidence is there twice')
  if (!incident.evidence.some(({ kind }) => kind === 'changes'))
    say(['evidence'], 'no evidence tells of changes: the false trails need it')
  for (const name of STAGES) {
    const stage = incident.stages[name]
    for (const [i, id] of (stage?.shows ?? []).entries())
      if (!ids.includes(id)) say(['stages', name, 'shows', i], `there is no evidence "${id}"`)
    if (!stage) continue
    if ('world' in stage) {
      for (const [i, { change }] of stage.lures.entries())
        for (const { from } of change)
          if (stage.solution.split(from).length !== 2)
            say(
              ['stages', name, 'lures', i],
              `changes "${from}", which is not once in the solution`,
            )
    } else {
      const keys = stage.options.filter(({ key }) => key).length
      if (keys !== (stage.choose ?? 1))
        say(
          ['stages', name, 'options'],
          `has ${keys} keys where ${stage.choose ?? 1} are to be chosen`,
        )
      if (name !== 'triage' && stage.options.length < 3)
        say(['stages', name, 'options'], 'has fewer than three options')
      for (const [i, { why }] of stage.options.entries())
        if (why.length < SHORTEST_REASON)
          say(['stages', name, 'options', i], `"${why}" is no reason yet`)
    }
  }
}

/** Where in the content an incident leads, and whether that is there. */
function outer(
  incident: Incident,
  anchors: Map<string, Set<string>>,
  cards: Set<string>,
  say: Say,
): void {
  const page = anchors.get(`/topics/${incident.topic}`)
  if (!page) say(['topic'], `there is no topic "${incident.topic}"`)
  const places: [Path, string | undefined, string[] | undefined][] = [
    [[], incident.teaches, incident.cards],
    ...STAGES.map((name): [Path, string | undefined, string[] | undefined] => [
      ['stages', name],
      incident.stages[name]?.teaches,
      incident.stages[name]?.cards,
    ]),
  ]
  for (const [path, teaches, named = []] of places) {
    if (teaches !== undefined && page && !page.has(teaches))
      say([...path, 'teaches'], `"${teaches}" is no item or heading of /topics/${incident.topic}`)
    for (const id of named) if (!cards.has(id)) say([...path, 'cards'], `there is no card "${id}"`)
  }
}

/** The incident of the first seed that does not fit its form, or of the first seed. */
function firstFault(
  file: string,
  slug: string,
  source: string,
  drawing: Drawing,
): Parsed<Incident> {
  const read = SEEDS.map((seed) => {
    const own = `${slug} ${seed}`
    return parseYaml(file, filled(source, drawn(drawing, own), own), incidentSchema)
  })
  return read.find(({ value }) => value === null) ?? (read[0] as Parsed<Incident>)
}

const ONLY_A_MARK = /^«[a-zA-Z0-9]+(?:[+-]\d+)?»$/

/** A source as a tree in which a plain mark is told from a quoted one: the first may become a number. */
function treeOf(source: string): unknown {
  const document = parseDocument(source)
  visit(document, {
    Scalar(key, node) {
      const { value, type } = node
      if (key !== 'key' && type === 'PLAIN' && typeof value === 'string' && ONLY_A_MARK.test(value))
        node.value = `${WHOLE}${value}`
    },
  })
  return document.toJS()
}

/** What only shows once an incident is drawn: marks left open, evidence that cannot be made. */
function drawnFaults(compiled: CompiledIncident): string[] {
  const faults = new Set<string>()
  for (const seed of SEEDS) {
    try {
      const one = drawIncident(compiled, seed)
      for (const stage of compiled.stages) {
        const open = OPEN_MARK.exec(JSON.stringify(incidentExercise(compiled, stage, one)))
        if (open) faults.add(`${open[0]} is not drawn: add it, or correct its name`)
      }
    } catch (error) {
      faults.add(`cannot be drawn: ${(error as Error).message}`)
    }
  }
  return [...faults]
}

/** How often the longest option is the key, over all choices with one key; null where that is fine. */
function habit(all: Incident[]): string | null {
  const lists = all.flatMap(({ stages }) =>
    STAGES.flatMap((name) => {
      const stage = stages[name]
      return stage && 'options' in stage && (stage.choose ?? 1) === 1 ? [stage.options] : []
    }),
  )
  const told = lists.filter((options) => {
    const most = Math.max(...options.map(({ text }) => text.length))
    const longest = options.filter(({ text }) => text.length === most)
    return longest.length === 1 && longest[0]?.key
  })
  const share = told.length / Math.max(1, lists.length)
  if (lists.length < ENOUGH || share <= LONGEST_IS_KEY) return null
  return `the longest option is the key in ${Math.round(share * 100)} % of the incidents' choices: keep it below ${LONGEST_IS_KEY * 100} %`
}

/**
 * Compiles the incidents of `content/interviews/incidents/`; what is wrong with them is told to the
 * compiler, which also checks their marks, figures and links.
 * @param anchors path of a page → the anchors on it
 */
export function compileIncidents(
  compiler: Compiler,
  content: Pick<Content, 'cards'>,
  anchors: Map<string, Set<string>>,
): CompiledIncident[] {
  const cards = new Set(content.cards.map(({ id }) => id))
  const read: Incident[] = []
  const found = compiler.list(FOLDER, '.yaml')
  const incidents = found.flatMap(({ file, slug }) => {
    const source = compiler.files.get(file) ?? ''
    const { value: drawing, problems } = parseYaml(file, source, drawingSchema)
    if (drawing === null) {
      compiler.problems.push(...problems)
      return []
    }
    const parsed = firstFault(file, slug, source, drawing)
    compiler.problems.push(...parsed.problems)
    const incident = parsed.value
    if (incident === null) return []
    const say: Say = (path, message) =>
      compiler.error(file, parsed.lineOf(path), `${slug} ${message}`)
    inner(incident, say)
    outer(incident, anchors, cards, say)
    const raw: unknown = parse(source)
    const texts: CompiledIncident['texts'] = {}
    for (const path of textPaths(incident)) {
      const page = `/topics/${incident.topic}`
      const written = String(at(raw, path) ?? '')
      const { html, text } = compiler.inline(file, parsed.lineOf(path), page, written)
      texts[path.join('.')] = { html, text }
    }
    const { title, summary, level, topic, stages } = incident
    const named = STAGES.filter((name) => stages[name] !== undefined)
    const { draw, together, derived } = drawing
    const compiled = {
      slug,
      title,
      summary,
      level,
      topic,
      stages: named,
      tree: treeOf(source),
      drawing: { draw, together, derived },
      texts,
    }
    for (const message of drawnFaults(compiled)) say([], message)
    read.push(incident)
    return [compiled]
  })
  const told = habit(read)
  if (told && found[0]) compiler.error(found[0].file, 1, told)
  return incidents
}
