import { toHtml } from 'hast-util-to-html'
import { codeElements } from '@/features/cards/code/rules'
import type { Compiler } from '@/features/cards/compile/rules'
import { diagramElement } from '@/features/cards/diagram/rules'
import { heard } from '../../open/rules'
import type { Blank, Body, Choice, Lure } from '../../schema'
import type { ExerciseSource } from '../schema'

/** Compiles one text of an exercise; `path` is where it stands in the exercise. */
export type Inline = (text: string, path: (string | number)[]) => { html: string; text: string }

/** What is wrong with an exercise, where in it, and what to do. */
export type Report = (message: string, path: (string | number)[]) => void

/** Answers that the emulator gave for the parts that a prediction asks for, by part. */
export type Predicted = Map<string, string>

type Of<K extends ExerciseSource['kind']> = Extract<ExerciseSource, { kind: K }>
type Tools = { inline: Inline; report: Report; kit: Compiler['kit'] }

function choices(
  source: Of<'single' | 'multiple' | 'triage'>,
  { inline, report }: Tools,
): Extract<Body, { kind: 'single' | 'multiple' | 'triage' }> {
  const options = source.options.map(({ text, why, key }, i): Choice => {
    const shown = inline(text, ['options', i, 'text'])
    return { ...shown, whyHtml: inline(why, ['options', i, 'why']).html, key: key ?? false }
  })
  const choose = source.kind === 'single' ? 1 : (source.choose ?? 1)
  const keys = options.filter(({ key }) => key).length
  if (keys !== choose)
    report(`has ${keys} keys where ${choose} are to be chosen: mark them with "key: true"`, [
      'options',
    ])
  return { kind: source.kind, choose, options }
}

function matching({ pairs, extra = [] }: Of<'matching'>, { inline, report }: Tools): Body {
  const rights = [...pairs, ...extra].map(({ right, why }, i) => {
    const path = i < pairs.length ? ['pairs', i] : ['extra', i - pairs.length]
    return { ...inline(right, [...path, 'right']), whyHtml: inline(why, [...path, 'why']).html }
  })
  const lefts = pairs.map(({ left }, i) => inline(left, ['pairs', i, 'left']))
  for (const [name, side] of [
    ['left', lefts],
    ['right', rights],
  ] as const)
    if (new Set(side.map(({ text }) => text)).size < side.length)
      report(`has the same ${name} side twice: each must lead to one`, ['pairs'])
  return {
    kind: 'matching',
    lefts: lefts.map(({ html }) => html),
    rights: rights.map(({ html, whyHtml }) => ({ html, whyHtml })),
  }
}

const BLANK = /\{\{([A-Za-z0-9_-]+)\}\}/g
const MARKED = /BLANK_\d+_HERE/

function cloze(source: Of<'cloze'>, { inline, report, kit }: Tools): Body {
  const names = [...source.text.matchAll(BLANK)].map(([, name = '']) => name)
  const code = source.lang !== 'prose'
  for (const name of Object.keys(source.blanks))
    if (names.filter((one) => one === name).length !== 1)
      report(`must hold {{${name}}} once: each blank stands in the text once`, ['text'])
  for (const name of names)
    if (!Object.hasOwn(source.blanks, name))
      report(`has {{${name}}}, which blanks does not describe: add it there`, ['text'])
  let at = 0
  const marked = source.text.replace(BLANK, () => `BLANK_${at++}_HERE`)
  const html = code
    ? toHtml({ type: 'root', children: codeElements(kit.highlight(marked.trimEnd(), source.lang)) })
    : inline(marked, ['text']).html
  const texts = html.split(MARKED)
  const blanks = Object.entries(source.blanks).map(([name, { accept, lures = [], why }]) => {
    const told: Lure<string>[] = lures.map((lure, i) => {
      if (accept.includes(lure.text))
        report(`accepts "${lure.text}" and calls it wrong`, ['blanks', name])
      return { answer: lure.text, whyHtml: inline(lure.why, ['blanks', name, 'lures', i]).html }
    })
    const whyHtml = inline(why, ['blanks', name, 'why']).html
    return [name, { accept, lures: told, whyHtml } satisfies Blank]
  })
  return { kind: 'cloze', code, texts, names, blanks: Object.fromEntries(blanks) }
}

function numeric(source: Of<'numeric'>, { inline, report }: Tools): Body {
  const { answer, unit, tolerance, lures = [] } = source
  for (const [i, lure] of lures.entries())
    if (Math.abs(lure.answer - answer) <= tolerance)
      report(`calls ${lure.answer} wrong, which is within the tolerance`, ['lures', i])
  return {
    kind: 'numeric',
    answer,
    unit,
    tolerance,
    lures: lures.map((lure, i) => ({
      answer: lure.answer,
      whyHtml: inline(lure.why, ['lures', i, 'why']).html,
    })),
  }
}

/** Graphviz names each node in a title; what is drawn keeps the names of those that are spots. */
function spotted(svg: string, nodes: Set<string>): string {
  return svg.replace(
    /<g id="node\d+" class="node([^"]*)">\s*<title>([^<]*)<\/title>/g,
    (_g, rest, name) =>
      nodes.has(name) ? `<g class="node${rest}" data-spot="${name}">` : `<g class="node${rest}">`,
  )
}

function hotspot(source: Of<'hotspot'>, { inline, report, kit }: Tools): Body {
  const nodes = new Set(source.spots.map(({ node }) => node))
  let svg = ''
  try {
    svg = toHtml(diagramElement(spotted(kit.draw(source.diagram), nodes), source.alt))
  } catch (error) {
    report(`cannot be drawn: ${(error as Error).message}`, ['diagram'])
  }
  for (const [i, { node }] of source.spots.entries())
    if (svg && !svg.includes(`data-spot="${node}"`))
      report(`names the node "${node}", which the diagram does not have`, ['spots', i])
  const spots = source.spots.map(({ node, label, why, key }, i) => ({
    node,
    label,
    whyHtml: inline(why, ['spots', i, 'why']).html,
    key: key ?? false,
  }))
  const choose = spots.filter(({ key }) => key).length
  if (choose === 0) report('has no key: mark the right spot with "key: true"', ['spots'])
  return { kind: 'hotspot', svg, choose, spots }
}

function predict(source: Of<'predict'>, predicted: Predicted, { inline, report }: Tools): Body {
  const lures = source.lures.map((lure, i) => ({
    ...lure,
    whyHtml: inline(lure.why, ['lures', i, 'why']).html,
  }))
  for (const [i, { part, answer }] of lures.entries()) {
    const key = predicted.get(part)
    if (key === undefined) report(`speaks of "${part}", which is not asked for`, ['lures', i])
    else if (key === answer)
      report(`calls ${answer} wrong, which is what is answered`, ['lures', i])
  }
  return {
    kind: 'predict',
    parts: [...predicted].map(([part, key]) => ({
      part,
      key,
      lures: lures
        .filter((lure) => lure.part === part)
        .map(({ answer, whyHtml }) => ({ answer, whyHtml })),
    })),
  }
}

/**
 * The body of an exercise, by its kind. What an author got wrong is reported, with its place.
 * @param predicted what the emulator answered, for a prediction
 */
export function bodyOf(source: ExerciseSource, predicted: Predicted, tools: Tools): Body {
  const { inline } = tools
  switch (source.kind) {
    case 'single':
    case 'multiple':
    case 'triage':
      return choices(source, tools)
    case 'ordering': {
      const steps = source.steps.map(({ text, why }, i) => ({
        html: inline(text, ['steps', i, 'text']).html,
        whyHtml: inline(why, ['steps', i, 'why']).html,
      }))
      if (new Set(steps.map(({ html }) => html)).size < steps.length)
        tools.report('has the same step twice: more than one order would be right', ['steps'])
      return { kind: 'ordering', steps }
    }
    case 'matching':
      return matching(source, tools)
    case 'cloze':
      return cloze(source, tools)
    case 'numeric':
      return numeric(source, tools)
    case 'hotspot':
      return hotspot(source, tools)
    case 'predict':
      return predict(source, predicted, tools)
    case 'fix': {
      const { answer, world, checks, broken, solution } = source
      const lures = source.lures.map(({ why }, i) => {
        const { html } = inline(why, ['lures', i, 'why'])
        return { answer: luredFrom(source, i, tools.report), whyHtml: html }
      })
      return { kind: 'fix', answer, world, checks, broken, solution, lures }
    }
    case 'open': {
      const { model, points, mustNotSay = [] } = source
      for (const [i, { point, why }] of points.entries()) {
        inline(point, ['points', i, 'point'])
        inline(why, ['points', i, 'why'])
      }
      const shown = inline(model, ['model'])
      for (const { chosen, right, html } of heard(points, mustNotSay, shown.text).findings)
        if (chosen !== right)
          tools.report(
            right
              ? `has a model answer in which "${html}" is not heard: add a phrasing or say it`
              : `has a model answer that says what must not be said: ${html}`,
            ['model'],
          )
      return { kind: 'open', modelHtml: shown.html, points, mustNotSay }
    }
  }
}

/** The solution with a lure's changes made in it. */
function luredFrom(source: Of<'fix'>, index: number, report: Report): string {
  return (source.lures[index]?.change ?? []).reduce((text, { from, to }) => {
    if (text.split(from).length !== 2)
      report(`changes "${from}", which the solution must hold once`, ['lures', index])
    return text.replace(from, () => to)
  }, source.solution)
}
