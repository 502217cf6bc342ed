import * as z from 'zod/mini'
import { escapeHtml } from '@/features/cards/html/rules'
import { chanceOf } from '@/features/quiz/chance/rules'
import { keyHashOf } from '@/features/quiz/key/rules'
import type { Body, Choice, Exercise, Skill } from '@/features/quiz/schema'
import { beginningOf, drawn, filled, filledTree } from './draw/rules'
import { evidenceHtml } from './evidence/rules'
import {
  type ChoiceStage,
  type CompiledIncident,
  type Drawn,
  type FixStage,
  type Incident,
  incidentSchema,
  STAGES,
  type Stage,
} from './schema'

/** False trails that one incident lays. */
export const TRAILS = 2

const SKILLS: Record<Stage, Skill> = {
  triage: 'diagnose',
  cause: 'diagnose',
  fix: 'apply',
  prevent: 'design',
}

/** An incident of a seed: its names and numbers, and which of the false trails it lays. */
export interface DrawnIncident {
  incident: Incident
  values: Drawn
  /** Text of which all of it is drawn. */
  seed: string
  /** ms since the epoch. */
  begins: number
  /** Places of the trails that are laid. */
  trails: number[]
}

/**
 * Draws an incident: the same for the same incident and seed, whichever of its stages is asked.
 * @throws if it does not fit its form; the content check has seen to that
 */
export function drawIncident(
  { slug, tree, drawing }: Pick<CompiledIncident, 'slug' | 'tree' | 'drawing'>,
  seed: string,
): DrawnIncident {
  const own = `${slug} ${seed}`
  const values = drawn(drawing, own)
  const incident = z.parse(incidentSchema, filledTree(tree, values, own))
  const places = incident.trails.map((_, index) => index)
  const trails = chanceOf(`${own} trails`).shuffle(places).slice(0, TRAILS)
  return { incident, values, seed: own, begins: beginningOf(own), trails }
}

/** What a stage of `slug#stage` names, or null. */
export function stageOf(ref: string): { slug: string; stage: Stage } | null {
  const [slug = '', name] = ref.split('#')
  const stage = STAGES.find((one) => one === name)
  return stage ? { slug, stage } : null
}

/** The solution with a lure's changes made in it. */
function luredText(solution: string, change: { from: string; to: string }[]): string {
  return change.reduce((text, { from, to }) => text.replace(from, () => to), solution)
}

/** Opens the texts of an incident, by where they stand, with this seed's names and numbers in them. */
function textsOf({ texts }: CompiledIncident, { values, seed }: DrawnIncident) {
  return (path: string): { html: string; text: string } => {
    const { html = '', text = '' } = texts[path] ?? {}
    return { html: filled(html, values, seed, escapeHtml), text: filled(text, values, seed) }
  }
}

type Open = ReturnType<typeof textsOf>

function choices(stage: ChoiceStage, name: Stage, trails: number[], open: Open): Body {
  const option = (path: string, key: boolean): Choice => ({
    ...open(`${path}.text`),
    whyHtml: open(`${path}.why`).html,
    key,
  })
  const own = stage.options.map(({ key }, index) =>
    option(`stages.${name}.options.${index}`, key ?? false),
  )
  const false_ = trails.map((index) => option(`trails.${index}.option`, false))
  const { choose = 1 } = stage
  const kind = name === 'prevent' ? (choose > 1 ? 'multiple' : 'single') : 'triage'
  return { kind, choose, options: [...own, ...false_] }
}

function mend({ answer, world, checks, broken, solution, lures }: FixStage, open: Open): Body {
  return {
    kind: 'fix',
    answer,
    world,
    checks,
    broken,
    solution,
    lures: lures.map(({ change }, index) => ({
      answer: luredText(solution, change),
      whyHtml: open(`stages.fix.lures.${index}.why`).html,
    })),
  }
}

/** A text of one paragraph as a paragraph; longer ones have theirs. */
const paragraphs = (html: string) => (/^<(?:p|ul|ol)>/.test(html) ? html : `<p>${html}</p>`)

/** What one stage of an incident asks, as an exercise; null where the incident has no such stage. */
export function incidentExercise(
  compiled: CompiledIncident,
  stage: Stage,
  one: DrawnIncident,
): Exercise | null {
  const { incident, trails, seed, begins } = one
  const asked = incident.stages[stage]
  if (!asked) return null
  const open = textsOf(compiled, one)
  const body =
    'world' in asked
      ? mend(asked, open)
      : choices(asked, stage, stage === 'triage' ? trails : [], open)
  const shown = asked.shows ?? incident.evidence.map(({ id }) => id)
  const laid = trails.flatMap((index) => incident.trails[index] ?? [])
  const story = open('story')
  const ask = open(`stages.${stage}.ask`)
  return {
    id: `incident.${compiled.slug}.${stage}`,
    kind: body.kind,
    topic: incident.topic,
    level: incident.level,
    skill: SKILLS[stage],
    stemHtml: `${stage === 'triage' ? paragraphs(story.html) : ''}${paragraphs(ask.html)}`,
    stemText: stage === 'triage' ? `${story.text} ${ask.text}` : ask.text,
    evidence: shown.flatMap((id) => {
      const block = incident.evidence.find((each) => each.id === id)
      return block ? [{ title: block.title, html: evidenceHtml(block, laid, seed, begins) }] : []
    }),
    explainHtml: open(`stages.${stage}.explain`).html,
    source: incident.source,
    href: `/topics/${incident.topic}#${asked.teaches ?? incident.teaches}`,
    cards: asked.cards ?? incident.cards,
    keyHash: keyHashOf(body),
    body,
  }
}
