import { gradeOpen } from '../../rubric/rules'
import type { Design, DesignSource } from '../schema'

type Path = (string | number)[]
export interface Fault {
  path: Path
  message: string
}

const COMPONENTS = { least: 12, most: 18 } as const
const DECISIONS = { least: 3, most: 5 } as const
/** How many of each a checklist needs, so that it asks something. */
const LEAST = { needed: 4, good: 2, harmless: 1, wrong: 4 } as const
/** A brief without this many numbers has no load. */
const NUMBERS = 4
const SHORTEST_REASON = 40
/** How often the longest option may be the best one, of all decisions. */
const LONGEST_IS_BEST = 0.4
/** Of an argument's part, what arguments for other systems may earn on average. */
const STRANGERS_EARN = 0.25
/** Fewer decisions than this tell nothing about a habit. */
const ENOUGH = 20

// A reason is read without the others, in an order that nobody knows.
const POINTS_AT =
  /\b(?:first|second|third|last|other) (?:option|answer|choice)s?\b|\b(?:above|below) (?:option|answer)s?\b|\b(?:all|none) of the above\b/i

function twice(entries: { id: string }[], path: Path): Fault[] {
  const ids = entries.map(({ id }) => id)
  return ids.flatMap((id, i) =>
    ids.indexOf(id) < i ? [{ path: [...path, i], message: `has the id "${id}" twice` }] : [],
  )
}

function reasonFaults(why: string, path: Path): Fault[] {
  const faults: Fault[] = []
  if (why.length < SHORTEST_REASON)
    faults.push({ path, message: `gives "${why}" for a reason: say why, under this brief` })
  if (POINTS_AT.test(why))
    faults.push({ path, message: 'points at another option, whose place nobody knows' })
  return faults
}

function componentFaults({ components }: DesignSource): Fault[] {
  const path = ['components']
  const faults = [
    ...twice(components, path),
    ...components.flatMap(({ why }, i) => reasonFaults(why, [...path, i, 'why'])),
  ]
  const say = (message: string) => faults.push({ path, message })
  if (components.length < COMPONENTS.least || components.length > COMPONENTS.most)
    say(`has ${components.length} components: list ${COMPONENTS.least} to ${COMPONENTS.most}`)
  for (const [role, least] of Object.entries(LEAST)) {
    const count = components.filter((one) => one.role === role).length
    if (count < least) say(`has ${count} ${role} components: list ${least} at least`)
  }
  return faults
}

function decisionFaults({ decisions }: DesignSource): Fault[] {
  const path = ['decisions']
  const faults = twice(decisions, path)
  if (decisions.length < DECISIONS.least || decisions.length > DECISIONS.most)
    faults.push({
      path,
      message: `has ${decisions.length} decisions: ask for ${DECISIONS.least} to ${DECISIONS.most}`,
    })
  for (const [i, { id, options }] of decisions.entries()) {
    const at = [...path, i, 'options']
    const count = (worth: string) => options.filter((one) => one.worth === worth).length
    faults.push(...twice(options, at))
    if (count('best') !== 1)
      faults.push({ path: at, message: `has ${count('best')} best options for "${id}": mark one` })
    if (count('poor') === 0)
      faults.push({ path: at, message: `has no poor option for "${id}": every choice is right` })
    for (const [j, { why }] of options.entries())
      faults.push(...reasonFaults(why, [...at, j, 'why']))
  }
  return faults
}

function argumentFaults(source: DesignSource, design: Design, argument: string): Fault[] {
  const faults = [
    ...twice(source.points, ['points']),
    ...source.points.flatMap(({ why }, i) => reasonFaults(why, ['points', i, 'why'])),
  ]
  for (const { chosen, right, html } of gradeOpen(design.points, design.mustNotSay, argument)
    .findings)
    if (chosen !== right)
      faults.push({
        path: ['argument'],
        message: right
          ? `has an argument in which "${html}" is not heard: add a phrasing or say it`
          : `has an argument that says what must not be said: ${html}`,
      })
  return faults
}

/**
 * What is wrong with a design beside its form.
 * @param texts of the compiled brief and argument
 */
export function designFaults(
  source: DesignSource,
  design: Design,
  texts: { brief: string; argument: string },
): Fault[] {
  const numbers = texts.brief.match(/\d[\d,.]*/g)?.length ?? 0
  const load: Fault[] =
    numbers < NUMBERS
      ? [
          {
            path: ['brief'],
            message: `has ${numbers} numbers in its brief: say how much, how fast, within what`,
          },
        ]
      : []
  return [
    ...load,
    ...componentFaults(source),
    ...decisionFaults(source),
    ...argumentFaults(source, design, texts.argument),
  ]
}

/** What gives the best options away in all designs together; null where nothing does. */
export function habitFault(designs: Design[]): string | null {
  const decisions = designs.flatMap((one) => one.decisions)
  const told = decisions.filter(({ options }) => {
    const most = Math.max(...options.map(({ text }) => text.length))
    const longest = options.filter(({ text }) => text.length === most)
    return longest.length === 1 && longest[0]?.worth === 'best'
  })
  const share = told.length / Math.max(1, decisions.length)
  return decisions.length >= ENOUGH && share > LONGEST_IS_BEST
    ? `the longest option is the best one in ${Math.round(share * 100)} % of all decisions: keep it to ${LONGEST_IS_BEST * 100} %`
    : null
}

/** Designs whose points are heard in arguments for other systems: they ask for words, not for reasons. */
export function strangerFaults(
  compiled: { design: Design; argument: string }[],
): { ref: string; message: string }[] {
  return compiled.flatMap(({ design }) => {
    const others = compiled.filter((one) => one.design !== design)
    const scores = others.map(
      ({ argument }) => gradeOpen(design.points, design.mustNotSay, argument).score,
    )
    const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
    if (mean <= STRANGERS_EARN) return []
    const percent = `${Math.round(mean * 100)} %`
    const message = `gives ${percent} of its argument's part to arguments for other systems: ask for more of each point's own words`
    return [{ ref: design.ref, message }]
  })
}
